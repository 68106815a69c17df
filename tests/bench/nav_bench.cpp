// Navigation proved against its oracles, then measured. See README.md beside this file.
//
// nav_bench [--mall LEVELSxUNITS] [--pairs N] [--data DIR] [--peers DIR] [Google Benchmark's options]
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

#include "tests/bench/nav/measure.hpp"
#include "tests/bench/nav/peers.hpp"
#include "tests/bench/nav/proof.hpp"
#include "tests/support/paths.hpp"

namespace {

using namespace mallctl;
using bench::Levels;
using bench::Workload;
using nav::Profile;

struct Options {
    int levels = 10;
    int units = 150;
    std::size_t pairs = 10000;
    std::filesystem::path data;
    std::filesystem::path peers;  // where to write what peers are given; then nothing is measured here
};

// Takes its own options out of argv; exits with 2 for a wrong one.
Options read_options(int& argc, char** argv) {
    Options options;
    if (const char* data = std::getenv("MALLCTL_TEST_DATA")) options.data = data;
    if (options.data.empty()) options.data = test::source_dir() / "../shared/data";
    int kept = 1;
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        const bool ours = name == "--mall" || name == "--pairs" || name == "--data" || name == "--peers";
        if (!ours) {
            argv[kept++] = argv[i];
            continue;
        }
        if (i + 1 == argc) {
            std::cerr << "nav_bench: " << name << " needs a value\n";
            std::exit(2);
        }
        const std::string value = argv[++i];
        if (name == "--data") options.data = value;
        if (name == "--peers") options.peers = value;
        if (name == "--pairs") options.pairs = std::strtoul(value.c_str(), nullptr, 10);
        const auto by = value.find('x');
        if (name == "--mall") {
            options.levels = std::atoi(value.c_str());
            options.units = by == std::string::npos ? 0 : std::atoi(value.c_str() + by + 1);
        }
    }
    argc = kept;
    if (options.levels < 1 || options.units < 12 || options.pairs < 10) {
        std::cerr << "nav_bench: expected --mall LEVELSxUNITS with at least 12 units, and 10 --pairs\n";
        std::exit(2);
    }
    return options;
}

bool all_hold = true;

void tell(const Workload& workload, const std::string& what, const bench::Proof& proof) {
    std::cerr << fmt::format("{}{}: {}: {}\n", proof.holds() ? "" : "WRONG: ", workload.name, what,
                             proof.in_words());
    all_hold = all_hold && proof.holds();
}

// The places are drawn in groups of five targets for each start.
void prove(const Workload& workload, std::size_t pairs) {
    tell(workload, "walk, any level",
         bench::prove_routes(workload, Profile::walk, Levels::any, pairs / 5, 5, 1));
    tell(workload, "walk, same level",
         bench::prove_routes(workload, Profile::walk, Levels::same, pairs / 5, 5, 2));
    tell(workload, "wheelchair, any level",
         bench::prove_routes(workload, Profile::wheelchair, Levels::any, pairs / 25, 5, 3));
    tell(workload, "one to all units", bench::prove_reach(workload, Profile::walk, 10, 4));
    if (!workload.plan.connectors.empty()) {
        tell(workload, "a connector closed",
             bench::prove_connector_closures(workload, Profile::walk, 8, pairs / 500 + 1, 5));
    }
}

// Floors are shaped anew for each polygon, so that a smaller mall has to do.
void prove_areas() {
    const Workload small = bench::generated_workload(2, 60, nav::StoreEnd::inside);
    tell(small, "a polygon closed, 2 x 60 units",
         bench::prove_area_closures(small, Profile::walk, 25, 40, 6));
}

int prove_and_measure(const Options& options) {
    std::vector<std::shared_ptr<const Workload>> workloads;
    for (const nav::StoreEnd end : {nav::StoreEnd::inside, nav::StoreEnd::door}) {
        workloads.push_back(
            std::make_shared<const Workload>(bench::generated_workload(options.levels, options.units, end)));
    }
    if (auto plan = bench::polytech_plan(options.data)) {
        workloads.push_back(
            std::make_shared<const Workload>("polytech", std::move(*plan), nav::BuildSettings{}));
    } else {
        std::cerr << "nav_bench: no polytech in " << options.data.string()
                  << ": skipped; say --data DIR or set MALLCTL_TEST_DATA\n";
    }
    for (const auto& workload : workloads) prove(*workload, options.pairs);
    prove_areas();
    if (!all_hold) {
        std::cerr << "nav_bench: wrong answers are not timed\n";
        return 1;
    }
    for (const auto& workload : workloads) {
        bench::register_queries(workload, {});
        bench::register_builds(workload);
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = read_options(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    try {
        if (options.peers.empty()) return prove_and_measure(options);
        bench::write_for_peers(
            bench::generated_workload(options.levels, options.units, nav::StoreEnd::inside), options.peers);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "nav_bench: " << error.what() << "\n";
        return 1;
    }
}
