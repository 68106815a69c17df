#include "nav/query/legs.hpp"

#include <utility>

namespace mallctl::nav {

namespace {

class LegMaker {
  public:
    LegMaker(const Image& image, const core::LocalFrame& frame, const Start& start)
        : image_(image), frame_(frame), level_(start.level), walked_{start.spot.point} {}

    void walk(Mm to, double distance_m, double duration_s) {
        if (to != walked_.back()) walked_.push_back(to);
        distance_m_ += distance_m;
        duration_s_ += duration_s;
    }

    void ride(const ImageRide& ride, const Node& to) {
        if (ride.connector == none) {
            walk(to.spot.point, ride.distance_m, ride.duration_s);
            return;
        }
        const ConnectorImage& connector = image_.connectors[ride.connector];
        const bool nothing_walked = walked_.size() == 1;
        if (nothing_walked && !legs_.empty() && legs_.back().connector == connector.id) {
            legs_.back().to_level = to.level;
            legs_.back().duration_s += ride.duration_s;
            legs_.back().coordinates.push_back(frame_.to_geographic(to_metres(to.spot.point)));
        } else {
            const Mm from = walked_.back();
            if (!nothing_walked) finish_walk();
            Leg leg;
            leg.kind = LegKind::connector;
            leg.level = level_;
            leg.to_level = to.level;
            leg.duration_s = ride.duration_s;
            leg.coordinates = geographic({from, to.spot.point});
            leg.connector = connector.id;
            leg.connector_category = connector.category;
            leg.connector_name = connector.name;
            legs_.push_back(std::move(leg));
        }
        level_ = to.level;
        walked_ = {to.spot.point};
    }

    std::vector<Leg> finish() {
        if (walked_.size() > 1) finish_walk();
        if (legs_.empty()) {  // from a place to itself
            walked_.push_back(walked_.back());
            finish_walk();
        }
        return std::move(legs_);
    }

  private:
    void finish_walk() {
        std::vector<Mm> bends;
        for (const Mm point : walked_) {
            while (bends.size() > 1 && side(bends[bends.size() - 2], bends.back(), point) == 0 &&
                   dot(bends.back() - bends[bends.size() - 2], point - bends.back()) > 0) {
                bends.pop_back();
            }
            bends.push_back(point);
        }
        Leg leg;
        leg.level = leg.to_level = level_;
        leg.distance_m = std::exchange(distance_m_, 0);
        leg.duration_s = std::exchange(duration_s_, 0);
        leg.coordinates = geographic(bends);
        legs_.push_back(std::move(leg));
    }

    std::vector<Point> geographic(const std::vector<Mm>& points) const {
        std::vector<Point> result;
        for (const Mm point : points) result.push_back(frame_.to_geographic(to_metres(point)));
        return result;
    }

    const Image& image_;
    const core::LocalFrame& frame_;
    std::vector<Leg> legs_;
    std::uint32_t level_;
    std::vector<Mm> walked_;
    double distance_m_ = 0;
    double duration_s_ = 0;
};

}  // namespace

Route make_route(const Image& image, const Network& network, const core::LocalFrame& frame,
                 const Search& search, const Start& target, const Way& way) {
    LegMaker legs(image, frame, search.start());
    Mm last = search.start().spot.point;
    for (const Search::Move& move : search.moves(way)) {
        const Node& to = network.nodes()[move.step.to];
        if (move.step.ride == none) {
            legs.walk(to.spot.point, move.step.distance_m, move.step.duration_s);
        } else {
            legs.ride(network.rides()[move.step.ride], to);
        }
        last = to.spot.point;
    }
    const double rest_m = length_m(last, target.spot.point);
    legs.walk(target.spot.point, rest_m, network.walk_s(rest_m));
    Route route;
    route.distance_m = way.distance_m;
    route.duration_s = way.duration_s;
    route.legs = legs.finish();
    return route;
}

}  // namespace mallctl::nav
