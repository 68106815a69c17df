#include "nav/query/legs.hpp"

#include <utility>

namespace mallctl::nav {

namespace {

class LegMaker {
  public:
    LegMaker(const MallView& mall, const ProfileView& profile, const Path& path)
        : mall_(mall), profile_(profile), path_(path) {}

    std::vector<Leg> make() {
        for (std::size_t i = 0; i < path_.pieces.size(); ++i) {
            const PathPiece& piece = path_.pieces[i];
            if (piece.ride == none) {
                walk(piece);
            } else {
                const std::uint32_t to_level = path_.pieces[i + 1].level;
                ride(profile_.info.rides[piece.ride], piece.level, to_level, path_.pieces[i + 1]);
            }
        }
        if (walked_.size() > 1 || legs_.empty()) finish_walk();
        return std::move(legs_);
    }

  private:
    void walk(const PathPiece& piece) {
        level_ = piece.level;
        for (std::uint32_t i = piece.first; i <= piece.last; ++i) {
            const Mm point = path_.points[i];
            if (!walked_.empty()) {
                if (i > piece.first) distance_m_ += length_m(walked_.back(), point);
                if (walked_.back() == point) continue;
            }
            walked_.push_back(point);
        }
    }

    void ride(const RideInfo& ride, std::uint32_t level, std::uint32_t to_level, const PathPiece& after) {
        if (ride.connector == none) {
            distance_m_ += ride.distance_m;
            extra_s_ += ride.duration_s - ride.distance_m / speed_m_s(profile_.profile);
            return;  // the walk goes on at the other side
        }
        const ConnectorInfo& connector = mall_.info.connectors[ride.connector];
        const Mm to = path_.points[after.first];
        const bool nothing_walked = walked_.size() < 2;
        if (nothing_walked && !legs_.empty() && legs_.back().connector == connector.id) {
            Leg& leg = legs_.back();
            leg.to_level = to_level;
            leg.duration_s += ride.duration_s;
            leg.wait_s += ride.wait_s;
            leg.coordinates.push_back(geographic(to));
        } else {
            const Mm from = walked_.back();
            if (!nothing_walked) finish_walk();
            Leg leg;
            leg.kind = LegKind::connector;
            leg.level = level;
            leg.to_level = to_level;
            leg.duration_s = ride.duration_s;
            leg.wait_s = ride.wait_s;
            leg.coordinates = {geographic(from), geographic(to)};
            leg.connector = connector.id;
            leg.connector_category = connector.category;
            leg.connector_name = connector.name;
            legs_.push_back(std::move(leg));
        }
        walked_.clear();
    }

    void finish_walk() {
        std::vector<Mm> bends;
        for (const Mm point : walked_) {
            while (bends.size() > 1 && side(bends[bends.size() - 2], bends.back(), point) == 0 &&
                   dot(bends.back() - bends[bends.size() - 2], point - bends.back()) > 0) {
                bends.pop_back();
            }
            bends.push_back(point);
        }
        if (bends.size() == 1) bends.push_back(bends.front());  // from a place to itself
        Leg leg;
        leg.level = leg.to_level = level_;
        leg.distance_m = std::exchange(distance_m_, 0);
        leg.duration_s = leg.distance_m / speed_m_s(profile_.profile) + std::exchange(extra_s_, 0);
        for (const Mm point : bends) leg.coordinates.push_back(geographic(point));
        legs_.push_back(std::move(leg));
        walked_.clear();
    }

    Point geographic(Mm point) const { return mall_.frame.to_geographic(to_metres(point)); }

    const MallView& mall_;
    const ProfileView& profile_;
    const Path& path_;
    std::vector<Leg> legs_;
    std::uint32_t level_ = 0;
    std::vector<Mm> walked_;
    double distance_m_ = 0;
    double extra_s_ = 0;  // of one-way openings that take longer than their length
};

}  // namespace

Route make_route(const MallView& mall, const ProfileView& profile, const Path& path) {
    Route route;
    route.distance_m = path.distance_m;
    route.duration_s = path.duration_s;
    route.legs = LegMaker(mall, profile, path).make();
    return route;
}

}  // namespace mallctl::nav
