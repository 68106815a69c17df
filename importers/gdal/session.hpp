// GDAL as the readers of this program use it: quiet, with options for one scope, and on memory only.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::importers::gdal {

// While one lives, GDAL prints nothing and its failures are kept: its words belong in our errors. For the
// thread that made it.
class Failures {
  public:
    Failures();
    ~Failures();
    Failures(const Failures&) = delete;
    Failures& operator=(const Failures&) = delete;

    // What GDAL said first when something failed, on one line; empty where nothing did.
    const std::string& first() const { return first_; }
    void clear() { first_.clear(); }

    // For GDAL's handler.
    void add(const char* message);

  private:
    std::string first_;
};

// A GDAL option for this thread and this scope. `value`: nullptr clears it.
class LocalOption {
  public:
    LocalOption(const char* key, const char* value);
    ~LocalOption();
    LocalOption(const LocalOption&) = delete;
    LocalOption& operator=(const LocalOption&) = delete;

  private:
    const char* key_;
    bool had_ = false;
    std::string before_;
};

// A folder in GDAL's memory, for this scope: what was checked is what is read, and no path of the user
// reaches GDAL. Files are not copied: their bytes must outlive the folder.
class MemoryFolder {
  public:
    MemoryFolder();
    ~MemoryFolder();
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;

    // The name under which GDAL opens the file. `name`: letters, digits, '.', '_' and '-', no folder.
    std::string add(std::string_view name, std::string_view bytes);

  private:
    std::string path_;
};

}  // namespace mallctl::importers::gdal
