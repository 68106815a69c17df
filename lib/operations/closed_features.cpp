#include "operations/closed_features.hpp"

#include <algorithm>

namespace mallctl::operations {

namespace {

template <class Feature>
bool has_id(const Feature& feature, std::string_view name) {
    return core::to_string(feature.id) == name || (!name.empty() && feature.source_id == name);
}

template <class Feature, class IsMeant>
std::vector<std::size_t> indices(const std::vector<Feature>& features, IsMeant is_meant) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (is_meant(features[i])) found.push_back(i);
    }
    return found;
}

}  // namespace

std::vector<std::size_t> find_connectors(const plan::Plan& plan, std::string_view name) {
    return indices(plan.connectors, [&](const plan::Connector& connector) {
        return has_id(connector, name) ||
               std::any_of(connector.name.begin(), connector.name.end(),
                           [&](const auto& in_language) { return in_language.second == name; });
    });
}

std::vector<std::size_t> find_openings(const plan::Plan& plan, std::string_view name) {
    return indices(plan.openings, [&](const plan::Opening& opening) { return has_id(opening, name); });
}

bool has_connector(const plan::Plan& plan, std::string_view name) {
    return !find_connectors(plan, name).empty();
}

bool has_opening(const plan::Plan& plan, std::string_view name) {
    return !find_openings(plan, name).empty();
}

}  // namespace mallctl::operations
