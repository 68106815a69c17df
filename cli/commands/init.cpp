#include "cli/commands/init.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands/init_files.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "core/names.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

struct InitVerbOptions {
    std::string directory;
    std::string time_zone = "Europe/Berlin";
    std::string currency = "EUR";
};

NewMall new_mall(const InitVerbOptions& options, const std::string& named) {
    if (options.directory.empty())
        throw Error(Fault::usage, "the directory's name is empty", "name one: mallctl init my-mall");
    const std::string name = fs::absolute(options.directory).lexically_normal().filename().string();
    NewMall mall{named, name, options.time_zone, options.currency};
    if (mall.name.empty()) mall.name = fs::absolute(options.directory).parent_path().filename().string();
    if (mall.slug.empty()) mall.slug = core::make_slug(mall.name);
    if (!core::is_slug(mall.slug)) {
        throw Error(Fault::usage, "no slug can be made of \"" + mall.name + "\"",
                    "give one with --mall, as in --mall riverside");
    }
    if (!core::is_time_zone(mall.time_zone)) {
        throw Error(Fault::usage, "\"" + mall.time_zone + "\" is not a time zone",
                    "use an IANA name, like Europe/Berlin");
    }
    if (!core::currency_exponent(mall.currency)) {
        throw Error(Fault::usage, "\"" + mall.currency + "\" is not a currency",
                    "use an ISO 4217 code, like EUR");
    }
    return mall;
}

void check_directory(const fs::path& directory, bool overwrite) {
    std::error_code failure;
    if (!fs::exists(directory, failure)) return;
    if (!fs::is_directory(directory, failure)) {
        throw Error(Fault::usage, directory.string() + " is not a directory", "name a new or empty one");
    }
    if (!overwrite && !fs::is_empty(directory, failure)) {
        throw Error(Fault::usage, directory.string() + " is not empty",
                    "name a new directory, or give --overwrite to write over the files of a mall in it");
    }
}

void write_file(const fs::path& file, const std::string& text) {
    std::error_code failure;
    fs::create_directories(file.parent_path(), failure);
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text << std::flush;
    if (!out)
        throw Error(Fault::failed, "cannot write " + file.string(),
                    "check that its directory is writable and has room");
}

int run_init(const InitVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const NewMall mall = new_mall(options, context.config().get("mall").text);
    const fs::path directory = options.directory;
    check_directory(directory, context.options.overwrite);
    std::vector<std::string> files;
    for (const auto& [name, text] : mall_directory(mall)) {
        write_file(directory / name, text);
        files.push_back((directory / name).string());
    }
    context.write_result([&](std::string_view format) {
        if (format == "json") return operations::to_text({{"mall", mall.slug}, {"files", files}}, 2) + "\n";
        std::string text;
        for (const auto& file : files) text += file + "\n";
        return text;
    });
    context.say("next: mallctl apply " + directory.string());
    return exit_done;
}

}  // namespace

Verb declare_init(CLI::App& root) {
    auto options = std::make_shared<InitVerbOptions>();
    CLI::App* app = root.add_subcommand("init", "Write a commented mall directory to start from");
    app->add_option("DIR", options->directory,
                    "A new or empty directory; its name becomes the mall's slug, or --mall")
        ->required()
        ->type_name("");
    app->add_option("--time-zone", options->time_zone, "IANA name")->type_name("ZONE")->capture_default_str();
    app->add_option("--currency", options->currency, "ISO 4217 code")
        ->type_name("CODE")
        ->capture_default_str();
    app->footer(
        "Examples:\n"
        "  mallctl init riverside\n"
        "  mallctl init malls/arcade --mall arcade --time-zone Asia/Tokyo --currency JPY");
    return {app, [options](Context& context) { return run_init(*options, context); }};
}

}  // namespace mallctl::cli
