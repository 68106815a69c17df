#include "cli/serve/settings.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/context.hpp"
#include "cli/duration.hpp"
#include "cli/size.hpp"
#include "core/error.hpp"
#include "db/endpoint.hpp"
#include "operations/artifact_cache.hpp"
#include "server/log.hpp"

namespace mallctl::cli {

namespace {

// The flag's value, else the setting's.
std::string stated(const std::string& flag, const char* key, Context& context) {
    return flag.empty() ? context.config().get(key).text : flag;
}

server::http::Networks networks(const std::string& list) {
    return list == "none" ? server::http::Networks{} : server::http::Networks::parse(list);
}

}  // namespace

server::ServeOptions server_options(const ServeFlags& given, Context& context) {
    server::ServeOptions options;
    options.listen = server::parse_listen_address(stated(given.listen, "listen", context));
    const config::Value& drain = context.config().get("drain");
    options.drain = given.drain.empty() ? parse_duration(drain.text, drain.source + ": drain")
                                        : parse_duration(given.drain, "--drain");
    const config::Value& notice = context.config().get("drain-notice");
    options.notice = given.drain_notice.empty()
                         ? parse_duration(notice.text, notice.source + ": drain-notice")
                         : parse_duration(given.drain_notice, "--drain-notice");
    options.tls_certificate = given.tls_certificate;
    options.tls_key = given.tls_key;
    options.trusted_proxies = server::http::TrustedProxies::parse(given.trusted_proxies);
    options.trusted_networks = networks(stated(given.trusted_networks, "trusted-networks", context));
    options.threads = given.threads;
    options.pool_threads = given.pool_threads;
    options.max_connections = given.max_connections;
    return options;
}

server::http::Networks metrics_networks(const ServeFlags& given, Context& context) {
    return networks(stated(given.metrics_networks, "metrics-networks", context));
}

server::Origins cors_origins(const ServeFlags& given, Context& context) {
    return server::Origins::parse(stated(given.cors_origins, "cors-origins", context));
}

void set_up_log(const ServeFlags& given, Context& context) {
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

std::string secret_in_file(Context& context, const char* key, const char* advice) {
    const config::Value& file = context.config().get(key);
    if (file.text.empty()) return {};
    std::ifstream in(file.text);
    std::string secret;
    if (std::getline(in, secret) && !secret.empty()) return secret;
    throw core::Error(core::Fault::usage,
                      fmt::format("{}: {}: there is no secret in {}", file.source, key, file.text), advice);
}

std::string payment_secret(Context& context) {
    return secret_in_file(context, "payment-secret-file",
                          "its first line is the signing secret of the payment provider's webhook");
}

operations::SnapshotCache snapshot_cache(Context& context) {
    const std::string& data_dir = context.config().get("data-dir").text;
    const std::string& url = context.config().get("database").text;
    if (data_dir.empty()) return {};
    const config::Value& space = context.config().get("snapshot-space");
    return {std::filesystem::path(data_dir) / "snapshots",
            url.empty() ? "the private cluster" : db::endpoint_of_url(url).label, context.artifact_cache(),
            parse_size(space.text, space.source + ": snapshot-space")};
}

std::size_t max_upload(Context& context) {
    constexpr std::size_t most = std::size_t{1} << 30;
    const config::Value& setting = context.config().get("max-upload");
    const std::size_t bytes = parse_size(setting.text, setting.source + ": max-upload");
    if (bytes <= most) return bytes;
    throw core::Error(core::Fault::usage, setting.source + ": max-upload: " + setting.text + " is too much",
                      "an upload is held in memory while it comes in: 1GiB at most");
}

server::ImportWorkerOptions import_options(Context& context) {
    const std::string& data_dir = context.config().get("data-dir").text;
    const auto parent = data_dir.empty() ? std::filesystem::temp_directory_path() / "mallctl"
                                         : std::filesystem::path(data_dir);
    server::ImportWorkerOptions options;
    options.spool = parent / "imports";
    return options;
}

server::UpkeepOptions upkeep_options(Context& context) {
    const config::Value& setting = context.config().get("keep-readings");
    server::UpkeepOptions options;
    options.keep_readings = parse_days(setting.text, setting.source + ": keep-readings");
    const config::Value& events = context.config().get("keep-access-events");
    options.access.retention.events = parse_days(events.text, events.source + ": keep-access-events");
    return options;
}

}  // namespace mallctl::cli
