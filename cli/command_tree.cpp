#include "cli/command_tree.hpp"

#include <CLI/CLI.hpp>

#include "cli/option_checks.hpp"

namespace mallctl::cli {

namespace {

Argument argument_of(CLI::Option& option) {
    Argument argument;
    for (const auto& name : option.get_snames()) argument.names.push_back("-" + name);
    for (const auto& name : option.get_lnames()) argument.names.push_back("--" + name);
    const bool is_flag = option.get_type_size() == 0;
    if (option.get_positional()) {
        argument.value = option.get_name(true);
        argument.repeats = option.get_items_expected_max() > 1;
    } else if (!is_flag) {
        argument.value = option.get_type_name();
    }
    argument.about = option.get_description();
    argument.fallback = option.get_default_str();
    argument.choices = allowed_words(option);
    return argument;
}

Command read(CLI::App& app, const std::vector<std::string>& path) {
    Command command;
    command.path = path;
    command.about = app.get_description();
    for (CLI::Option* option : app.get_options()) {
        if (option->get_group().empty()) continue;
        if (option->get_positional()) {
            command.places.push_back(argument_of(*option));
        } else if (path.empty() || option != app.get_help_ptr()) {
            command.options.push_back(argument_of(*option));
        }
    }
    for (CLI::App* verb : app.get_subcommands([](CLI::App*) { return true; })) {
        if (verb->get_group().empty()) continue;
        auto below = path;
        below.push_back(verb->get_name());
        command.verbs.push_back(read(*verb, below));
    }
    return command;
}

}  // namespace

Command command_tree(CLI::App& app) {
    return read(app, {});
}

const Command* find_command(const Command& root, const std::vector<std::string>& path) {
    if (root.path == path) return &root;
    for (const Command& verb : root.verbs) {
        if (const Command* found = find_command(verb, path)) return found;
    }
    return nullptr;
}

}  // namespace mallctl::cli
