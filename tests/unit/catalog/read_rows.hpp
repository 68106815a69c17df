// Manifests in tests: files or a text in, rows and findings as short texts out.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "catalog/manifest_reader.hpp"
#include "tests/support/paths.hpp"

namespace mallctl::test {

struct ReadRows {
    std::vector<catalog::Row> rows;
    std::vector<std::string> findings;  // "FILE:LINE:COLUMN CODE"
    core::Diagnostics diagnostics;
    std::vector<catalog::RejectedRow> rejected;
    std::vector<std::string> files;
    std::vector<std::string> suspects;  // "store bakery"
    std::size_t errors = 0;

    bool states(std::size_t row, const char* field) const {
        return rows.at(row).states(catalog::field_index(*rows[row].kind, field));
    }
    const catalog::FieldValue& value(std::size_t row, const char* field) const {
        return rows.at(row).values.at(catalog::field_index(*rows[row].kind, field));
    }
    // A text, or a list joined with ';'.
    std::string text(std::size_t row, const char* field) const {
        const auto& held = value(row, field);
        if (const auto* one = std::get_if<std::string>(&held)) return *one;
        std::string joined;
        for (const auto& item : std::get<std::vector<std::string>>(held))
            joined += (joined.empty() ? "" : ";") + item;
        return joined;
    }
};

inline ReadRows drain(catalog::ManifestReader& reader, ReadRows& read, const std::string& prefix) {
    catalog::Row row;
    while (reader.next(row)) read.rows.push_back(row);
    read.files = reader.files();
    read.errors = reader.errors();
    for (const auto& suspect : reader.suspected_duplicates())
        read.suspects.push_back(suspect.kind->name + " " + suspect.key);
    read.diagnostics = reader.take_findings();
    for (auto& finding : read.diagnostics) {
        if (finding.where.file.starts_with(prefix)) finding.where.file.erase(0, prefix.size());
        read.findings.push_back(finding.where.file + ":" + std::to_string(finding.where.line) + ":" +
                                std::to_string(finding.where.column) + " " + finding.code);
    }
    return std::move(read);
}

// The files of a directory, by name. Findings name them without the directory.
inline ReadRows read_files(const std::map<std::string, std::string>& files,
                           const catalog::MallSettings& stored = {}) {
    const TemporaryDirectory dir;
    for (const auto& [name, text] : files) std::ofstream(dir.path() / name, std::ios::binary) << text;
    std::istringstream nothing;
    ReadRows read;
    catalog::ManifestOptions options;
    options.on_rejected = [&read](const catalog::RejectedRow& row) { read.rejected.push_back(row); };
    catalog::ManifestReader reader({dir.path()}, nothing, options);
    if (!stored.currency.empty() || !stored.time_zone.empty()) reader.assume(stored);
    return drain(reader, read, dir.path().string() + "/");
}

// Standard input, of a mall with EUR in Berlin.
inline ReadRows read_text(const std::string& text, const std::string& kind = {},
                          const catalog::MallSettings& stored = {"EUR", "Europe/Berlin"}) {
    std::istringstream in(text);
    ReadRows read;
    catalog::ManifestOptions options;
    options.kind = kind;
    options.on_rejected = [&read](const catalog::RejectedRow& row) { read.rejected.push_back(row); };
    catalog::ManifestReader reader({"-"}, in, options);
    reader.assume(stored);
    return drain(reader, read, "/");
}

}  // namespace mallctl::test
