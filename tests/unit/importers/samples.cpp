#include "tests/unit/importers/samples.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <fstream>
#include <stdexcept>

namespace mallctl::test {

namespace fs = std::filesystem;

namespace {

std::string unit(const std::string& id, const std::string& level, const char* category, int x,
                 const char* alt_name) {
    return imdf_feature(
        "unit", id, square(x, 0),
        fmt::format(R"({{"category":"{}","level_id":"{}","name":{{"en":"Room {}"}},"alt_name":{}}})",
                    category, level, id, alt_name));
}

}  // namespace

std::string square(int x, int y, int side) {
    const auto corner = [&](int dx, int dy) {
        return fmt::format("[{:.4f},{:.4f}]", 8.5 + (x + dx) * 1e-4, 49.4 + (y + dy) * 1e-4);
    };
    return fmt::format(R"({{"type":"Polygon","coordinates":[[{},{},{},{},{}]]}})", corner(0, 0),
                       corner(side, 0), corner(side, side), corner(0, side), corner(0, 0));
}

std::string imdf_feature(const std::string& type, const std::string& id, const std::string& geometry,
                         const std::string& properties) {
    return fmt::format(R"({{"type":"Feature","id":"{}","feature_type":"{}","geometry":{},"properties":{}}})",
                       id, type, geometry, properties);
}

std::string collection(const std::vector<std::string>& features) {
    return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", fmt::join(features, ",\n"));
}

Files tiny_imdf() {
    const auto level = [](const char* id, int ordinal) {
        return imdf_feature(
            "level", id, square(0, 0, 4),
            fmt::format(
                R"({{"ordinal":{},"short_name":{{"en":"L{}"}},"outdoor":false,"building_ids":["b"]}})",
                ordinal, ordinal));
    };
    const char* no_name = "null";
    return {
        {"manifest.json", R"({"version":"1.0.0","language":"en"})"},
        {"venue.geojson", collection({imdf_feature("venue", "v", square(0, 0, 4),
                                                   R"({"name":{"en":"Tiny","de":"Winzig"}})")})},
        {"building.geojson",
         collection(
             {imdf_feature("building", "b", "null", R"({"category":"unspecified","name":{"en":"House"}})")})},
        {"level.geojson", collection({level("l0", 0), level("l1", 1)})},
        {"unit.geojson", collection({unit("u0", "l0", "retail", 0, R"({"en":"G-01"})"),
                                     unit("e0", "l0", "elevator", 1, no_name),
                                     unit("u1", "l1", "library", 0, R"({"en":"Books"})"),
                                     unit("e1", "l1", "elevator", 1, no_name)})},
        {"opening.geojson",
         collection({imdf_feature("opening", "o0",
                                  R"({"type":"LineString","coordinates":[[8.5001,49.4],[8.5001,49.4001]]})",
                                  R"({"category":"pedestrian","level_id":"l0"})")})},
        {"anchor.geojson",
         collection({imdf_feature("anchor", "a0", R"({"type":"Point","coordinates":[8.50005,49.40005]})",
                                  R"({"unit_id":"u0"})")})},
        {"occupant.geojson",
         collection({imdf_feature(
             "occupant", "c0", "null",
             R"({"name":{"en":"Bakery"},"category":"bakery","anchor_id":"a0","phone":"+49 1"})")})},
        {"amenity.geojson",
         collection({imdf_feature("amenity", "m0", R"({"type":"Point","coordinates":[8.50015,49.40005]})",
                                  R"({"category":"elevator","unit_ids":["e0"]})")})},
    };
}

void write_zip(const fs::path& path, const Files& entries) {
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (archive == nullptr) throw std::runtime_error("cannot make " + path.string());
    for (const auto& [name, text] : entries) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        if (zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0)
            throw std::runtime_error(zip_strerror(archive));
    }
    if (zip_close(archive) != 0) throw std::runtime_error(zip_strerror(archive));
}

std::vector<importers::SourceFile> as_sources(const Files& files) {
    std::vector<importers::SourceFile> sources;
    for (const auto& [name, text] : files) sources.push_back({name, fs::path("tiny") / name, text});
    return sources;
}

}  // namespace mallctl::test
