#include "nav/query/reached_lengths.hpp"

#include "nav/query/places.hpp"
#include "nav/query/way.hpp"

namespace mallctl::nav {

std::vector<std::optional<Graph::Reach>> reached_lengths(const MallView& mall, const ProfileView& profile,
                                                         const std::vector<LevelPoint>& from,
                                                         std::span<const Place> targets) {
    std::vector<std::optional<Graph::Reach>> reached(targets.size());
    thread_local Path path;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        Way best;
        LevelPoint start;
        LevelPoint end;
        for (const LevelPoint& to : spots_of(mall, profile.profile, targets[i])) {
            for (const LevelPoint& a : from) {
                const Way way = find_way(mall, profile, a, to);
                if (!(way.duration_s < best.duration_s)) continue;
                best = way;
                start = a;
                end = to;
            }
        }
        if (best.kind == Way::Kind::nowhere) continue;
        trace_way(mall, profile, profile.times, start, end, best, path);
        reached[i] = Graph::Reach{path.distance_m, path.duration_s};
    }
    return reached;
}

}  // namespace mallctl::nav
