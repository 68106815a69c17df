// One cell of a CSV file (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace mallctl::exporters {

// The text, in quotes where it holds a comma, a quote or a line break (section 2, rules 5 to 7).
std::string csv_cell(std::string_view text);

// The same for tables that people open and nobody reads back: a text that a spreadsheet would run as a
// formula, because it begins with = + - @, a tab or a carriage return, gets an apostrophe before it ("CSV
// Injection", OWASP). Numbers are for csv_cell: -5 is one. Manifests are for csv_cell too: they must come
// back as they are.
std::string csv_report_cell(std::string_view text);

}  // namespace mallctl::exporters
