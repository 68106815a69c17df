#include "cli/help.hpp"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

namespace mallctl::cli {

namespace {

class HelpFormatter : public CLI::Formatter {
  public:
    HelpFormatter() {
        label("SUBCOMMAND", "VERB");
        label("SUBCOMMANDS", "VERB");
        label("Positionals", "Arguments");
    }

    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
        // CLI11 puts an empty line both after a group of options and before the next one.
        return CLI::detail::find_and_replace(CLI::Formatter::make_help(app, name, mode), "\n\n\n", "\n\n");
    }

    std::string make_option_opts(const CLI::Option* option) const override {
        if (option->get_type_size() == 0 || option->get_type_name().empty()) return {};
        return " " + option->get_type_name();
    }

    std::string make_option_desc(const CLI::Option* option) const override {
        const std::string fallback = option->get_default_str();
        return option->get_description() + (fallback.empty() ? "" : " (default: " + fallback + ")");
    }
};

}  // namespace

void set_help_style(CLI::App& root) {
    root.formatter(std::make_shared<HelpFormatter>());
    root.group("Verbs");
}

void mention_global_options(CLI::App& root) {
    for (CLI::App* verb : root.get_subcommands([](CLI::App*) { return true; })) {
        verb->footer(verb->get_footer() +
                     "\n\nThe global options (--mall, --format, -o, -q, --database and others) go with every "
                     "verb: mallctl --help");
        mention_global_options(*verb);
    }
}

}  // namespace mallctl::cli
