// What completion has to know, the same for every shell.
#pragma once

#include <string>
#include <vector>

#include "cli/command_tree.hpp"

namespace mallctl::cli {

struct Suggestion {
    std::string word;
    std::string about;
};

// At one place of the command line, told by the verbs before it ("db url"; empty: none).
struct CompletionPlace {
    std::string path;
    std::vector<Suggestion> verbs;
    std::vector<Suggestion> options;  // without the global ones below the top
};

// What completes a value: "files", "directories", "malls", "words a b c", "slugs KIND", "slugs" (of the kind
// that is the verb's first argument), or "none" where nobody can know.
struct CompletionValue {
    std::string path;
    std::string argument;  // an option, or the number of a place from 0; "*": every place from there on
    std::string source;
};

struct CompletionTables {
    std::vector<CompletionPlace> places;
    std::vector<CompletionValue> values;  // of options that take one, and of places
};

// The kinds that verbs take, in the singular.
struct CompletionKinds {
    std::vector<std::string> listed;  // get
    std::vector<std::string> stated;  // in files, and by set
    std::vector<std::string> edited;  // create and delete
};

CompletionTables completion_tables(const Command& root, const CompletionKinds& kinds);

}  // namespace mallctl::cli
