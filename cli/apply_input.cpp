#include "cli/apply_input.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "catalog/manifest_reader.hpp"
#include "cli/context.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace {

// What is missing from a few files is not what is to go.
void require_directories(const ApplyInput& input) {
    if (!input.prune || !input.columns.empty()) return;  // a mapped table is the whole of its kind
    for (const auto& path : input.paths) {
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored)) continue;
        throw core::Error(core::Fault::usage, "--prune needs whole directories, and " + path + " is none",
                          "name the mall's directory, or leave --prune out");
    }
}

}  // namespace

void declare_apply_input(CLI::App& verb, ApplyInput& input) {
    verb.add_option(
            "--kind", input.kind,
            "Kind of rows that do not say theirs: store, offer and the others, see mallctl get --help")
        ->type_name("KIND");
    verb.add_option("--columns", input.columns,
                    "Column mapping, by which PATH is a CSV table with headings of its own")
        ->type_name("FILE");
    verb.add_flag(
        "--prune", input.prune,
        "Delete rows that were applied before and are not in the directory any more, of the kinds that are");
    verb.add_option("--max-deletes", input.max_deletes,
                    "How many rows of a kind --prune may delete: a share or a number")
        ->type_name("N|N%")
        ->capture_default_str();
    verb.add_flag("--force-conflicts", input.force_conflicts,
                  "Write over what was changed or deleted by hand since the files were applied last");
}

operations::ApplyOptions apply_options(const ApplyInput& input) {
    require_directories(input);
    operations::ApplyOptions apply;
    apply.force_conflicts = input.force_conflicts;
    apply.prune = input.prune;
    apply.max_deletes = input.max_deletes;
    return apply;
}

std::vector<std::string> given_flags(const CLI::App& verb, std::initializer_list<const char*> flags) {
    std::vector<std::string> given;
    for (const char* flag : flags) {
        if (verb.count(flag) > 0) given.emplace_back(flag);
    }
    return given;
}

void require_for_each_mall(const ApplyInput& input, Context& context) {
    if (!context.several_malls()) return;
    if (std::find(input.paths.begin(), input.paths.end(), "-") == input.paths.end()) return;
    throw core::Error(core::Fault::usage, "standard input is read once, and --mall names several malls",
                      "write it into a file, and name that");
}

std::string file_of_mall(const std::string& option, const std::string& file, Context& context) {
    if (file.empty() || !context.several_malls()) return file;
    if (Context::is_file_a_mall(file)) return context.output_path(file);
    throw core::Error(core::Fault::usage, option + " is one file, and --mall names several malls",
                      "give each mall a file of its own, as in " + option + " '{mall}-" +
                          std::filesystem::path(file).filename().string() + "'");
}

// Which mall the files are for: their own mall document, or what --mall and its kin say.
std::string named_mall(catalog::ManifestReader& reader, Context& context) {
    const std::string& named = context.config().get("mall").text;
    if (reader.mall() != nullptr && context.several_malls()) {
        throw core::Error(core::Fault::usage,
                          "the files are for mall \"" + reader.mall()->key() + "\", and --mall names several",
                          "leave out --mall, or name files without a mall document");
    }
    if (!named.empty() || reader.mall() != nullptr || reader.errors() > 0) return named;
    return context.mall();
}

}  // namespace mallctl::cli
