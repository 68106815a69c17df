#include "importers/osm/draft.hpp"

#include <utility>

#include "plan/surface.hpp"

namespace mallctl::importers::osm {

core::Diagnostic& Draft::report(const Element& element, const char* code, core::Severity severity,
                                const std::string& message, std::string advice) {
    core::Diagnostic& finding = result.findings.emplace_back();
    finding.code = code;
    finding.severity = severity;
    finding.message = element.id + " " + message;
    finding.advice = std::move(advice);
    finding.feature = element.id;
    finding.where = element.where;
    finding.at = place_of(element);
    return finding;
}

std::string source_id(const Item& item, plan::LevelIndex level, const plan::Plan& plan, std::size_t levels) {
    if (levels == 1) return item.element->id;
    return item.element->id + "@" + plan.levels[level].short_name;
}

core::Point place_of(const Element& element) {
    if (element.shape == Shape::area) return plan::point_on_surface(element.area);
    return element.line.empty() ? core::Point{} : element.line[element.line.size() / 2];
}

}  // namespace mallctl::importers::osm
