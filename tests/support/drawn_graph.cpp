#include "tests/support/drawn_graph.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <queue>
#include <set>
#include <stdexcept>

#include "importers/archive/archive.hpp"
#include "nav/space/geos.hpp"
#include "nav/space/level_space.hpp"

namespace mallctl::test {

DrawnGraph::DrawnGraph(const std::filesystem::path& archive, const plan::Plan& plan,
                       const core::LocalFrame& frame) {
    const auto contents = importers::archive::read_archive(
        archive, [](const std::string& name) { return name == "IMDFData/navPath.geojson"; });
    if (contents.files.size() != 1) throw std::runtime_error("no navPath.geojson in " + archive.string());
    const auto features = nlohmann::json::parse(contents.files.front().text).at("features");
    all_nodes_ = features.size();

    std::map<std::string, std::uint32_t> levels;
    for (std::uint32_t i = 0; i < plan.levels.size(); ++i) levels[plan.levels[i].source_id] = i;
    std::map<std::string, std::uint32_t> places;
    std::vector<const nlohmann::json*> indoors;
    for (const auto& feature : features) {
        const auto& level = feature.at("properties").at("level_id");
        if (level.is_null() || !levels.count(level.get<std::string>())) continue;
        const auto& point = feature.at("geometry").at("coordinates");
        places[feature.at("id").get<std::string>()] = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back({levels[level.get<std::string>()],
                          nav::grid_point(frame, {point[0].get<double>(), point[1].get<double>()}),
                          {}});
        indoors.push_back(&feature);
    }
    std::vector<std::set<std::uint32_t>> joined(nodes_.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        for (const auto& neighbour : indoors[i]->at("properties").at("neighbours")) {
            const auto found = places.find(neighbour.get<std::string>());
            if (found == places.end() || nodes_[found->second].level != nodes_[i].level) continue;
            joined[i].insert(found->second);
            joined[found->second].insert(i);
        }
    }
    for (std::uint32_t i = 0; i < nodes_.size(); ++i)
        nodes_[i].neighbours.assign(joined[i].begin(), joined[i].end());
}

DrawnGraph::Path DrawnGraph::shortest(std::uint32_t from, std::uint32_t to) const {
    constexpr double far = std::numeric_limits<double>::infinity();
    std::vector<double> length(nodes_.size(), far);
    std::vector<std::uint32_t> before(nodes_.size(), from);
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    length[from] = 0;
    queue.push({0, from});
    while (!queue.empty()) {
        const auto [metres, node] = queue.top();
        queue.pop();
        if (metres > length[node]) continue;
        for (const std::uint32_t next : nodes_[node].neighbours) {
            const double through = metres + nav::length_m(nodes_[node].point, nodes_[next].point);
            if (through >= length[next]) continue;
            length[next] = through;
            before[next] = node;
            queue.push({through, next});
        }
    }
    Path path{length[to], {}};
    if (!std::isfinite(path.length_m)) return path;
    for (std::uint32_t node = to; node != from; node = before[node]) path.nodes.push_back(node);
    path.nodes.push_back(from);
    std::reverse(path.nodes.begin(), path.nodes.end());
    return path;
}

std::vector<std::vector<MmRing>> bare_space(const plan::Plan& plan, const core::LocalFrame& frame,
                                            bool staff) {
    const nav::Geos geos;
    core::Diagnostics findings;
    const nav::ToMm to_mm = [&](core::Point p) { return nav::grid_point(frame, p); };
    std::vector<std::vector<MmRing>> rings;
    for (plan::LevelIndex level = 0; level < plan.levels.size(); ++level) {
        const nav::LevelDrawing drawing = nav::draw_level(geos, plan, level, to_mm, findings);
        const nav::LevelSpace all = nav::level_space(geos, plan, drawing, nav::StoreEnd::inside, staff);
        std::vector<nav::Shape> holes;
        for (const nav::Doorway& doorway : drawing.doorways) holes.push_back(nav::throat(geos, doorway, 2));
        const nav::Shape doorways = geos.unite(holes);
        std::vector<nav::Shape> solid;
        for (const std::vector<Mm>& wall : all.walls)
            solid.push_back(geos.widen(geos.subtract(geos.line(wall), doorways), 1));
        solid.insert(solid.end(), all.obstacles.begin(), all.obstacles.end());
        rings.push_back(geos.rings(
            geos.snapped(geos.subtract(geos.unite({all.covered, doorways}), geos.unite(solid)))));
    }
    return rings;
}

}  // namespace mallctl::test
