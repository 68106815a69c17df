// DWG that we cannot read, made into DXF by a program that can.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "importers/dwg/program.hpp"

namespace mallctl::importers::dwg {

// A folder of our own that goes when this does.
class TemporaryFolder {
  public:
    // Throws core::Error(failed) when it cannot be made.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

struct Converted {
    std::string program;        // "dwg2dxf" or "ODAFileConverter"
    std::filesystem::path dxf;  // text DXF, in the folder
    // The same drawing as DWG of R2000, which GDAL can count; nothing where the program makes none.
    std::optional<std::filesystem::path> r2000;
};

// Converts a copy of the drawing in `folder` with the first of LibreDWG's dwg2dxf (and dwgrewrite for the
// R2000) and ODAFileConverter that is on the PATH. Throws core::Error(rejected), naming `shown` and the ways
// out, where neither is there, or the one that is fails, takes too long or makes nothing.
Converted convert(const std::filesystem::path& dwg, const std::string& shown, const std::string& version,
                  const std::filesystem::path& folder, const ProgramLimits& limits = {});

}  // namespace mallctl::importers::dwg
