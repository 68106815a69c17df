// A mall to measure navigation on: its plan, graph and oracles, and random places in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "nav/build.hpp"
#include "nav/graph.hpp"
#include "tests/support/plan_space.hpp"

namespace mallctl::bench {

struct Workload {
    Workload(std::string label, plan::Plan whose, const nav::BuildSettings& how);

    // Made when first asked for: seconds for a large mall.
    const test::MallOracle& oracle(nav::Profile profile) const;

    std::string name;
    plan::Plan plan;
    nav::BuildSettings settings;
    test::PlanSpace space;
    std::vector<std::byte> bytes;
    nav::Graph graph;

    nav::Place place(test::OraclePlace at) const { return {at.level, space.geographic(at.point), {}}; }

    // Units that can be walked to.
    std::vector<nav::Place> unit_places() const;

  private:
    mutable std::vector<std::pair<nav::Profile, std::unique_ptr<test::MallOracle>>> oracles_;
};

// The generated mall with shops walkable inside, or closed at their doors.
Workload generated_workload(int levels, int units, nav::StoreEnd store_end);

// The campus of the shared data, or nothing where `data` does not hold it.
std::optional<plan::Plan> polytech_plan(const std::filesystem::path& data);

// Random places, equal for equal seeds: free points of a profile's space, each on a random level.
class RandomPlaces {
  public:
    RandomPlaces(const Workload& workload, nav::Profile profile, unsigned seed);
    test::OraclePlace any();
    test::OraclePlace on(std::uint32_t level);
    std::uint32_t level();

  private:
    std::vector<test::FloorOracle> floors_;
    std::mt19937 random_;
};

struct Pair {
    nav::Place from;
    nav::Place to;
};

enum class Levels { same, any };
std::vector<Pair> random_pairs(const Workload& workload, nav::Profile profile, Levels levels,
                               std::size_t count, unsigned seed);

}  // namespace mallctl::bench
