#include "cli/commands/set.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "catalog/manifest.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/write_report.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/apply.hpp"

namespace mallctl::cli {

namespace {

struct SetVerbOptions {
    std::string kind;
    std::vector<std::string> words;  // keys, then assignments
    WriteOptions write;
};

catalog::Manifest manifest_of(const SetVerbOptions& options) {
    std::vector<std::string> keys;
    std::vector<std::string> assignments;
    for (const auto& word : options.words) {
        // "id:UUID", as routes name a unit.
        if (assignments.empty() && !catalog::is_assignment(options.kind, word))
            keys.push_back(word.starts_with("id:") ? word.substr(3) : word);
        else
            assignments.push_back(word);
    }
    if (keys.empty()) {
        throw core::Error(core::Fault::usage, "it is not said which " + options.kind + " is to be set",
                          "name it first, as in: mallctl set unit G-01@G name=Bakery");
    }
    if (assignments.empty()) {
        throw core::Error(core::Fault::usage, "nothing is to be set",
                          "write FIELD=VALUE, as in: mallctl set unit " + keys.front() + " name=Bakery");
    }
    return catalog::read_assignments(options.kind, keys, assignments);
}

int run_set(const SetVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const auto manifest = manifest_of(options);
    operations::ApplyOptions apply;
    apply.mall = context.mall();
    apply.kind = "set";
    apply.dry_run = options.write.dry_run;
    apply.lock_timeout = lock_timeout(options.write, context);
    auto& session = context.session();
    context.say("setting in mall " + apply.mall + " of " + context.endpoint().label);
    print_write_report(context, operations::apply(session, manifest, apply), apply.mall);
    return exit_done;
}

}  // namespace

Verb declare_set(CLI::App& root) {
    auto options = std::make_shared<SetVerbOptions>();
    CLI::App* app = root.add_subcommand("set", "Set the name, category or number of units by hand");
    allow_words(app->add_option("KIND", options->kind, "unit")->required()->type_name(""), {"unit"});
    app->add_option("WHAT", options->words,
                    "Units (REF@LEVEL, a unique REF or id:UUID), then FIELD=VALUE: name, name:de, category, "
                    "ref; FIELD- takes the source's value back")
        ->required()
        ->type_name("");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl set unit G-01@G name='Corner Bakery' name:de=Eckbäckerei --mall riverside\n"
        "  mallctl set unit G-02@G G-03@G category=office --mall riverside --dry-run\n"
        "  mallctl set unit G-01@G name- --mall riverside");
    return {app, [options](Context& context) { return run_set(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
