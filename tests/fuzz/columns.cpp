// A column mapping, and a table read by it.
#include <sstream>

#include "catalog/columns/free_hours.hpp"
#include "catalog/columns/table_source.hpp"
#include "catalog/hours.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::catalog;

void require_sound(const columns::ColumnMapping& mapping, const std::string& table) {
    Findings findings;
    std::istringstream in(table);
    columns::TableSource source(in, "table.csv", mapping, findings);
    for (RawRow row; source.next(row);) {
        fuzz::require(row.kind == mapping.kind->name, "a row is of the mapping's kind");
        fuzz::require(row.fields.size() == mapping.fields.size(), "a row has every field of the mapping");
        fuzz::require(row.fields.front().name == mapping.kind->fields.front().name, "the key comes first");
    }
}

}  // namespace

// The mapping, a line "===" and the table.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    const auto border = text.find("\n===\n");
    const std::string table = border == std::string::npos ? "" : text.substr(border + 5);
    const auto mapping =
        fuzz::attempt([&] { return columns::parse_mapping(text.substr(0, border), "m.yaml", "store"); },
                      {core::Fault::rejected, core::Fault::usage});
    if (mapping) require_sound(*mapping, table);
    const auto hours = columns::read_free_hours(table);
    fuzz::require(hours.hours.empty() != hours.fault.empty(), "hours are understood, or it is said why not");
    return 0;
}
