#include <CLI/CLI.hpp>
#include <memory>

#include "catalog/fields.hpp"
#include "cli/command_tree.hpp"
#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/completion.hpp"
#include "operations/listing.hpp"

namespace mallctl::cli {

namespace {

CompletionKinds kinds() {
    CompletionKinds kinds;
    kinds.listed = operations::listed_kinds();
    kinds.listed.insert(kinds.listed.end(), {"audit", "schema"});
    for (const auto& kind : catalog::kinds()) {
        kinds.stated.push_back(kind.name);
        if (kind.name != "unit") kinds.edited.push_back(kind.name);
    }
    return kinds;
}

}  // namespace

Verb declare_export_completion(CLI::App& parent) {
    auto shell = std::make_shared<std::string>();
    CLI::App* app = parent.add_subcommand("completion", "Print a script that completes mallctl in a shell");
    allow_words(app->add_option("SHELL", *shell, "bash, zsh or fish")->required()->type_name(""),
                completed_shells());
    app->footer(
        "Examples:\n"
        "  mallctl export completion bash > mallctl.bash\n"
        "  mallctl export completion zsh -o _mallctl\n"
        "  mallctl export completion fish -o mallctl.fish");
    CLI::App* root = parent.get_parent();
    return {app, [shell, root](Context& context) {
                const std::string text = completion_script(command_tree(*root), kinds(), *shell);
                context.write_result([&](std::string_view) { return text; });
                return exit_done;
            }};
}

}  // namespace mallctl::cli
