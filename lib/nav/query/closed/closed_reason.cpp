#include "nav/query/closed/closed_reason.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "nav/query/blocked/no_route.hpp"

namespace mallctl::nav {

namespace {

class Explainer {
  public:
    Explainer(const Closures::Impl& closures, Profile profile)
        : closures_(closures),
          mall_(closures.mall),
          profile_(profile),
          areas_(closures.areas[index_of(body_of(profile))].of_closure) {}

    void follow(const Path& path) {
        for (const PathPiece& piece : path.pieces) {
            if (piece.ride != none) {
                ride(mall_.profile(profile_).info.rides[piece.ride], piece.level, path.points[at_]);
                continue;
            }
            if (piece.first == piece.last)
                walk(piece.level, path.points[piece.first], path.points[piece.first]);
            for (std::uint32_t i = piece.first; i < piece.last; ++i)
                walk(piece.level, path.points[i], path.points[i + 1]);
            at_ = piece.last;
        }
    }

    // The end of the way at a unit may itself be out of use.
    void end_at(std::optional<std::uint32_t> unit, Mm spot) {
        const std::uint32_t i = unit ? closures_.closure_of(body_of(profile_), *unit, spot) : none;
        if (i != none) add(i, mall_.info.units[*unit].level, spot);
    }

    void write(NoRoute& why) const {
        why.blocking = blocking_;
        why.reason.clear();
        for (std::size_t i = 0; i < phrases_.size(); ++i) {
            if (i > 0) why.reason += i + 1 == phrases_.size() ? " and " : ", ";
            why.reason += phrases_[i];
        }
        why.reason += fmt::format("; there is no other way {}", in_words(profile_));
    }

    bool found() const { return !blocking_.empty(); }

  private:
    void walk(std::uint32_t level, Mm from, Mm to) {
        std::vector<std::pair<double, std::uint32_t>> cut;
        for (std::uint32_t i = 0; i < closures_.closed.size(); ++i) {
            const Closure& closure = closures_.closed[i];
            if (closure.connector || closure.level != level || !areas_[i].cuts(from, to)) continue;
            cut.emplace_back(areas_[i].first_cut(from, to), i);
        }
        std::sort(cut.begin(), cut.end());
        for (const auto& [part, i] : cut) {
            const auto dx = static_cast<double>(to.x - from.x);
            const auto dy = static_cast<double>(to.y - from.y);
            add(i, level, {from.x + std::llround(part * dx), from.y + std::llround(part * dy)});
        }
    }

    void ride(const RideInfo& ride, std::uint32_t level, Mm before) {
        const std::uint32_t i = closures_.closure_of(profile_, ride);
        if (i == none) return;
        if (!closures_.closed[i].connector) return add(i, level, before);
        const ConnectorInfo& connector = mall_.info.connectors[ride.connector];
        const std::string name =
            plain_word(connector.category) + (connector.name.empty() ? "" : " " + connector.name);
        note(i, {"connector", "closed", "", connector.id, level, geographic(before)}, "the " + name);
    }

    // `level` is where one stands before it, which may be the other end of a ride.
    void add(std::uint32_t i, std::uint32_t level, Mm at) {
        const Closure& closure = closures_.closed[i];
        const std::string there = " level " + mall_.info.levels[closure.level].label;
        if (closure.unit) {
            const auto unit = mall_.find_unit(*closure.unit);
            const std::string name = unit ? "unit " + mall_.info.units[*unit].label : "a unit";
            return note(i, {"unit", "closed", "", closure.unit, level, geographic(at)}, name + " on" + there);
        }
        const bool is_line = closure.area.empty();
        note(i, {is_line ? "opening" : "area", "closed", "", {}, level, geographic(at)},
             (is_line ? "an opening on" : "a part of") + there);
    }

    // Each closure once.
    void note(std::uint32_t closure, Blocking blocking, const std::string& what) {
        if (std::find(noted_.begin(), noted_.end(), closure) != noted_.end()) return;
        noted_.push_back(closure);
        blocking.label = closures_.closed[closure].label;
        phrases_.push_back(fmt::format("{} is closed ({})", what, blocking.label));
        blocking_.push_back(std::move(blocking));
    }

    Point geographic(Mm point) const { return mall_.frame.to_geographic(to_metres(point)); }

    const Closures::Impl& closures_;
    const MallView& mall_;
    Profile profile_;
    const std::vector<ClosedArea>& areas_;
    std::uint32_t at_ = 0;  // the point of the path that one stands at
    std::vector<std::uint32_t> noted_;
    std::vector<std::string> phrases_;
    std::vector<Blocking> blocking_;
};

}  // namespace

bool explain_closed(const Closures::Impl& closures, Profile profile, const Path& path,
                    std::optional<std::uint32_t> from_unit, std::optional<std::uint32_t> to_unit,
                    NoRoute& why) {
    Explainer explainer(closures, profile);
    explainer.end_at(from_unit, path.points.front());
    explainer.follow(path);
    explainer.end_at(to_unit, path.points.back());
    if (!explainer.found()) return false;
    explainer.write(why);
    return true;
}

}  // namespace mallctl::nav
