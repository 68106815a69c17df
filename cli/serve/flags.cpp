#include "cli/serve/flags.hpp"

#include <CLI/CLI.hpp>

#include "cli/option_checks.hpp"

namespace mallctl::cli {

namespace {

void declare_connections(CLI::App& app, ServeFlags& flags) {
    app.add_option("--listen", flags.listen,
                   "Where to wait for connections; default 127.0.0.1:8080, port 0: any free one")
        ->type_name("ADDR:PORT");
    app.add_option("--drain", flags.drain,
                   "How long open requests may take to finish at the end; default 30s")
        ->type_name("TIME");
    app.add_option("--drain-notice", flags.drain_notice,
                   "How long all goes on at the end, but /readyz says 503, so that load balancers turn away "
                   "first; default 0s")
        ->type_name("TIME");
    allow_range(app.add_option("--threads", flags.threads, "Threads that serve; 0: one a core")
                    ->type_name("N")
                    ->capture_default_str(),
                0, 1024);
    allow_range(app.add_option("--pool-threads", flags.pool_threads,
                               "Threads for requests that wait for the database")
                    ->type_name("N")
                    ->capture_default_str(),
                1, 1024);
    allow_range(app.add_option("--max-connections", flags.max_connections, "One more is answered 503")
                    ->type_name("N")
                    ->capture_default_str(),
                1, 1'000'000);
}

void declare_network(CLI::App& app, ServeFlags& flags) {
    app.add_option(
           "--tls-certificate", flags.tls_certificate,
           "Speak HTTPS with this certificate: PEM, with its chain; read again when it changes, and on "
           "SIGHUP")
        ->type_name("FILE");
    app.add_option("--tls-key", flags.tls_key, "The certificate's key: PEM")->type_name("FILE");
    app.add_option(
           "--trusted-proxy", flags.trusted_proxies,
           "Networks of proxies that are believed in Forwarded, X-Forwarded-For and X-Forwarded-Proto; "
           "default: none")
        ->type_name("CIDR,...");
    app.add_option("--trusted-networks", flags.trusted_networks,
                   "Networks where many visitors have one address, as a mall's Wi-Fi, and are limited "
                   "generously; default: this machine and private networks")
        ->type_name("CIDR,...");
    app.add_option("--metrics-networks", flags.metrics_networks,
                   "Networks that read /metrics without a credential; default: none")
        ->type_name("CIDR,...");
    app.add_option(
           "--cors-origins", flags.cors_origins,
           "Origins whose pages may read the API with a token, as https://app.example, or *; default: "
           "none")
        ->type_name("ORIGIN,...");
}

void declare_memory(CLI::App& app, ServeFlags& flags) {
    app.add_option("--memory-budget", flags.memory_budget,
                   "How much the malls in memory may hold together, as 512MiB or 2GiB; those that nobody "
                   "asks for are dropped beyond it; default a quarter of the machine's")
        ->type_name("SIZE");
}

void declare_background(CLI::App& app, ServeFlags& flags) {
    app.add_flag(
        "--no-rebuild", flags.no_rebuild,
        "Leave what became stale to mallctl build: do not rebuild graphs and indexes beside serving");
}

void declare_log(CLI::App& app, ServeFlags& flags) {
    allow_words(
        app.add_option("--access-log", flags.access_log,
                       "Which requests are logged: none, notable (faults of the server, changes, over a "
                       "second) or all; default notable")
            ->type_name("WHICH"),
        {"none", "notable", "all"});
    allow_words(app.add_option("--log-format", flags.log_format,
                               "auto (text on a terminal, else JSON), json or text; default auto")
                    ->type_name("FORM"),
                {"auto", "json", "text"});
}

}  // namespace

void declare_serve_flags(CLI::App& app, ServeFlags& flags) {
    declare_connections(app, flags);
    declare_network(app, flags);
    declare_memory(app, flags);
    declare_background(app, flags);
    declare_log(app, flags);
}

}  // namespace mallctl::cli
