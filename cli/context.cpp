#include "cli/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>
#include <utility>

#include "catalog/manifest_reader.hpp"
#include "cli/mall_names.hpp"
#include "cli/output/bounded_text.hpp"
#include "cli/output/color.hpp"
#include "cli/output/joined_results.hpp"
#include "cli/output/write_file.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/cluster/cluster.hpp"
#include "db/mall_repository.hpp"
#include "operations/artifact_cache.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::cli {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

std::optional<std::string> environment(std::string_view name) {
    const char* value = std::getenv(std::string(name).c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
}

// Format by file extension; "" where the extension says nothing.
std::string format_of_extension(const fs::path& path) {
    static const std::map<std::string, std::string> formats = {
        {".json", "json"}, {".jsonl", "jsonl"},     {".csv", "csv"},  {".yaml", "yaml"}, {".yml", "yaml"},
        {".txt", "table"}, {".geojson", "geojson"}, {".svg", "svg"},  {".xml", "junit"}, {".sarif", "sarif"},
        {".html", "html"}, {".pdf", "pdf"},         {".zip", "imdf"}, {".gpkg", "gpkg"}, {".dxf", "dxf"}};
    const auto it = formats.find(path.extension().string());
    return it == formats.end() ? std::string{} : it->second;
}

// The slug in the nearest mall.yaml of this directory and those above it.
std::optional<std::string> enclosing_mall() {
    std::error_code failed;
    for (fs::path directory = fs::current_path(failed); !failed; directory = directory.parent_path()) {
        const fs::path file = directory / "mall.yaml";
        if (fs::is_regular_file(file, failed)) {
            std::istringstream no_input;
            catalog::ManifestReader reader({file}, no_input, {});
            if (const catalog::Row* mall = reader.mall()) return mall->key();
        }
        if (directory == directory.parent_path()) break;
    }
    return std::nullopt;
}

// Stands in the name of an -o file for the mall's slug.
constexpr std::string_view mall_mark = "{mall}";

}  // namespace

Context::Context(Streams streams_in, const GlobalOptions& options_in)
    : streams(streams_in), options(options_in) {}
Context::~Context() = default;

const config::Config& Context::config() {
    if (!config_) {
        std::map<std::string, std::string> flags;
        const auto add = [&flags](const char* key, const std::string& value) {
            if (!value.empty()) flags[key] = value;
        };
        add("database", options.database);
        add("data-dir", options.data_dir);
        add("mall", entered_mall_.empty() ? options.mall : entered_mall_);
        add("format", options.format);
        add("log-level", options.log_level);
        add("color", options.color);
        add("progress", options.progress);
        config_ = config::Config::load(flags, environment, options.config);
        if (!entered_mall_.empty()) return *config_;  // the settings have been told
        for (const auto& [key, value] : config_->all()) {
            const bool is_secret = key == "database";  // its URL may hold a password
            if (value.origin == config::Origin::fallback) continue;
            detail("setting " + key + (is_secret ? "" : " = " + value.text) + " (" + value.source + ")");
        }
    }
    return *config_;
}

db::Endpoint Context::endpoint() {
    const std::string& url = config().get("database").text;
    db::Endpoint server =
        url.empty() ? db::Cluster(config().get("data-dir").text).endpoint() : db::endpoint_of_url(url);
    server.author = config().get("author").text;
    return server;
}

db::Session& Context::session() {
    if (!session_) {
        const db::Endpoint server = endpoint();
        detail("database " + server.label);
        session_ = std::make_unique<db::Session>(server, "mallctl");
    }
    return *session_;
}

std::string Context::mall() {
    const std::string& named = config().get("mall").text;
    if (entered_mall_.empty() && names_several_malls(named)) {
        throw Error(Fault::usage, "this works on one mall, and \"" + named + "\" names several",
                    "name one with --mall SLUG; see: mallctl get mall");
    }
    if (!named.empty()) return named;
    if (const auto slug = enclosing_mall()) return *slug;
    throw Error(Fault::usage, "no mall given", "name one with --mall SLUG; see: mallctl get mall");
}

operations::ArtifactCache Context::artifact_cache() {
    const std::string& data_dir = config().get("data-dir").text;
    return operations::ArtifactCache(data_dir.empty() ? fs::path{} : fs::path(data_dir) / "artifacts");
}

std::shared_ptr<const operations::Snapshot> Context::snapshot() {
    const std::string slug = mall();
    return operations::load_snapshot(session(), slug, artifact_cache());
}

bool Context::several_malls() {
    return !entered_mall_.empty() || names_several_malls(config().get("mall").text);
}

std::vector<std::string> Context::malls() {
    const std::string patterns = config().get("mall").text;
    if (!names_several_malls(patterns)) return {mall()};
    std::vector<std::string> slugs;
    db::Transaction transaction(session(), std::nullopt, db::Transaction::Mode::read);
    for (const auto& mall : db::MallRepository(transaction).list()) slugs.push_back(mall.slug);
    return wanted_malls(patterns, slugs);
}

void Context::enter_mall(const std::string& slug) {
    entered_mall_ = slug;
    config_.reset();
}

std::map<std::string, std::string> Context::take_results() {
    return std::exchange(results_, {});
}

std::string Context::format_of_file(const std::string& path) {
    if (!options.format.empty()) return options.format;
    const std::string by_extension = format_of_extension(path);
    return by_extension.empty() ? default_format() : by_extension;
}

std::string Context::default_format() {
    const std::string& setting = config().get("format").text;
    return setting.empty() ? "table" : setting;
}

void Context::require_place_for_each(const std::string& format, const std::string& file) const {
    if (entered_mall_.empty() || is_file_a_mall(file) || can_join(format)) return;
    throw Error(Fault::usage, "a file of format " + format + " holds one mall, and --mall names several",
                "give each mall a file of its own, as in -o '{mall}." + format + "'");
}

void Context::allow_formats(std::initializer_list<std::string_view> formats) {
    std::vector<std::string> known(formats.begin(), formats.end());
    std::string list;
    for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
    const auto check = [&](const std::string& wanted, const std::string& file) {
        if (std::find(known.begin(), known.end(), wanted) != known.end()) {
            require_place_for_each(wanted, file);
            return;
        }
        const auto near = core::closest(wanted, known);
        throw Error(Fault::usage, "format \"" + wanted + "\" is not one that this verb writes",
                    near ? "did you mean " + *near + "?" : "choose one of: " + list);
    };
    for (const auto& path : options.output) {
        if (path != "-" && format_of_extension(path).empty() &&
            (path == "json" || path == "table" || path == "csv" || path == "yaml" || path == "jsonl" ||
             path == "geojson" || path == "svg" || path == "sarif" || path == "junit" || path == "github" ||
             path == "html")) {
            throw Error(Fault::usage, "-o takes a file name, not a format",
                        "did you mean --format " + path + "?");
        }
        check(format_of_file(path), path);
    }
    if (options.output.empty()) check(format(), "-");
}

std::string Context::format() {
    if (!options.format.empty()) return options.format;
    return options.output.empty() ? default_format() : format_of_file(options.output.front());
}

std::vector<std::string> Context::output_files() const {
    return options.output.empty() ? std::vector<std::string>{"-"} : options.output;
}

std::string Context::output_format(const std::string& file) {
    return options.output.empty() ? format() : format_of_file(file);
}

bool Context::is_file_a_mall(const std::string& file) {
    return file.find(mall_mark) != std::string::npos;
}

std::string Context::output_path(const std::string& file) {
    const auto at = file.find(mall_mark);
    if (at == std::string::npos) return file;
    return file.substr(0, at) + mall() + file.substr(at + mall_mark.size());
}

void Context::write_output(const std::string& path, const std::function<void(std::ostream&)>& write) {
    if (path == "-") {
        write(streams.out);
    } else {
        write_file(path, write);
    }
}

void Context::write_result(const Render& render) {
    write_stream([&](std::string_view format, std::ostream& out) { out << render(format); });
}

void Context::write_stream(const Stream& write) {
    for (const auto& file : output_files()) {
        const std::string format = output_format(file);
        const bool is_joined = !entered_mall_.empty() && !is_file_a_mall(file);
        if (is_joined) {
            BoundedText text;
            write(format, text);
            results_[file] += text.text();
        } else {
            write_output(output_path(file), [&](std::ostream& out) { write(format, out); });
        }
    }
}

void Context::warn_if_stale(const operations::Snapshot& snapshot, bool require_fresh) {
    if (!snapshot.nav_stale) return;
    const std::string& mall = snapshot.mall.slug;
    warn_or_refuse("the plan of mall " + mall + " is newer than its navigation graph",
                   "mallctl build nav --mall " + mall, require_fresh);
}

void Context::warn_if_search_stale(const operations::Snapshot& snapshot, bool require_fresh) {
    if (!snapshot.search_stale) return;
    const std::string& mall = snapshot.mall.slug;
    warn_or_refuse("the rows of mall " + mall + " are newer than its search index",
                   "mallctl build search --mall " + mall, require_fresh);
}

void Context::warn_or_refuse(const std::string& message, const std::string& advice, bool refuse) {
    if (refuse) throw Error(Fault::conflict, message, advice);
    say("warning: " + message + "; " + advice);
}

void Context::warn_of_lost_closures(const operations::Snapshot& snapshot, core::Instant at) {
    for (const auto& sentence : operations::closures_in_force(snapshot, at)->lost)
        say("warning: " + sentence);
}

void Context::say(const std::string& line) {
    if (!options.quiet) streams.err << line << std::endl;
}

void Context::say_findings(const core::Diagnostics& findings) {
    // A real plan has hundreds of one kind, among which the one that matters would be lost.
    constexpr std::size_t shown_of_a_code = 5;
    const bool color = use_color(config().get("color").text, streams.err_is_tty);
    std::map<std::string, std::size_t> counts;
    for (const auto& finding : findings) {
        const bool show = options.verbose || finding.severity == core::Severity::error ||
                          ++counts[finding.code] <= shown_of_a_code;
        if (show) say(finding_line(finding, color));
    }
    for (const auto& [code, count] : counts) {
        if (count > shown_of_a_code)
            say(fmt::format("and {} more of {}: -v shows all", count - shown_of_a_code, code));
    }
}

void Context::detail(const std::string& line) {
    if (options.verbose) say(line);
}

void Context::progress(const std::string& line) {
    const std::string& when = config().get("progress").text;
    if (when == "always" || (when == "auto" && streams.err_is_tty)) say(line);
}

}  // namespace mallctl::cli
