// From what the user named to the files that may be a plan.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "importers/sniff.hpp"

namespace mallctl::importers {

struct Candidate {
    std::filesystem::path path;
    Kind kind = Kind::other;
    bool named = false;  // by the user, not found in a folder
};

struct Gathered {
    std::vector<Candidate> candidates;  // none of Kind::other; in the order given, folders by path
    std::vector<std::string>
        ignored;  // files in folders that are of no kind we read, relative to their folder
};

// Looks at each source: a file by its first bytes, a folder file by file. Throws core::Error(usage) for a
// source that begins "/vsi" or holds "://", (failed) for one that does not exist, (rejected) for a named file
// that is of no kind we read, saying what it looks like and the way out, and for a folder without a single
// readable file.
Gathered gather(const std::vector<std::filesystem::path>& sources);

// The files beside a shapefile that belong to it, sorted.
std::vector<std::filesystem::path> parts_of_shapefile(const std::filesystem::path& shapefile);

}  // namespace mallctl::importers
