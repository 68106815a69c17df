#include "cli/commands/set.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "catalog/assigned_rows.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/edit_report.hpp"
#include "cli/output/write_report.hpp"
#include "cli/refresh.hpp"
#include "cli/row_words.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/apply.hpp"
#include "operations/catalog_edit.hpp"
#include "operations/edit_rows.hpp"

namespace mallctl::cli {

namespace {

struct SetVerbOptions {
    std::string kind;
    std::vector<std::string> words;  // keys, then assignments
    WriteOptions write;
};

int set_units(const RowWords& words, const SetVerbOptions& options, Context& context) {
    operations::ApplyOptions apply;
    apply.mall = context.mall();
    apply.kind = "set";
    apply.dry_run = options.write.dry_run;
    apply.lock_timeout = lock_timeout(options.write, context);
    // A wrong word is told before a database is looked for.
    catalog::Findings ignored;
    catalog::read_assigned_rows("unit", words.keys, words.assignments, {}, ignored);
    auto& session = context.session();
    context.say("setting in mall " + apply.mall + " of " + context.endpoint().label);
    auto report = operations::set_units(session, words.keys, words.assignments, apply);
    const auto not_built = refresh_after_commit(context, apply.mall, options.write, report);
    print_write_report(context, report, apply.mall);
    if (not_built) throw *not_built;
    return exit_done;
}

int run_set(const SetVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const bool is_unit = options.kind == "unit" || options.kind == "units";
    const std::string kind = is_unit ? "unit" : operations::editable_kind(options.kind).name;
    const std::string example =
        is_unit ? "mallctl set unit G-01@G name=Bakery" : "mallctl set store bakery phone='+49 30 1'";
    const auto words = split_words("set", kind, options.words, example);
    if (words.assignments.empty()) {
        throw core::Error(core::Fault::usage, "nothing is to be set", "write FIELD=VALUE, as in: " + example);
    }
    if (is_unit) return set_units(words, options, context);
    const auto edit = edit_options(options.write, edited_mall(kind, words, context), context);
    auto& session = context.session();
    context.say("setting in mall " + edit.mall + " of " + context.endpoint().label);
    auto report = operations::set_rows(session, kind, words.keys, words.assignments, edit);
    const auto not_built = refresh_after_commit(context, report.mall, options.write, report);
    print_edit_report(context, report, edit.mall);
    if (not_built) throw *not_built;
    return exit_done;
}

}  // namespace

Verb declare_set(CLI::App& root) {
    auto options = std::make_shared<SetVerbOptions>();
    CLI::App* app = root.add_subcommand("set", "Set fields of rows, or of units of the floor plan, by hand");
    app->add_option("KIND", options->kind, edited_kinds() + ", unit")->required()->type_name("");
    app->add_option(
           "SLUG", options->words,
           "Slugs, then FIELD=VALUE; name:de=VALUE for one language, A;B for lists, nothing clears. "
           "Units (REF@LEVEL, a unique REF or id:UUID): name, name:de, category, ref; FIELD- takes the "
           "source's value back")
        ->required()
        ->type_name("");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl set store bakery phone='+49 30 1' name:de=Eckbäckerei --mall riverside --dry-run -v\n"
        "  mallctl set lease lease-0001 lease-0002 base_rent= to=2036-01-01 --mall riverside --dry-run\n"
        "  mallctl set unit G-01@G name='Corner Bakery' name:de=Eckbäckerei --mall riverside\n"
        "  mallctl set unit G-02@G G-03@G category=office --mall riverside --dry-run\n"
        "  mallctl set unit G-01@G name- --mall riverside");
    return {app, [options](Context& context) { return run_set(*options, context); },
            [options] { return !names_malls(options->kind); }};
}

}  // namespace mallctl::cli
