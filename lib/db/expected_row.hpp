// A row of the catalog as a saved change set has it.
#pragma once

#include <string>

namespace mallctl::db {

// A row as it was, and as it is to be. Images are JSON objects of columns (db/audit.hpp), some of them or
// all.
struct ExpectedRow {
    std::string kind;
    std::string old_slug;  // empty of a row that is not there
    std::string new_slug;  // empty of a row that is to go
    std::string before;    // image, empty with old_slug
    std::string after;     // image, empty with new_slug
    int line = 0;          // of the input, for findings
};

}  // namespace mallctl::db
