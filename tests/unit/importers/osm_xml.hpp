// OpenStreetMap files written in memory, for the tests of their reader.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "importers/importer.hpp"

namespace mallctl::test {

// Nodes lie on a grid of 1e-4 degrees (7.2 m by 11.1 m) around 49.4 N, 8.5 E.
class OsmXml {
  public:
    using Tags = std::map<std::string, std::string>;

    // Makes a node, or gives tags to the one that is there already. Returns its id.
    int node(double x, double y, const Tags& tags = {});

    // A way through these grid points; returns its id.
    int way(const std::vector<std::pair<double, double>>& points, const Tags& tags);

    // A closed way around a square.
    int square(double x, double y, double side, const Tags& tags);

    // A multipolygon relation of an outer and an inner way.
    void multipolygon(int outer, int inner, const Tags& tags);

    std::string text() const;

  private:
    static std::string tags_text(const Tags& tags);

    struct Node {
        double x = 0;
        double y = 0;
        Tags tags;
    };
    std::vector<Node> nodes_;
    std::string ways_;
    int way_count_ = 0;
    std::string relations_;
};

// What the reader of OpenStreetMap makes of it.
importers::ImportResult osm_plan(const std::string& xml);

}  // namespace mallctl::test
