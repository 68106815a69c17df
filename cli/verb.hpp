// A verb of the command line: declared on the CLI11 tree, run with a context. One file pair a verb in
// cli/commands.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace mallctl::cli {

class Context;

struct Verb {
    CLI::App* app = nullptr;
    std::function<int(Context&)> run;  // returns the exit code; throws core::Error otherwise
    // Whether, as it was called, it runs once for each of several malls (cli/each_mall.hpp); empty: never.
    std::function<bool()> each_mall = {};
};

}  // namespace mallctl::cli
