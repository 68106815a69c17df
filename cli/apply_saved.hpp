// `apply` of a change set that `diff --save` has written.
#pragma once

#include <string>
#include <vector>

#include "cli/write_options.hpp"

namespace mallctl::cli {

class Context;

struct ApplySaved {
    std::vector<std::string> paths;
    // The flags given that are for files: with a change set they are none.
    std::vector<std::string> senseless;
    std::string max_deletes;  // empty: what the change set was saved with
    WriteOptions write;
};

// Whether one of the paths is a change set.
bool names_change_set(const std::vector<std::string>& paths);

// Applies it. Throws core::Error(usage) unless it is alone, without senseless flags and for one mall;
// (failed), (rejected) and (conflict) as operations::apply_change_set does.
int apply_saved(const ApplySaved& options, Context& context);

}  // namespace mallctl::cli
