// What is exported as IMDF is valid, the same at every export, and the same plan when it is read back.
#include "exporters/imdf/imdf.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "exporters/imdf/venue.hpp"
#include "importers/importer.hpp"
#include "plan/connectors.hpp"
#include "plan/digest.hpp"
#include "plan/ids.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/exporters/full_plan.hpp"
#include "tests/unit/exporters/imdf_rules.hpp"

using namespace mallctl;

namespace {

catalog::Mall mall() {
    catalog::Mall mall;
    mall.slug = "east";
    mall.id = core::uuid_v5(core::mall_name_space, mall.slug);
    mall.name = {{"en", "East Mall"}};
    mall.time_zone = "Europe/Berlin";
    mall.locales = {"de", "en"};
    return mall;
}

std::string exported(const plan::Plan& plan) {
    const catalog::Mall owner = mall();
    return exporters::imdf::write({owner, plan, core::parse_instant("2026-01-31T17:00:00Z")});
}

// The archive as a file, gone at the end.
class File {
  public:
    explicit File(const std::string& bytes) { test::write_file(path(), bytes); }

    std::filesystem::path path() const { return folder_.path() / "plan.zip"; }

  private:
    test::TemporaryDirectory folder_;
};

plan::Plan read(const std::vector<std::filesystem::path>& sources) {
    importers::ImportRequest request;
    request.sources = sources;
    return importers::import_plan(request).plan;
}

plan::Plan with_ids(plan::Plan plan) {
    core::Diagnostics findings;
    plan::infer_connectors(plan, findings);
    plan::assign_ids(plan, mall().id, findings);
    return plan;
}

// One for one, so that a failure names what differs.
template <typename F>
void check_same(const std::vector<F>& before, const std::vector<F>& after, const plan::Plan& plan,
                const plan::Plan& back) {
    std::map<core::Uuid, std::string> digests;
    for (const F& feature : after) digests[feature.id] = plan::digest(back, feature);
    for (const F& feature : before) {
        INFO(core::to_string(feature.id) << " " << feature.source_id << " " << core::pick_name(feature.name));
        CHECK(digests[feature.id] == plan::digest(plan, feature));
    }
}

// Both ways: valid, and nothing of the plan is lost or changed.
void check_round_trip(const plan::Plan& plan) {
    const File archive(exported(plan));
    CHECK(test::imdf_faults(archive.path()) == std::vector<std::string>{});
    plan::Plan back = read({archive.path()});
    back.format = plan.format;
    CHECK(back.name == plan.name);
    CHECK(back.units.size() == plan.units.size());
    CHECK(back.connectors.size() == plan.connectors.size());
    check_same(plan.units, back.units, plan, back);
    check_same(plan.openings, back.openings, plan, back);
    check_same(plan.connectors, back.connectors, plan, back);
    check_same(plan.levels, back.levels, plan, back);
    check_same(plan.buildings, back.buildings, plan, back);
    check_same(plan.footprints, back.footprints, plan, back);
    check_same(plan.fixtures, back.fixtures, plan, back);
    check_same(plan.walls, back.walls, plan, back);
    check_same(plan.sections, back.sections, plan, back);
    check_same(plan.kiosks, back.kiosks, plan, back);
    check_same(plan.occupants, back.occupants, plan, back);
    check_same(plan.amenities, back.amenities, plan, back);
    CHECK(plan::digest(back) == plan::digest(plan));
}

}  // namespace

TEST_CASE("a plan that says everything comes back from IMDF as it was") {
    check_round_trip(test::full_plan());
}

TEST_CASE("the sample mall comes back from IMDF as it was, whatever it was drawn in") {
    const auto riverside = test::source_dir() / "samples/riverside";
    check_round_trip(with_ids(read({riverside / "plan"})));
    check_round_trip(with_ids(read({riverside / "imdf"})));
    check_round_trip(with_ids(read({riverside / "geojson/riverside.geojson"})));
}

TEST_CASE("a real university comes back from IMDF as it was") {
    const auto archive = test::shared_data("imdf/polymap-spbstu/IMDFData.zip");
    if (!archive) {
        WARN("shared data is absent: skipped");
        return;
    }
    check_round_trip(with_ids(read({*archive})));
}

TEST_CASE("two exports of a version are the same bytes") {
    const plan::Plan plan = test::full_plan();
    const bool same_bytes = exported(plan) == exported(plan);
    CHECK(same_bytes);
}

TEST_CASE("an archive that was changed by hand is read with what is out of range left out") {
    plan::Plan plan = test::full_plan();
    plan.connectors.front().wait_s = -4;
    plan.levels.front().elevation_m = 1e9;
    plan.openings.front().width_m = 1e9;
    const File archive(exported(plan));
    const plan::Plan back = read({archive.path()});
    CHECK_FALSE(back.connectors.front().wait_s);
    CHECK_FALSE(back.levels.front().elevation_m);
    CHECK_FALSE(back.openings.front().width_m);
}

TEST_CASE("an address takes city and country from the time zone") {
    CHECK(exporters::imdf::country_of_zone("Europe/Berlin") == "DE");
    CHECK(exporters::imdf::country_of_zone("Asia/Shanghai") == "CN");
    CHECK(exporters::imdf::country_of_zone("Etc/UTC") == "ZZ");
    CHECK(exporters::imdf::city_of_zone("America/Argentina/Buenos_Aires") == "Buenos Aires");
}
