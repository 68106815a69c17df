// Features of a floor plan as GeoJSON (RFC 7946) for maps: what is drawn, in the words of the API.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "operations/snapshot.hpp"

namespace mallctl::server {

class PlanFeatures {
  public:
    using Json = nlohmann::ordered_json;

    // Of the snapshot, which outlives this, at a time: that decides which store is in a unit.
    PlanFeatures(const operations::Snapshot& snapshot, core::Instant at);

    Json level(plan::LevelIndex index) const;
    // With `stores`, the slugs of those in it.
    Json unit(plan::UnitIndex index) const;
    // The level, then its units, openings, connectors (where they are got on here), amenities, fixtures and
    // kiosks.
    std::vector<Json> floor(plan::LevelIndex level) const;

  private:
    Json feature(const char* feature_class, const plan::Feature& of, Json geometry, Json properties) const;
    std::string label(plan::LevelIndex level) const;
    Json connector(const plan::Connector& connector, const plan::ConnectorStop& stop) const;
    void add_connectors(plan::LevelIndex level, std::vector<Json>& features) const;

    const operations::Snapshot& snapshot_;
    const plan::Plan& plan_;
    std::map<plan::UnitIndex, std::vector<std::string>> stores_;
};

}  // namespace mallctl::server
