// API keys on the command line: create apikey, get apikey, delete apikey.
#pragma once

#include <string>
#include <vector>

namespace mallctl::cli {

class Context;

// Whether the word that stands for a kind is theirs.
bool is_api_key(const std::string& kind);

// Prints the key: the one time that anybody sees it. `permissions` are names as "offer.write"; `expires` is
// "90d", a day or an instant; empty: never. Each returns the exit code.
int run_create_api_key(const std::string& name, const std::vector<std::string>& permissions,
                       const std::string& expires, Context& context);
int run_get_api_keys(const std::string& name, Context& context);
int run_delete_api_keys(const std::vector<std::string>& names, bool sure, Context& context);

}  // namespace mallctl::cli
