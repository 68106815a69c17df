#include "tests/bench/nav/workload.hpp"

#include <utility>

#include "importers/importer.hpp"
#include "plan/connectors.hpp"
#include "plan/ids.hpp"
#include "tests/support/generated_mall.hpp"

namespace mallctl::bench {

namespace {

std::vector<std::byte> build_bytes(const plan::Plan& plan, const nav::BuildSettings& settings) {
    core::Diagnostics findings;
    return nav::build(plan, {settings, {}, 1}, findings).bytes;
}

}  // namespace

Workload::Workload(std::string label, plan::Plan whose, const nav::BuildSettings& how)
    : name(std::move(label)),
      plan(std::move(whose)),
      settings(how),
      space(plan, settings),
      bytes(build_bytes(plan, settings)),
      graph(bytes) {}

const test::MallOracle& Workload::oracle(nav::Profile profile) const {
    for (const auto& [known, oracle] : oracles_) {
        if (known == profile) return *oracle;
    }
    oracles_.emplace_back(profile, std::make_unique<test::MallOracle>(test::oracle_of(plan, space, profile)));
    return *oracles_.back().second;
}

std::vector<nav::Place> Workload::unit_places() const {
    std::vector<nav::Place> places;
    for (const plan::Unit& unit : plan.units) {
        if (const auto place = graph.unit_place(unit.id)) places.push_back(*place);
    }
    return places;
}

Workload generated_workload(int levels, int units, nav::StoreEnd store_end) {
    nav::BuildSettings settings;
    settings.store_end = store_end;
    return {store_end == nav::StoreEnd::inside ? "interior" : "door",
            test::generate_mall({1, levels, units}).plan, settings};
}

std::optional<plan::Plan> polytech_plan(const std::filesystem::path& data) {
    const auto archive = data / "imdf/polymap-spbstu/IMDFData.zip";
    if (!std::filesystem::exists(archive)) return std::nullopt;
    plan::Plan plan = importers::import_plan({{archive}, {}, "", {}}).plan;
    core::Diagnostics findings;
    plan::infer_connectors(plan, findings);
    plan::assign_ids(plan, core::uuid_v5(core::mall_name_space, "polytech"), findings);
    return plan;
}

RandomPlaces::RandomPlaces(const Workload& workload, nav::Profile profile, unsigned seed) : random_(seed) {
    for (const nav::LevelShape& shape : workload.space.of(profile)) floors_.emplace_back(shape.rings);
}

std::uint32_t RandomPlaces::level() {
    return static_cast<std::uint32_t>(random_() % floors_.size());
}

test::OraclePlace RandomPlaces::on(std::uint32_t level) {
    const test::FloorOracle& floor = floors_[level];
    const auto within = [&](std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(random_() % static_cast<std::uint32_t>(high - low + 1));
    };
    for (;;) {
        const test::Mm p{within(floor.low().x, floor.high().x), within(floor.low().y, floor.high().y)};
        if (floor.locate(p).free) return {level, p};
    }
}

test::OraclePlace RandomPlaces::any() {
    return on(level());
}

std::vector<Pair> random_pairs(const Workload& workload, nav::Profile profile, Levels levels,
                               std::size_t count, unsigned seed) {
    RandomPlaces places(workload, profile, seed);
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < count; ++i) {
        const test::OraclePlace from = places.any();
        const test::OraclePlace to = levels == Levels::same ? places.on(from.level) : places.any();
        pairs.push_back({workload.place(from), workload.place(to)});
    }
    return pairs;
}

}  // namespace mallctl::bench
