#include "cli/commands/verbs.hpp"

#include "cli/commands/build.hpp"
#include "cli/commands/import.hpp"
#include "cli/commands/near.hpp"
#include "cli/commands/route.hpp"
#include "cli/commands/serve.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_verbs(CLI::App& root) {
    return {
        declare_import(root),
        declare_build(root),
        declare_route(root),
        declare_near(root),
        declare_serve(root),
    };
}

}  // namespace mallctl::cli
