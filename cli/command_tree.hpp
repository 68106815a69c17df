// The declaration of the command line as plain data: what help prints, manual pages and shell completion are
// made of.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mallctl::cli {

struct Argument {
    std::vector<std::string> names;  // "-o", "--output"; empty: told by its place
    std::string value;               // what stands for it: "FILE", "KIND"; empty: a flag, which takes none
    std::string about;
    std::string fallback;              // the default where it is declared; may be empty
    std::vector<std::string> choices;  // the words that it takes; empty: any
    bool repeats = false;              // of one told by its place: several may follow each other
};

struct Command {
    std::vector<std::string> path;  // its words after "mallctl": {"db", "url"}; empty for mallctl itself
    std::string about;
    std::vector<Argument> places;   // in their order
    std::vector<Argument> options;  // of mallctl itself: the global ones; without --help elsewhere
    std::vector<Command> verbs;     // hidden ones are left out
};

// Reads the whole tree below `app`, which is mallctl itself.
Command command_tree(CLI::App& app);

// The command of these words, or nullptr.
const Command* find_command(const Command& root, const std::vector<std::string>& path);

}  // namespace mallctl::cli
