// Tables of several malls as one.
#pragma once

#include <string>
#include <vector>

namespace mallctl::cli {

struct MallTable {
    std::string mall;
    std::string csv;  // RFC 4180, with a heading
};

// One CSV text: the columns of all tables, each once, in the order in which they come; a first column "mall"
// unless a table has one of that name. What a table has no column for stays empty.
std::string joined_csv(const std::vector<MallTable>& tables);

}  // namespace mallctl::cli
