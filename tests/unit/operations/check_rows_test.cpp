#include "operations/check_rows.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace mallctl;
using Texts = std::vector<std::string>;

namespace {

const std::string mall = "kind: mall\nslug: m\nname: M\ntime_zone: Europe/Berlin\ncurrency: EUR\n---\n";

struct Checked {
    operations::CheckedRows rows;
    Texts findings;
};

Checked check(const std::string& text, const plan::Plan* plan = nullptr) {
    std::istringstream in(text);
    catalog::ManifestReader reader({"-"}, in, {});
    Checked checked{operations::check_rows(reader, plan), {}};
    for (const auto& finding : checked.rows.findings) {
        checked.findings.push_back(std::to_string(finding.where.line) + ":" +
                                   std::to_string(finding.where.column) + " " + finding.code + " " +
                                   finding.feature);
    }
    return checked;
}

}  // namespace

TEST_CASE("files of a whole mall are checked against each other without a database") {
    const auto checked =
        check(mall +
              "- {kind: lease, slug: l, tenant: t, units: [A], from: 2026-02-01, to: 2026-01-01}\n"
              "- {kind: store, slug: s, name: S, tenant: x}\n"
              "- {kind: store, slug: s, name: again}\n"
              "- {kind: product, slug: p, store: s, price: 1.50}\n"
              "- {kind: tenant, slug: t, name: T}\n"
              "- {kind: unit, unit: G-01, ref: G-02}\n");
    CHECK(checked.findings ==
          Texts{"7:71 M003 lease l", "8:43 M005 store s", "9:3 M004 store s", "10:3 M010 product p"});
    CHECK(checked.rows.has_mall);
    CHECK(checked.rows.catalog.stores.size() == 1);
    CHECK(checked.rows.catalog.tenants.at(0).name == core::Names{{"", "T"}});
    CHECK(checked.rows.places.at("tenant t").line == 11);
}

TEST_CASE("rows without their mall are only read") {
    const auto checked =
        check("kind: store\nslug: s\ntenant: x\nhours: never\n---\nkind: store\nslug: t\ntenant: x\n");
    CHECK(checked.findings == Texts{"4:8 M003 store s"});
    CHECK_FALSE(checked.rows.has_mall);
    CHECK(checked.rows.catalog.stores.size() == 1);
}

TEST_CASE("units that the plan does not have are warnings") {
    const plan::Plan plan;
    const auto checked = check(mall + "kind: store\nslug: s\nname: S\nunits: [A]\n", &plan);
    CHECK(checked.findings == Texts{"10:8 M011 store s"});
    CHECK(checked.rows.findings.at(0).severity == core::Severity::warning);
}
