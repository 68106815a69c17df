#include "tests/unit/importers/osm_xml.hpp"

#include "importers/osm/osm.hpp"

namespace mallctl::test {

namespace {

std::string degrees(double base, double steps) {
    char text[32];
    std::snprintf(text, sizeof text, "%.7f", base + steps * 1e-4);
    return text;
}

}  // namespace

std::string OsmXml::tags_text(const Tags& tags) {
    std::string text;
    for (const auto& [key, value] : tags) text += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
    return text;
}

int OsmXml::node(double x, double y, const Tags& tags) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].x != x || nodes_[i].y != y) continue;
        nodes_[i].tags.insert(tags.begin(), tags.end());
        return static_cast<int>(i) + 1;
    }
    nodes_.push_back({x, y, tags});
    return static_cast<int>(nodes_.size());
}

int OsmXml::way(const std::vector<std::pair<double, double>>& points, const Tags& tags) {
    ways_ += "<way id=\"" + std::to_string(++way_count_) + "\">";
    for (const auto& [x, y] : points) ways_ += "<nd ref=\"" + std::to_string(node(x, y)) + "\"/>";
    ways_ += tags_text(tags) + "</way>\n";
    return way_count_;
}

int OsmXml::square(double x, double y, double side, const Tags& tags) {
    return way({{x, y}, {x + side / 2, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, tags);
}

void OsmXml::multipolygon(int outer, int inner, const Tags& tags) {
    relations_ += "<relation id=\"1\"><member type=\"way\" role=\"outer\" ref=\"" + std::to_string(outer) +
                  "\"/><member type=\"way\" role=\"inner\" ref=\"" + std::to_string(inner) +
                  "\"/><tag k=\"type\" v=\"multipolygon\"/>" + tags_text(tags) + "</relation>\n";
}

std::string OsmXml::text() const {
    std::string text = "<?xml version=\"1.0\"?>\n<osm version=\"0.6\">\n";
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        text += "<node id=\"" + std::to_string(i + 1) + "\" lat=\"" + degrees(49.4, nodes_[i].y) +
                "\" lon=\"" + degrees(8.5, nodes_[i].x) + "\">" + tags_text(nodes_[i].tags) + "</node>\n";
    }
    return text + ways_ + relations_ + "</osm>\n";
}

importers::ImportResult osm_plan(const std::string& xml) {
    const importers::SourceFile file{"plan.osm", "plan.osm", xml};
    return importers::osm::make_plan(importers::osm::read_elements(file, false), file.label);
}

}  // namespace mallctl::test
