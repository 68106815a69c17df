// The results of one command on several malls as one answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace mallctl::cli {

// What a verb came to in one mall.
struct MallResult {
    std::string mall;
    int exit_code = 0;
    std::string text;                  // what it prints of this mall alone; empty where it failed
    std::optional<core::Error> error;  // why it failed
};

// Whether results in this format can stand in one file: "table", "json", "jsonl", "csv", "yaml", "github".
bool can_join(std::string_view format);

// json   an array of {"mall", "exit_code", "result"}, or "error" (of failure_json) in place of "result";
// jsonl  the lines of all malls, each object with "mall" first; of a mall that failed {"mall", "exit_code",
//        "error"};
// csv    one heading, the union of all, with a first column mall unless there is one;
// yaml   documents, each mall's after a comment that names it;
// others each mall's text after a line that names it; of github the texts alone.
// Precondition: can_join(format). Linear in the length of the texts (csv: times the columns).
std::string joined_results(const std::vector<MallResult>& results, std::string_view format);

}  // namespace mallctl::cli
