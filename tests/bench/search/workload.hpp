// The mall and the questions that workload.py beside this file wrote.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "search/document.hpp"

namespace mallctl::bench {

struct AskedQuery {
    std::string id;
    std::string text;
};

struct Workload {
    search::Corpus corpus;
    std::vector<AskedQuery> queries;
};

// Reads documents.tsv and queries.tsv of a folder; throws std::runtime_error for what it does not understand.
// Without `popularity` all documents are equally wanted.
Workload read_workload(const std::filesystem::path& folder, bool popularity);

// Writes documents.folded.tsv and queries.folded.tsv for engines that do not fold as mallctl does: words
// apart by one space, several texts of a cell by '|'.
void write_folded(const std::filesystem::path& folder, const Workload& workload);

}  // namespace mallctl::bench
