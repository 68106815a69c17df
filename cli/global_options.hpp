// The flags that every verb takes, before or after the verb.
#pragma once

#include "cli/context.hpp"

namespace CLI {
class App;
}

namespace mallctl::cli {

void declare_global_options(CLI::App& root, GlobalOptions& options);

}  // namespace mallctl::cli
