// What an edit by hand tells: the report of every writing verb, and with -v the fields that it changed.
#pragma once

#include <string>

#include "operations/edit_rows.hpp"

namespace mallctl::cli {

class Context;

// Each field as a line on stderr with -v: "store bakery: phone: \"1\" -> \"2\"".
void detail_fields(Context& context, const operations::EditReport& report);

// print_write_report, and detail_fields before it.
void print_edit_report(Context& context, const operations::EditReport& report, const std::string& mall);

}  // namespace mallctl::cli
