// What `apply` reads and how: what `diff` of files takes too.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "operations/apply.hpp"

namespace CLI {
class App;
}

namespace mallctl::cli {

class Context;

struct ApplyInput {
    std::vector<std::string> paths;
    std::string kind;
    std::string columns;
    bool prune = false;
    std::string max_deletes = "10%";
    bool force_conflicts = false;
};

// --kind, --columns, --prune, --max-deletes and --force-conflicts; the paths are the verb's own argument.
void declare_apply_input(CLI::App& verb, ApplyInput& input);

// The options that these flags are. Throws core::Error(usage) for --prune with a file in place of a
// directory.
operations::ApplyOptions apply_options(const ApplyInput& input);

// Those of `flags` that were given on the command line, in this order.
std::vector<std::string> given_flags(const CLI::App& verb, std::initializer_list<const char*> flags);

// Throws core::Error(usage) where --mall names several malls and standard input is to be read for each.
void require_for_each_mall(const ApplyInput& input, Context& context);

// The file that `option` names, for the mall that is being worked on: where --mall names several, "{mall}" in
// its name is the slug. Throws core::Error(usage) where it then is one file for all of them.
std::string file_of_mall(const std::string& option, const std::string& file, Context& context);

// Which mall the files are for: their own mall document, or what --mall and its kin say. Throws
// core::Error(usage) for files with a mall document where --mall names several.
std::string named_mall(catalog::ManifestReader& reader, Context& context);

}  // namespace mallctl::cli
