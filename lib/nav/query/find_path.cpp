#include "nav/query/find_path.hpp"

#include <utility>

#include "nav/query/closed/closed_way.hpp"
#include "nav/query/turns.hpp"

namespace mallctl::nav {

namespace {

bool find_open(const MallView& mall, const ProfileView& profile, const std::vector<LevelPoint>& from,
               const std::vector<LevelPoint>& to, Path& path) {
    const BodyView& body = mall.body(profile.profile);
    Way best;
    LevelPoint start;
    LevelPoint end;
    for (const LevelPoint& a : from) {
        for (const LevelPoint& b : to) {
            const Way way = find_way(body, profile, a, b);
            if (!(way.duration_s < best.duration_s)) continue;
            best = way;
            start = a;
            end = b;
        }
    }
    if (best.kind == Way::Kind::nowhere) return false;
    trace_way(body, profile, start, end, best, path);
    return true;
}

bool find_closed(const Closures::Impl& closures, Profile profile, const std::vector<LevelPoint>& from,
                 const std::vector<LevelPoint>& to, Path& path) {
    thread_local Path tried;
    bool found = false;
    for (const LevelPoint& a : from) {
        for (const LevelPoint& b : to) {
            const double bound = found ? path.duration_s : std::numeric_limits<double>::infinity();
            if (!find_closed_way(closures, profile, a, b, bound, tried)) continue;
            std::swap(path, tried);
            found = true;
        }
    }
    return found;
}

}  // namespace

bool find_path(const MallView& mall, const RouteOptions& options, const std::vector<LevelPoint>& from,
               const std::vector<LevelPoint>& to, Path& path) {
    const Closures::Impl* closures = options.closures != nullptr ? &options.closures->impl() : nullptr;
    const bool found = closures != nullptr ? find_closed(*closures, options.profile, from, to, path)
                                           : find_open(mall, mall.profile(options.profile), from, to, path);
    if (found && options.preference == Preference::fewest_turns)
        turn_less(mall, closures, options.profile, from, to, path);
    return found;
}

}  // namespace mallctl::nav
