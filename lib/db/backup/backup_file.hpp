// The file of a backup: a gzip stream (RFC 1952) of frames, so that a break anywhere is noticed.
//
// After the line "mallctl backup 1\n" come frames: a letter, a length (32 bits, big endian) and so many
// bytes:
//   H  JSON: the release that made it and the migrations that the database had; once, first
//   T  JSON: the name of a table and its columns
//   D  rows of that table in PostgreSQL's COPY text format, cut anywhere
//   E  JSON: the number of rows, and the SHA-256 of everything before; once, last
// Nothing in it depends on the clock or on a server: the same database gives the same bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::db {

struct BackupMigration {
    int number = 0;
    std::string name;
    std::string sha256;  // of its SQL
};

struct BackupHeader {
    std::string release;  // of mallctl, "0.1.0"
    std::vector<BackupMigration> migrations;

    int schema_version() const { return migrations.empty() ? 0 : migrations.back().number; }
};

struct BackupTable {
    std::string name;
    std::vector<std::string> columns;
};

class BackupWriter {
  public:
    // Makes the file, for its owner alone (mode 0600). Throws core::Error(failed) here and below when the
    // file cannot be written.
    BackupWriter(const std::filesystem::path& file, const BackupHeader& header);
    ~BackupWriter();
    BackupWriter(const BackupWriter&) = delete;
    BackupWriter& operator=(const BackupWriter&) = delete;

    void begin_table(const BackupTable& table);
    void add_rows(std::string_view text);

    // Ends the file, whose content is on the disk when this returns.
    void finish(std::int64_t rows);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct BackupVisitor {
    std::function<void(const BackupTable&)> table;
    std::function<void(std::string_view)> rows;  // of the table before, in parts
};

// Reads the header alone. Throws core::Error(rejected) for a file that is no backup of mallctl, (failed) for
// one that cannot be read.
BackupHeader read_backup_header(const std::filesystem::path& file);

// Reads the file to its end and checks it; returns the number of rows that it says it has. Throws as above,
// and core::Error(rejected) for a file that is cut off or damaged: at the latest when everything has been
// visited. Memory is bounded whatever the file says.
std::int64_t read_backup(const std::filesystem::path& file, const BackupVisitor& visitor);

}  // namespace mallctl::db
