// Completion of a shell's command line, made from the declaration of ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command_tree.hpp"
#include "cli/output/completion_tables.hpp"

namespace mallctl::cli {

// The shells that completion_script knows.
const std::vector<std::string>& completed_shells();

// A script for "bash", "zsh" or "fish" that completes verbs, options and what they take: their words, files,
// directories, kinds, and malls and slugs, for which it asks mallctl (at most 200 of the slugs behind what
// stands there; nothing where there is no database). Precondition: one of completed_shells().
std::string completion_script(const Command& root, const CompletionKinds& kinds, std::string_view shell);

}  // namespace mallctl::cli
