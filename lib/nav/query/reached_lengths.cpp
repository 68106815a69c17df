#include "nav/query/reached_lengths.hpp"

#include "nav/query/find_path.hpp"
#include "nav/query/places.hpp"

namespace mallctl::nav {

std::vector<std::optional<Graph::Reach>> reached_lengths(const MallView& mall, const RouteOptions& options,
                                                         const std::vector<LevelPoint>& from,
                                                         std::span<const Place> targets) {
    const RouteOptions quickest(options.profile, Preference::quickest, options.closures);
    std::vector<std::optional<Graph::Reach>> reached(targets.size());
    thread_local Path path;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (find_path(mall, quickest, from, open_spots(mall, options, targets[i]), path))
            reached[i] = Graph::Reach{path.distance_m, path.duration_s};
    }
    return reached;
}

}  // namespace mallctl::nav
