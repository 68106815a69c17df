#include "tests/unit/importers/dxf_writer.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "importers/dxf/dxf.hpp"

namespace mallctl::test {

DxfWriter::DxfWriter(int insunits, std::string version) {
    header_ = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n" + version + "\n";
    if (insunits >= 0) header_ += "9\n$INSUNITS\n70\n" + std::to_string(insunits) + "\n";
    header_ += "0\nENDSEC\n";
}

void DxfWriter::tag(int code, const std::string& value) {
    (in_block_ ? blocks_ : entities_) += std::to_string(code) + "\n" + value + "\n";
}

void DxfWriter::tag(int code, double value) {
    std::ostringstream text;
    text.precision(15);
    text << value;
    tag(code, text.str());
}

void DxfWriter::begin(const char* type, const std::string& layer) {
    std::ostringstream handle;
    handle << std::hex << std::uppercase << handle_++;
    tag(0, type);
    tag(5, handle.str());
    tag(100, "AcDbEntity");
    tag(8, layer);
}

DxfWriter& DxfWriter::polyline(const std::string& layer, const Points& points, bool closed) {
    begin("LWPOLYLINE", layer);
    tag(100, "AcDbPolyline");
    tag(90, std::to_string(points.size()));
    tag(70, closed ? "1" : "0");
    for (const core::Point p : points) {
        tag(10, p.x);
        tag(20, p.y);
    }
    return *this;
}

DxfWriter& DxfWriter::rectangle(const std::string& layer, core::Point low, core::Point high) {
    return polyline(layer, {low, {high.x, low.y}, high, {low.x, high.y}});
}

DxfWriter& DxfWriter::line(const std::string& layer, core::Point from, core::Point to) {
    begin("LINE", layer);
    tag(10, from.x);
    tag(20, from.y);
    tag(11, to.x);
    tag(21, to.y);
    return *this;
}

DxfWriter& DxfWriter::arc(const std::string& layer, core::Point centre, double radius, double from_deg,
                          double to_deg) {
    begin("ARC", layer);
    tag(10, centre.x);
    tag(20, centre.y);
    tag(40, radius);
    tag(50, from_deg);
    tag(51, to_deg);
    return *this;
}

DxfWriter& DxfWriter::point(const std::string& layer, core::Point at) {
    begin("POINT", layer);
    tag(10, at.x);
    tag(20, at.y);
    return *this;
}

DxfWriter& DxfWriter::text(const std::string& layer, core::Point at, const std::string& text) {
    begin("TEXT", layer);
    tag(10, at.x);
    tag(20, at.y);
    tag(40, 0.3);
    tag(1, text);
    return *this;
}

DxfWriter& DxfWriter::insert(const std::string& layer, const std::string& block, core::Point at, int columns,
                             int rows) {
    begin("INSERT", layer);
    tag(2, block);
    tag(10, at.x);
    tag(20, at.y);
    if (columns != 1 || rows != 1) {
        tag(70, std::to_string(columns));
        tag(71, std::to_string(rows));
        tag(44, 3);
        tag(45, 3);
    }
    return *this;
}

DxfWriter& DxfWriter::raw(const std::string& tags) {
    (in_block_ ? blocks_ : entities_) += tags;
    return *this;
}

DxfWriter& DxfWriter::begin_block(const std::string& name) {
    in_block_ = true;
    begin("BLOCK", "0");
    tag(2, name);
    tag(70, "0");
    tag(10, 0.0);
    tag(20, 0.0);
    return *this;
}

DxfWriter& DxfWriter::end_block() {
    begin("ENDBLK", "0");
    in_block_ = false;
    return *this;
}

std::string DxfWriter::str() const {
    return header_ + "0\nSECTION\n2\nBLOCKS\n" + blocks_ + "0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" +
           entities_ + "0\nENDSEC\n0\nEOF\n";
}

std::filesystem::path DxfWriter::write(const std::filesystem::path& folder, const std::string& name) const {
    std::ofstream(folder / name, std::ios::binary) << str();
    return folder / name;
}

importers::ImportResult read_one(const std::filesystem::path& drawing, const std::string& layer_rules,
                                 const std::string& more) {
    const std::string text = more +
                             "georeference: {anchor: {lon: 8, lat: 49}}\n"
                             "files: [{file: '*', level: {ordinal: 0, short_name: G}}]\n"
                             "layers:\n" +
                             layer_rules;
    return importers::dxf::read_dxf({drawing}, importers::mapping::parse_mapping(text, "mapping.yaml"));
}

int count_code(const core::Diagnostics& findings, const std::string& code) {
    return static_cast<int>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const core::Diagnostic& finding) { return finding.code == code; }));
}

}  // namespace mallctl::test
