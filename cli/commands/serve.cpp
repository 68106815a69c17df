#include "cli/commands/serve.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>

#include "cli/context.hpp"
#include "cli/duration.hpp"
#include "cli/exit_code.hpp"
#include "cli/mall_names.hpp"
#include "cli/option_checks.hpp"
#include "cli/size.hpp"
#include "core/error.hpp"
#include "db/session_pool.hpp"
#include "operations/artifact_cache.hpp"
#include "operations/snapshot/snapshot_cache.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/log.hpp"
#include "server/server.hpp"
#include "server/snapshot_feed.hpp"
#include "server/writing_api.hpp"

namespace mallctl::cli {

namespace {

struct ServeVerbOptions {
    std::string listen;
    std::string drain;
    std::string tls_certificate;
    std::string tls_key;
    std::string trusted_proxies;
    std::string access_log;
    std::string log_format;
    unsigned threads = 0;
    std::size_t max_connections = 10'000;
    std::string memory_budget;
};

// Long enough for a database that is there, short enough to be up, and say so, when it is not.
constexpr std::chrono::seconds first_load_time{5};
// As long as a database that is there needs for a snapshot.
constexpr std::chrono::seconds last_read_time{3};

// The flag's value, else the setting's.
std::string stated(const std::string& flag, const char* key, Context& context) {
    return flag.empty() ? context.config().get(key).text : flag;
}

server::ServeOptions server_options(const ServeVerbOptions& given, Context& context,
                                    std::atomic<bool>& draining) {
    server::ServeOptions options;
    options.listen = server::parse_listen_address(stated(given.listen, "listen", context));
    const config::Value& drain = context.config().get("drain");
    options.drain = given.drain.empty() ? parse_duration(drain.text, drain.source + ": drain")
                                        : parse_duration(given.drain, "--drain");
    options.tls_certificate = given.tls_certificate;
    options.tls_key = given.tls_key;
    options.trusted_proxies = server::http::TrustedProxies::parse(given.trusted_proxies);
    options.threads = given.threads;
    options.max_connections = given.max_connections;
    options.handle_signals = true;
    options.on_stopping = [&draining] { draining = true; };
    return options;
}

void set_up_log(const ServeVerbOptions& given, Context& context) {
    const std::string format = stated(given.log_format, "log-format", context);
    const bool json = format == "auto" ? !context.streams.err_is_tty : format == "json";
    server::log::set_form(json ? server::log::Form::json : server::log::Form::text);
    const std::string access = stated(given.access_log, "access-log", context);
    server::log::set_access(access == "all"    ? server::log::Access::all
                            : access == "none" ? server::log::Access::none
                                               : server::log::Access::notable);
    const bool named = context.config().get("log-level").origin != config::Origin::fallback;
    server::log::set_level(named                     ? context.config().get("log-level").text
                           : context.options.verbose ? "debug"
                           : context.options.quiet   ? "warn"
                                                     : "info");
}

// The secret is the file's first line; without a file there is none.
std::string payment_secret(Context& context) {
    const config::Value& file = context.config().get("payment-secret-file");
    if (file.text.empty()) return {};
    std::ifstream in(file.text);
    std::string secret;
    if (std::getline(in, secret) && !secret.empty()) return secret;
    throw core::Error(core::Fault::usage,
                      file.source + ": payment-secret-file: there is no secret in " + file.text,
                      "its first line is the signing secret of the payment provider's webhook");
}

// Malls of different databases may have one data directory.
operations::SnapshotCache snapshot_cache(Context& context) {
    const std::string& data_dir = context.config().get("data-dir").text;
    const std::string& url = context.config().get("database").text;
    if (data_dir.empty()) return {};
    return {std::filesystem::path(data_dir) / "snapshots",
            url.empty() ? "the private cluster" : db::endpoint_of_url(url).label, context.artifact_cache()};
}

int run_serve(const ServeVerbOptions& given, Context& context) {
    set_up_log(given, context);
    std::atomic<bool> draining{false};
    server::SnapshotStore store(given.memory_budget.empty()
                                    ? quarter_of_memory()
                                    : parse_size(given.memory_budget, "--memory-budget"));
    std::mutex one_at_a_time;
    const auto endpoint = [&] {
        const std::lock_guard lock(one_at_a_time);
        return context.endpoint();
    };
    db::SessionPool writes(endpoint);
    const std::string replica = context.config().get("read-database").text;
    db::SessionPool heavy_reads([replica] { return db::endpoint_of_url(replica); });
    const server::CredentialGate gate(writes);
    std::vector<server::Route> routes =
        server::writing_routes(writes, replica.empty() ? writes : heavy_reads, {payment_secret(context)});
    for (server::Route& route : server::access_routes(writes, gate)) routes.push_back(std::move(route));
    const server::Router api = server::make_api(store, draining, MALLCTL_VERSION, gate, std::move(routes));
    server::Server server(server_options(given, context, draining), api);

    server::FeedOptions feed_options;
    feed_options.wanted = [patterns = context.config().get("mall").text](std::string_view slug) {
        return mall_is_wanted(patterns, slug);
    };
    feed_options.kept = snapshot_cache(context);
    server::SnapshotFeed feed(store, server::database_source(endpoint, context.artifact_cache()),
                              feed_options);
    const server::AccessFeed access(gate, endpoint);
    if (!feed.wait_for_first_attempt(first_load_time))
        context.say("still loading; /readyz tells when it is done");
    context.say((given.tls_key.empty() ? "listening on http://" : "listening on https://") +
                server::to_string(server.address()));
    server.run();
    context.say("stopped");
    // The feed only reads: nothing is lost with a query that a silent database never answers.
    if (!feed.stop(last_read_time)) std::_Exit(exit_done);
    return exit_done;
}

void declare_tls(CLI::App& app, ServeVerbOptions& options) {
    app.add_option(
           "--tls-certificate", options.tls_certificate,
           "Speak HTTPS with this certificate: PEM, with its chain; read again when it changes, and on "
           "SIGHUP")
        ->type_name("FILE");
    app.add_option("--tls-key", options.tls_key, "The certificate's key: PEM")->type_name("FILE");
    app.add_option(
           "--trusted-proxy", options.trusted_proxies,
           "Networks of proxies that are believed in Forwarded, X-Forwarded-For and X-Forwarded-Proto; "
           "default: none")
        ->type_name("CIDR,...");
}

}  // namespace

Verb declare_serve(CLI::App& root) {
    auto options = std::make_shared<ServeVerbOptions>();
    CLI::App* app = root.add_subcommand("serve", "Answer over HTTP, from memory, until SIGINT or SIGTERM");
    app->add_option("--listen", options->listen,
                    "Where to wait for connections; default 127.0.0.1:8080, port 0: any free one")
        ->type_name("ADDR:PORT");
    app->add_option("--drain", options->drain,
                    "How long open requests may take to finish at the end; default 30s")
        ->type_name("TIME");
    allow_range(app->add_option("--threads", options->threads, "Threads that serve; 0: one a core")
                    ->type_name("N")
                    ->capture_default_str(),
                0, 1024);
    allow_range(app->add_option("--max-connections", options->max_connections, "One more is answered 503")
                    ->type_name("N")
                    ->capture_default_str(),
                1, 1'000'000);
    declare_tls(*app, *options);
    app->add_option("--memory-budget", options->memory_budget,
                    "How much the malls in memory may hold together, as 512MiB or 2GiB; those that nobody "
                    "asks for are dropped beyond it; default a quarter of the machine's")
        ->type_name("SIZE");
    allow_words(
        app->add_option("--access-log", options->access_log,
                        "Which requests are logged: none, notable (faults of the server, changes, over a "
                        "second) or all; default notable")
            ->type_name("WHICH"),
        {"none", "notable", "all"});
    allow_words(app->add_option("--log-format", options->log_format,
                                "auto (text on a terminal, else JSON), json or text; default auto")
                    ->type_name("FORM"),
                {"auto", "json", "text"});
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
    return {app, [options](Context& context) { return run_serve(*options, context); }};
}

}  // namespace mallctl::cli
