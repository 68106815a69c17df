// Many questions, a line each, answered as JSON Lines: --batch FILE|-.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace mallctl::cli {

class Context;

struct LineAnswer {
    std::string json;  // one line, without its end
    std::optional<core::Fault> fault;
};

// Lines are counted from 1.
using AnswerLine = std::function<LineAnswer(std::size_t number, std::string_view line)>;

// Answers each line of `file` ("-": stdin), in order; empty lines are left out. Of a line of more than
// `longest` bytes one more than that is given. A line that cannot be answered gets an error and the others
// their turn. Returns the highest exit code of all lines. Memory does not grow with their number.
int run_line_batch(Context& context, const std::string& file, std::size_t longest, const AnswerLine& answer);

}  // namespace mallctl::cli
