#include "cli/output/edit_report.hpp"

#include <fmt/format.h>

#include "cli/context.hpp"
#include "cli/output/write_report.hpp"
#include "core/utf8.hpp"

namespace mallctl::cli {

void detail_fields(Context& context, const operations::EditReport& report) {
    for (const auto& edit : report.fields) {
        context.detail(fmt::format("{}: {}: \"{}\" -> \"{}\"", edit.row, edit.field,
                                   core::one_line(edit.before), core::one_line(edit.after)));
    }
}

void print_edit_report(Context& context, const operations::EditReport& report, const std::string& mall) {
    detail_fields(context, report);
    print_write_report(context, report, mall);
}

}  // namespace mallctl::cli
