// The reader of the navigation artifact, and queries on what it accepts. Checksums are mended first, or the
// fuzzer would never come past them; the unit tests turn bits without mending.
#include <algorithm>
#include <cmath>
#include <vector>

#include "nav/graph.hpp"
#include "nav/query/graph_impl.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/artifact_seal.hpp"

namespace {

using namespace mallctl;

// Routes take O(corners^2), and more floor than this says nothing new.
constexpr std::size_t largest_input = 16 * 1024;

void require_route(const nav::Route& route) {
    fuzz::require(std::isfinite(route.distance_m) && route.distance_m >= 0, "a distance is a number");
    fuzz::require(std::isfinite(route.duration_s) && route.duration_s >= 0, "a duration is a number");
    for (const nav::Leg& leg : route.legs) {
        fuzz::require(leg.coordinates.size() >= 2, "a leg has two ends");
    }
}

void query(const nav::Graph& graph, const nav::MallView& mall) {
    std::vector<nav::Place> places;
    for (std::uint32_t level = 0; level < std::min<std::size_t>(graph.levels().size(), 3); ++level) {
        fuzz::require(graph.level_of(graph.levels()[level].id).has_value(), "a level is found by its id");
        places.push_back({level, mall.info.origin, {}});
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(mall.info.units.size(), 3); ++i) {
        if (const auto place = graph.unit_place(mall.info.units[i].id)) places.push_back(*place);
    }
    for (const nav::Profile profile : nav::profiles) {
        for (const nav::Place& from : places) {
            const auto reach = graph.reach(from, places, profile);
            for (std::size_t i = 0; i < places.size(); ++i) {
                nav::NoRoute why;
                const auto route = graph.route(from, places[i], profile, &why);
                fuzz::require(route.has_value() == reach[i].has_value(), "route and reach agree");
                if (route) require_route(*route);
                if (!route) fuzz::require(!why.reason.empty(), "no route has a reason");
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > largest_input) return 0;
    std::vector<std::byte> bytes(size);
    std::transform(data, data + size, bytes.begin(), [](std::uint8_t value) { return std::byte{value}; });
    test::seal_artifact(bytes);
    const auto graph = fuzz::attempt([&] { return nav::Graph(bytes); });
    if (graph) query(*graph, graph->impl().mall);
    return 0;
}
