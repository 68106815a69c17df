#include "operations/closed_features.hpp"

#include <algorithm>

namespace mallctl::operations {

namespace {

template <class Feature>
bool has_id(const Feature& feature, std::string_view name) {
    return core::to_string(feature.id) == name || (!name.empty() && feature.source_id == name);
}

}  // namespace

bool has_connector(const plan::Plan& plan, std::string_view name) {
    return std::any_of(plan.connectors.begin(), plan.connectors.end(), [&](const plan::Connector& connector) {
        return has_id(connector, name) ||
               std::any_of(connector.name.begin(), connector.name.end(),
                           [&](const auto& in_language) { return in_language.second == name; });
    });
}

bool has_opening(const plan::Plan& plan, std::string_view name) {
    return std::any_of(plan.openings.begin(), plan.openings.end(),
                       [&](const plan::Opening& opening) { return has_id(opening, name); });
}

}  // namespace mallctl::operations
