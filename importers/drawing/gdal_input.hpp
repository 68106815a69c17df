// Reading drawings with GDAL: what its DXF and its DWG readers need alike.
#pragma once

#include <cstdint>
#include <string>

#include "importers/drawing/drawing.hpp"

class OGRFeature;
class OGRGeometry;

namespace mallctl::importers::drawing {

// GDAL would print to stderr; its words belong in our errors.
class QuietErrors {
  public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

// The bytes under a name that GDAL can open: what was looked at is what is read, and no path of the user
// reaches GDAL. They must outlive it.
class MemoryFile {
  public:
    MemoryFile(std::string& bytes, const char* extension);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    const char* name() const { return name_.c_str(); }

  private:
    std::string name_;
};

// Adds what the geometry is made of; curves are stroked, surfaces only noted.
void add_geometry(const OGRGeometry& geometry, Entity& entity);

// The field's bytes; empty where it is not set.
std::string text_field(const OGRFeature& feature, const char* name);

// Throws core::Error(rejected), naming the file, for more than the limits of survey.hpp.
void check_amount(std::int64_t entities, std::int64_t points, const std::string& file);

}  // namespace mallctl::importers::drawing
