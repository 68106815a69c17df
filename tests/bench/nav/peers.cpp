#include "tests/bench/nav/peers.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "nav/mesh/mesh.hpp"
#include "tests/bench/nav/percentiles.hpp"

namespace mallctl::bench {

namespace {

constexpr std::uint32_t level = 0;
constexpr std::size_t graph_places = 60;
constexpr std::size_t graph_pairs = 300;
constexpr std::size_t point_pairs = 5000;

std::ofstream open(const std::filesystem::path& path) {
    std::ofstream file(path);
    file.precision(12);
    if (!file) throw std::runtime_error("cannot write " + path.string());
    return file;
}

struct Answer {
    double metres = 0;
    double microseconds = 0;
};

// Nothing where there is no way, or one over another level. The median of five askings.
std::optional<Answer> ask(const Workload& workload, test::Mm a, test::Mm b) {
    const nav::Place from = workload.place({level, a});
    const nav::Place to = workload.place({level, b});
    const auto route = workload.graph.route(from, to, nav::Profile::walk);
    if (!route || route->legs.size() != 1) return std::nullopt;
    Percentiles times(5);
    for (int i = 0; i < 5; ++i) {
        times.time([&] { workload.graph.route(from, to, nav::Profile::walk); });
    }
    return Answer{route->distance_m, times.at(0.5)};
}

// Places to go between are vertices too, with the lines that they see: few, so that they hardly add to the
// graph.
void write_sights(const Workload& workload, const std::filesystem::path& folder) {
    const test::FloorOracle floor(workload.space.of(nav::Profile::walk).at(level).rings);
    auto edges = open(folder / "sights.csv");
    std::size_t id = 0;
    const auto write = [&](std::size_t a, std::size_t b, double metres) {
        edges << ++id << ',' << a << ',' << b << ',' << metres << '\n';
    };
    const auto sights = floor.sights();
    for (std::size_t i = 0; i < sights.size(); ++i) {
        for (const test::FloorOracle::Sight& sight : sights[i]) {
            if (sight.node > i) write(i, sight.node, sight.length_m);
        }
    }
    RandomPlaces places(workload, nav::Profile::walk, 5);
    std::vector<test::FloorOracle::Spot> spots;
    for (std::size_t i = 0; i < graph_places; ++i) {
        const auto spot = floor.locate(places.on(level).point);
        for (const auto& sight : floor.corners_seen(spot)) {
            write(sights.size() + i, sight.node, sight.length_m);
        }
        for (std::size_t k = 0; k < i; ++k) {
            if (floor.sees(spot, spots[k])) {
                write(sights.size() + i, sights.size() + k, nav::length_m(spot.point, spots[k].point));
            }
        }
        spots.push_back(spot);
    }
    auto pairs = open(folder / "graph_pairs.csv");
    std::mt19937 random(5);
    for (std::size_t written = 0; written < graph_pairs;) {
        const std::size_t a = random() % spots.size();
        const std::size_t b = random() % spots.size();
        const auto answer = ask(workload, spots[a].point, spots[b].point);
        if (!answer || a == b) continue;
        pairs << sights.size() + a << ',' << sights.size() + b << ',' << answer->metres << ','
              << answer->microseconds << '\n';
        ++written;
    }
}

void write_floor(const Workload& workload, const std::filesystem::path& folder) {
    nav::FloorData mesh;
    nav::triangulate(workload.space.of(nav::Profile::walk).at(level).rings, mesh);
    nlohmann::json json{{"positions", nlohmann::json::array()},
                        {"triangles", nlohmann::json::array()},
                        {"pairs", nlohmann::json::array()}};
    for (const nav::Position p : mesh.vertices) json["positions"].push_back({p.x / 1000.0, p.y / 1000.0});
    for (const nav::Triangle& triangle : mesh.triangles) json["triangles"].push_back(triangle.vertex);
    RandomPlaces places(workload, nav::Profile::walk, 6);
    while (json["pairs"].size() < point_pairs) {
        const test::Mm a = places.on(level).point;
        const test::Mm b = places.on(level).point;
        const auto answer = ask(workload, a, b);
        if (!answer) continue;
        const core::Point from = nav::to_metres(a);
        const core::Point to = nav::to_metres(b);
        json["pairs"].push_back({from.x, from.y, to.x, to.y, answer->metres, answer->microseconds});
    }
    open(folder / "floor.json") << json;
}

}  // namespace

void write_for_peers(const Workload& workload, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    write_sights(workload, folder);
    write_floor(workload, folder);
}

}  // namespace mallctl::bench
