#include "cli/output/listing_text.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "catalog/manifest_reader.hpp"
#include "catalog/row_struct.hpp"

using namespace mallctl;
using operations::Listing;

namespace {

catalog::Store bakery() {
    catalog::Store store;
    store.slug = "bakery";
    store.name = {{"de", "Bäckerei \"Ä\""}, {"en", "Bakery"}};
    store.tenant = "acme";
    store.category = "off";
    store.units = {"G-01@G", "G-02@G"};
    store.hours = "Mo-Sa 10:00-20:00";
    store.phone = "0301";
    store.description = {{"", "Bread,\nand: cake"}, {"de", "Brot"}};
    return store;
}

catalog::Lease lease() {
    catalog::Lease lease;
    lease.slug = "l-1";
    lease.tenant = "acme";
    lease.units = {"G-01@G"};
    lease.from = "2026-01-01";
    lease.base_rent_minor = 1200050;
    return lease;
}

template <class Row>
Listing listing(const std::string& kind, const Row& row) {
    Listing made{kind, {}, {{}}, "EUR", {"de"}};
    for (const auto& bound : catalog::bound_fields<Row>()) {
        if (bound.field.shorthand) continue;
        made.fields.push_back(bound.field);
        made.rows[0].push_back(catalog::get_value(bound, row));
    }
    return made;
}

// The first row of what was printed.
template <class Row>
Row read_back(const std::string& text, const std::string& kind = {}) {
    std::istringstream in(text);
    catalog::ManifestOptions options;
    options.kind = kind;
    catalog::ManifestReader reader({"-"}, in, options);
    reader.assume({"EUR", "Europe/Berlin"});
    catalog::Row row;
    const bool good = reader.next(row);
    for (const auto& finding : reader.take_findings()) FAIL_CHECK(core::to_line(finding) << " in\n" << text);
    REQUIRE(good);
    return catalog::to_struct<Row>(row);
}

template <class Row>
void check_equal(const Row& a, const Row& b) {
    for (const auto& bound : catalog::bound_fields<Row>()) {
        INFO(bound.field.name);
        const bool same = catalog::get_value(bound, a) == catalog::get_value(bound, b);
        CHECK(same);
    }
}

}  // namespace

TEST_CASE("what is printed as YAML or CSV reads back as the same rows") {
    const auto stores = listing("store", bakery());
    check_equal(read_back<catalog::Store>(cli::listing_text(stores, "yaml", false, true)), bakery());
    auto columns = bakery();
    columns.description = {{"de", "Brot"}};
    const auto csv = cli::listing_text(listing("store", columns), "csv", false, true);
    check_equal(read_back<catalog::Store>(csv, "store"), columns);
    const auto leases = listing("lease", lease());
    check_equal(read_back<catalog::Lease>(cli::listing_text(leases, "yaml", true, true)), lease());
    check_equal(read_back<catalog::Lease>(cli::listing_text(leases, "csv", true, true), "leases"), lease());
}

TEST_CASE("JSON has amounts in minor units, names by language and empty values in their shape") {
    const auto text = cli::listing_text(listing("lease", lease()), "jsonl", false, true);
    CHECK(text ==
          "{\"slug\":\"l-1\",\"tenant\":\"acme\",\"store\":null,\"units\":[\"G-01@G\"],\"from\":\"2026-01-"
          "01\",\"to\":null,\"break_from\":null,"
          "\"base_rent\":{\"amount_minor\":1200050,\"currency\":\"EUR\"},"
          "\"turnover_rent\":null}\n");
    const auto store = cli::listing_text(listing("store", bakery()), "jsonl", false, true);
    CHECK(store.find("\"description\":{\"und\":\"Bread,\\nand: cake\",\"de\":\"Brot\"},\"tags\":[]") !=
          std::string::npos);
    CHECK(cli::listing_text(listing("lease", lease()), "json", true, true).front() == '{');
    CHECK(cli::listing_text(listing("lease", lease()), "json", false, true).front() == '[');
}

TEST_CASE("a table shows the name in the mall's language and leaves out wide columns unless asked") {
    const auto narrow = cli::listing_text(listing("store", bakery()), "table", false, false);
    CHECK(narrow.find("Bäckerei \"Ä\"") != std::string::npos);
    CHECK(narrow.find("DESCRIPTION") == std::string::npos);
    CHECK(cli::listing_text(listing("store", bakery()), "table", false, true).find("DESCRIPTION") !=
          std::string::npos);
}
