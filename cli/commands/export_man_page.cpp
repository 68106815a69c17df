#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <sstream>

#include "cli/command_tree.hpp"
#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/manual_page.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace {

int run_export_man_page(const std::string& file, CLI::App& root, Context& context) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream page;
    page << in.rdbuf();
    if (!in) throw core::Error(core::Fault::failed, "cannot read the manual page " + file);
    const std::string text = manual_page(page.str(), command_tree(root));
    context.write_result([&](std::string_view) { return text; });
    return exit_done;
}

}  // namespace

// Hidden: the build calls it, see man/CMakeLists.txt.
Verb declare_export_man_page(CLI::App& parent) {
    auto file = std::make_shared<std::string>();
    CLI::App* app = parent.add_subcommand("man-page", "Put the options into a manual page in Markdown");
    app->group("");
    app->add_option("FILE", *file, "The page")->required()->type_name("");
    CLI::App* root = parent.get_parent();
    return {app, [file, root](Context& context) { return run_export_man_page(*file, *root, context); }};
}

}  // namespace mallctl::cli
