#include "cli/usage.hpp"

#include <CLI/CLI.hpp>

#include "core/closest.hpp"

namespace mallctl::cli {

const char* const root_footer =
    "Examples:\n"
    "  mallctl db start                                   start the private PostGIS cluster\n"
    "  mallctl apply samples/riverside                    create or update a mall from files\n"
    "  mallctl import samples/riverside/plan --mall riverside\n"
    "  mallctl route north_entrance store:bakery --mall riverside\n"
    "\n"
    "Exit status: 0 done, 1 failed or not found, 2 usage, 3 input rejected, 4 service unreachable,\n"
    "5 conflict (a retry may help), 6 differences. See mallctl(1), and mallctl VERB --help.";

namespace {

// The deepest subcommand that the arguments reached, and its full name.
const CLI::App* reached(const CLI::App& root, std::string& name) {
    const CLI::App* app = &root;
    name = "mallctl";
    while (!app->get_subcommands().empty()) {
        app = app->get_subcommands().front();
        name += " " + app->get_name();
    }
    return app;
}

std::vector<std::string> flags_of(const CLI::App& app) {
    std::vector<std::string> flags;
    for (const CLI::App* scope = &app; scope != nullptr; scope = scope->get_parent()) {
        for (const CLI::Option* option : scope->get_options()) {
            for (const auto& name : option->get_lnames()) flags.push_back("--" + name);
        }
    }
    return flags;
}

std::vector<std::string> verbs_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(verb->get_name());
    }
    return names;
}

core::Error unknown_word(const CLI::App& app, const std::string& name, const std::string& word) {
    const bool is_flag = word.size() > 1 && word[0] == '-';
    const auto verbs = verbs_of(app);
    const bool is_verb = !is_flag && !verbs.empty();
    const std::string stem = word.substr(0, word.find('='));
    const auto near = core::closest(stem, is_flag ? flags_of(app) : verbs);
    std::string message = is_flag   ? "unknown option " + stem
                          : is_verb ? "unknown verb \"" + word + "\""
                                    : "unexpected argument \"" + word + "\"";
    if (near) return {core::Fault::usage, message, "did you mean " + *near + "?"};
    return {core::Fault::usage, message, "see: " + name + " --help"};
}

}  // namespace

std::optional<core::Error> unknown_verb(const CLI::App& root) {
    std::string name;
    const CLI::App* app = reached(root, name);
    const auto extras = root.remaining(true);
    if (extras.empty() || extras.front().starts_with('-') || verbs_of(*app).empty()) return std::nullopt;
    return unknown_word(*app, name, extras.front());
}

core::Error usage_error(const CLI::ParseError& error, const CLI::App& root,
                        const std::vector<std::string>& arguments) {
    std::string name;
    const CLI::App* app = reached(root, name);
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        const auto extras = root.remaining(true);
        if (!extras.empty()) return unknown_word(*app, name, extras.front());
        if (!arguments.empty()) return unknown_word(*app, name, arguments.front());
    }
    return {core::Fault::usage, error.what(), "see: " + name + " --help"};
}

}  // namespace mallctl::cli
