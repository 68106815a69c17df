#include <CLI/CLI.hpp>
#include <atomic>
#include <utility>

#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/auth/ways_in.hpp"
#include "server/endpoints/imports.hpp"
#include "server/openapi/document.hpp"
#include "server/writing_api.hpp"

namespace mallctl::cli {

Verb declare_export_openapi(CLI::App& parent) {
    CLI::App* app = parent.add_subcommand("openapi", "Print the description of the API of mallctl serve");
    app->footer(
        "Examples:\n"
        "  mallctl export openapi -o openapi.json");
    return {app, [](Context& context) {
                const server::SnapshotStore store;
                const std::atomic<bool> draining{false};
                db::SessionPool nobody_asked([&context] { return context.endpoint(); });
                const server::CredentialGate gate(nobody_asked);
                server::ImportWorker idle({}, {});
                auto routes = server::writing_routes(nobody_asked, nobody_asked);
                for (auto& route : server::access_routes(nobody_asked, gate))
                    routes.push_back(std::move(route));
                for (auto& route : server::import_routes(nobody_asked, idle, server::usual_upload_bytes))
                    routes.push_back(std::move(route));
                const server::WaysIn ways_in({});
                for (auto& route : ways_in.routes(nobody_asked, gate)) routes.push_back(std::move(route));
                const server::Router api =
                    server::make_api(store, draining, MALLCTL_VERSION, gate, std::move(routes));
                const std::string text = server::openapi::document(api.routes(), MALLCTL_VERSION);
                context.write_result([&](std::string_view) { return text; });
                return exit_done;
            }};
}

}  // namespace mallctl::cli
