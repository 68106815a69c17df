#include "cli/output/listing_writer.hpp"

#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"
#include "cli/output/table.hpp"
#include "core/names.hpp"
#include "exporters/manifest/csv.hpp"
#include "exporters/manifest/yaml.hpp"
#include "operations/json_parts.hpp"
#include "operations/row_json.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;
using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;
using operations::Listing;
using Values = std::vector<FieldValue>;

bool is_list(const Field& field) {
    return field.type == FieldType::list || field.type == FieldType::locales ||
           field.type == FieldType::dates || field.type == FieldType::tiers ||
           field.type == FieldType::targets;
}

Json row_json(const Listing& listing, const Values& row) {
    return operations::row_json(listing.fields(), row, listing.style().currency);
}

// The object as an element of a list that is `columns` in: every line of it moves along.
void write_indented(const std::string& text, std::size_t columns, std::ostream& out) {
    const std::string indent(columns, ' ');
    out << indent;
    std::size_t begin = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        out << std::string_view(text).substr(begin, end + 1 - begin) << indent;
        begin = end + 1;
    }
    out << std::string_view(text).substr(begin);
}

// Writes the array, without a line break behind it.
void write_array(Listing& listing, std::size_t indent, std::ostream& out) {
    Values row;
    bool any = false;
    while (listing.next(row)) {
        out << (any ? ",\n" : "[\n");
        write_indented(operations::to_text(row_json(listing, row), 2), indent + 2, out);
        any = true;
    }
    out << (any ? "\n" + std::string(indent, ' ') + "]" : "[]");
}

void write_json(Listing& listing, bool paged, std::ostream& out) {
    if (listing.is_single()) {
        Values row;
        listing.next(row);
        out << operations::to_text(row_json(listing, row), 2) << '\n';
        return;
    }
    if (paged) out << "{\n  \"rows\": ";
    write_array(listing, paged ? 2 : 0, out);
    if (paged) {
        const auto& rest = listing.rest();
        out << ",\n  \"next\": " << operations::to_text(rest ? Json(*rest) : Json(nullptr)) << "\n}";
    }
    out << '\n';
}

void write_yaml(Listing& listing, std::ostream& out) {
    const char* separator = "";
    for (Values row; listing.next(row); separator = "---\n") {
        out << separator
            << exporters::yaml_document(listing.kind(), listing.fields(), row, listing.style(),
                                        exporters::EmptyFields::left_out);
    }
}

void write_csv(Listing& listing, std::ostream& out) {
    const exporters::ManifestCsv csv(listing.fields(), listing.languages(), listing.style());
    out << csv.header();
    for (Values row; listing.next(row);) out << csv.line(row);
}

CellKind cell_kind(const Field& field) {
    switch (field.type) {
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
        case FieldType::number:
        case FieldType::integer:
        case FieldType::percent:
        case FieldType::money:
            return CellKind::number;
        default:
            return is_list(field) ? CellKind::list : CellKind::text;
    }
}

bool is_wide(const Field& field) {
    constexpr std::size_t sentence = 200;
    const bool prose = field.type == FieldType::names && field.longest > sentence;
    return prose || field.type == FieldType::url || field.type == FieldType::email ||
           field.type == FieldType::area || field.name == "tags" || field.name == "current_units" ||
           field.name == "id";
}

std::optional<std::string> table_cell(const Listing& listing, const Field& field, const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    if (const auto* names = std::get_if<core::Names>(&value))
        return core::pick_name(*names, listing.locales());
    return catalog::plain_text(field, value, listing.style());
}

void write_table(Listing& listing, bool all_columns, std::ostream& out) {
    std::vector<Column> columns;
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < listing.fields().size(); ++i) {
        const auto& field = listing.fields()[i];
        if (!all_columns && is_wide(field)) continue;
        columns.push_back({field.name, cell_kind(field)});
        shown.push_back(i);
    }
    TableWriter table(std::move(columns), out);
    for (Values row; listing.next(row);) {
        std::vector<std::optional<std::string>> cells;
        for (const auto i : shown) cells.push_back(table_cell(listing, listing.fields()[i], row[i]));
        table.add(cells);
    }
    table.finish();
}

}  // namespace

void write_listing(Listing& listing, std::string_view format, const ListingStyle& style, std::ostream& out) {
    if (format == "json") return write_json(listing, style.paged, out);
    if (format == "yaml") return write_yaml(listing, out);
    if (format == "csv") return write_csv(listing, out);
    if (format == "table") return write_table(listing, style.all_columns, out);
    for (Values row; listing.next(row);) out << operations::to_text(row_json(listing, row)) << '\n';
}

}  // namespace mallctl::cli
