// Small DXF drawings for tests, written tag by tag.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/geometry.hpp"
#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::test {

class DxfWriter {
  public:
    using Points = std::vector<core::Point>;

    // `insunits` as in $INSUNITS (4 = mm, 6 = m); negative: the header does not say.
    explicit DxfWriter(int insunits = 6, std::string version = "AC1015");

    DxfWriter& polyline(const std::string& layer, const Points& points, bool closed = true);
    DxfWriter& rectangle(const std::string& layer, core::Point low, core::Point high);
    DxfWriter& line(const std::string& layer, core::Point from, core::Point to);
    DxfWriter& arc(const std::string& layer, core::Point centre, double radius, double from_deg,
                   double to_deg);
    DxfWriter& point(const std::string& layer, core::Point at);
    DxfWriter& text(const std::string& layer, core::Point at, const std::string& text);
    DxfWriter& insert(const std::string& layer, const std::string& block, core::Point at, int columns = 1,
                      int rows = 1);
    DxfWriter& raw(const std::string& tags);

    // What is drawn between the two belongs to the block.
    DxfWriter& begin_block(const std::string& name);
    DxfWriter& end_block();

    std::string str() const;
    std::filesystem::path write(const std::filesystem::path& folder, const std::string& name) const;

  private:
    void begin(const char* type, const std::string& layer);
    void tag(int code, const std::string& value);
    void tag(int code, double value);

    std::string header_;
    std::string blocks_;
    std::string entities_;
    bool in_block_ = false;
    int handle_ = 0x100;
};

// Reads one drawing as level 0 with these rules ("- {layer: ..., class: ...}" lines), anchored at 8 E 49 N.
importers::ImportResult read_one(const std::filesystem::path& drawing, const std::string& layer_rules,
                                 const std::string& more = {});

// How many findings have the code.
int count_code(const core::Diagnostics& findings, const std::string& code);

}  // namespace mallctl::test
