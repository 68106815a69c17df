// One command on several malls: --mall 'river*', --mall a,b, --mall all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace mallctl::cli {

class Context;

// For Verb::each_mall of a verb that always works on malls.
inline bool in_each_mall() {
    return true;
}

// Runs a verb once for each mall that --mall names, in the order of slugs, and writes what they print as one
// answer (cli/output/joined_results.hpp) or into files of their own (-o with "{mall}"). A mall that fails
// does not keep the others from their turn: `tell` gets its error, which names the mall. A usage error, which
// every mall would meet, and an interruption end it all. Returns the highest exit code. Throws TooMuchToJoin
// (cli/output/bounded_text.hpp) when every mall has had its turn, since what is written by then stays.
int run_in_each_mall(Context& context, const std::function<int(Context&)>& run,
                     const std::function<void(const core::Error&)>& tell);

// The same in these malls.
int run_in_malls(const std::vector<std::string>& malls, Context& context,
                 const std::function<int(Context&)>& run,
                 const std::function<void(const core::Error&)>& tell);

}  // namespace mallctl::cli
