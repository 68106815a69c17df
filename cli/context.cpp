#include "cli/context.hpp"

#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>

#include "catalog/manifest.hpp"
#include "cli/interrupt.hpp"
#include "cli/output/color.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/cluster/cluster.hpp"
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
            const auto manifest = catalog::read_manifest({file}, no_input);
            if (manifest.mall) return manifest.mall->slug;
        }
        if (directory == directory.parent_path()) break;
    }
    return std::nullopt;
}

// A device or a pipe is written to: to rename a file over it would put the file in its place.
bool is_special(const fs::path& path) {
    std::error_code absent;
    return fs::is_other(fs::status(path, absent));
}

bool write_text(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text << std::flush;
    file.close();
    return static_cast<bool>(file);
}

bool replace_file(const fs::path& path, const std::string& text) {
    const fs::path temporary = path.string() + "." + std::to_string(::getpid()) + ".tmp";
    const RemoveOnSignal guard(temporary.string());
    std::error_code failed;
    if (write_text(temporary, text)) {
        fs::rename(temporary, path, failed);
        if (!failed) return true;
    }
    fs::remove(temporary, failed);
    return false;
}

void write_file(const fs::path& path, const std::string& text) {
    if (is_special(path) ? write_text(path, text) : replace_file(path, text)) return;
    throw Error(Fault::failed, "cannot write " + path.string(),
                "check that its directory exists, is writable and has room");
}

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
        add("mall", options.mall);
        add("log-level", options.log_level);
        add("color", options.color);
        add("progress", options.progress);
        config_ = config::Config::load(flags, environment, options.config);
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
    if (!url.empty()) return db::endpoint_of_url(url);
    return db::Cluster(config().get("data-dir").text).endpoint();
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
    if (!named.empty()) return named;
    if (const auto slug = enclosing_mall()) return *slug;
    throw Error(Fault::usage, "no mall given", "name one with --mall SLUG; see: mallctl get mall");
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

void Context::allow_formats(std::initializer_list<std::string_view> formats) {
    std::vector<std::string> known(formats.begin(), formats.end());
    std::string list;
    for (const auto& name : known) list += (list.empty() ? "" : ", ") + name;
    const auto check = [&](const std::string& wanted) {
        if (std::find(known.begin(), known.end(), wanted) != known.end()) return;
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
        check(format_of_file(path));
    }
    check(format());
}

std::string Context::format() {
    if (!options.format.empty()) return options.format;
    return options.output.empty() ? default_format() : format_of_file(options.output.front());
}

void Context::write_result(const Render& render) {
    if (options.output.empty()) {
        streams.out << render(format());
        return;
    }
    for (const auto& path : options.output) {
        const std::string text = render(format_of_file(path));
        if (path == "-") {
            streams.out << text;
        } else {
            write_file(path, text);
        }
    }
}

void Context::warn_if_stale(const operations::Snapshot& snapshot, bool require_fresh) {
    if (!snapshot.nav_stale) return;
    const std::string message =
        "the plan of mall " + snapshot.mall.slug + " is newer than its navigation graph";
    const std::string advice = "mallctl build nav --mall " + snapshot.mall.slug;
    if (require_fresh) throw Error(Fault::conflict, message, advice);
    say("warning: " + message + "; " + advice);
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
