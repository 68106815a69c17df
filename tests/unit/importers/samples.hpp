// Small sources for the tests of importers, made in memory.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "importers/source/source.hpp"

namespace mallctl::test {

// Texts by file name.
using Files = std::map<std::string, std::string>;

// An IMDF archive of one building with two levels, two units and a lift on each, a door, an occupant and an
// amenity.
Files tiny_imdf();

// A feature of an IMDF file. `geometry` and `properties` are JSON.
std::string imdf_feature(const std::string& type, const std::string& id, const std::string& geometry,
                         const std::string& properties);
std::string collection(const std::vector<std::string>& features);

// A square as a GeoJSON Polygon, its lower left corner at (x, y), in units of 1e-4 degrees from 8.5 E, 49.4
// N.
std::string square(int x, int y, int side = 1);

// Writes a deflated zip with these entries.
void write_zip(const std::filesystem::path& path, const Files& entries);

std::vector<importers::SourceFile> as_sources(const Files& files);

}  // namespace mallctl::test
