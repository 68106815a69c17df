#include "cli/commands/serve.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/exit_code.hpp"
#include "cli/serve/node.hpp"
#include "cli/serve/settings.hpp"

namespace mallctl::cli {

Verb declare_serve(CLI::App& root) {
    auto flags = std::make_shared<ServeFlags>();
    CLI::App* app = root.add_subcommand("serve", "Answer over HTTP, from memory, until SIGINT or SIGTERM");
    declare_serve_flags(*app, *flags);
    app->footer(
        "Serves every mall, or those of --mall (slugs and globs, joined by commas). Reads never wait for "
        "the\n"
        "database: a change that another command commits is served within a second, and answers go on\n"
        "while the database is away. The first signal stops gracefully, a second one at once.\n\n"
        "Examples:\n"
        "  mallctl serve\n"
        "  mallctl serve --listen 0.0.0.0:80 --drain 10s\n"
        "  mallctl serve --listen 0.0.0.0:443 --tls-certificate chain.pem --tls-key key.pem\n"
        "  mallctl serve --trusted-proxy 10.0.0.0/8\n"
        "  mallctl serve --listen 127.0.0.1:0 --mall 'river*'\n"
        "  curl http://127.0.0.1:8080/api/v1/malls");
    return {app, [flags](Context& context) {
                set_up_log(*flags, context);
                Node(*flags, context).run();
                return exit_done;
            }};
}

}  // namespace mallctl::cli
