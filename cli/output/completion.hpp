// Completion of a shell's command line, made from the declaration of ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command_tree.hpp"

namespace mallctl::cli {

// The shells that completion_script knows.
const std::vector<std::string>& completed_shells();

// A script for "bash", "zsh" or "fish" that completes verbs, options and what they take: their words, files,
// directories, kinds (`kinds`), and malls, for which it asks mallctl. Precondition: one of
// completed_shells().
std::string completion_script(const Command& root, const std::vector<std::string>& kinds,
                              std::string_view shell);

}  // namespace mallctl::cli
