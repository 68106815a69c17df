#include "db/catalog/staged_row.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <stdexcept>
#include <variant>

#include "core/digest.hpp"
#include "db/kind_columns.hpp"

namespace mallctl::db {

namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;

// Two bytes a number, lines then columns; the lines are left out where all of them are that of the row, as
// those of nearly every CSV file.
std::string packed_places(const catalog::Row& row) {
    std::string lines;
    std::string columns;
    bool other_line = false;
    const auto append = [](std::string& to, std::uint16_t number) {
        to += static_cast<char>(static_cast<unsigned char>(number >> 8));
        to += static_cast<char>(static_cast<unsigned char>(number));
    };
    for (const catalog::FieldPlace& place : row.places) {
        append(lines, place.line);
        append(columns, place.column);
        other_line = other_line || place.line != 0;
    }
    return other_line ? columns + lines : columns;
}

void put_empty(CopyRows& out, const Field& field) {
    const std::string_view empty = empty_value_of(field);
    if (empty == "null") {
        out.null();
    } else if (empty == "false") {
        out.flag(false);
    } else if (empty == "''") {
        out.text("");
    } else if (sql_type_of(field) == std::string_view("jsonb")) {
        out.json("{}");
    } else {
        out.texts({});
    }
}

void put_value(CopyRows& out, const Field& field, const FieldValue& value) {
    struct Put {
        CopyRows& out;
        const Field& field;

        void operator()(std::monostate) const { put_empty(out, field); }
        void operator()(const std::string& text) const {
            if (field.type == FieldType::date) {
                text.empty() ? out.null() : out.date(text);
            } else if (field.type == FieldType::reference && text.empty()) {
                out.null();
            } else {
                out.text(text);
            }
        }
        void operator()(const core::Names& names) const { out.names(names); }
        void operator()(const std::vector<std::string>& texts) const { out.texts(texts); }
        void operator()(double number) const { out.real(number); }
        void operator()(std::int64_t number) const { out.big_integer(number); }
        void operator()(bool flag) const { out.flag(flag); }
        void operator()(core::Instant instant) const { out.time(instant); }
        void operator()(const core::MultiPolygon& area) const { out.area(area); }
        void operator()(const core::Point&) const {
            throw std::logic_error("a point is stated as its longitude and latitude");
        }
    };
    std::visit(Put{out, field}, value);
}

}  // namespace

std::uint64_t cleared_fields(const catalog::Row& row) {
    std::uint64_t cleared = 0;
    for (std::uint64_t left = row.partial; left != 0; left &= left - 1) {
        const auto field = static_cast<std::size_t>(std::countr_zero(left));
        const auto* names = std::get_if<core::Names>(&row.values[field]);
        const bool clears =
            names == nullptr || names->empty() ||
            std::any_of(names->begin(), names->end(), [](const auto& it) { return it.second.empty(); });
        if (clears) cleared |= std::uint64_t{1} << field;
    }
    return cleared;
}

std::uint64_t empty_fields(const catalog::Row& row, const std::vector<std::size_t>& fields) {
    std::uint64_t empty = 0;
    for (const std::size_t field : fields) {
        if (!row.kind->fields[field].required || !row.states(field) || (row.partial >> field & 1) != 0)
            continue;
        const FieldValue& value = row.values[field];
        const auto* text = std::get_if<std::string>(&value);
        const auto* names = std::get_if<core::Names>(&value);
        const auto* texts = std::get_if<std::vector<std::string>>(&value);
        const bool is_empty = std::holds_alternative<std::monostate>(value) ||
                              (text != nullptr && text->empty()) || (names != nullptr && names->empty()) ||
                              (texts != nullptr && texts->empty());
        if (is_empty) empty |= std::uint64_t{1} << field;
    }
    return empty;
}

void stage_row(CopyRows& out, const catalog::Row& row, const std::vector<std::size_t>& fields,
               std::uint64_t cleared, std::int32_t seq, const core::Uuid& id) {
    constexpr std::size_t own_columns = 11;
    constexpr std::size_t digest_bytes = 16;
    out.row(own_columns + fields.size());
    const std::size_t begin = out.bytes().size();
    for (const std::size_t field : fields) {
        if (row.states(field)) {
            put_value(out, row.kind->fields[field], row.values[field]);
        } else {
            put_empty(out, row.kind->fields[field]);
        }
    }
    const core::Sha256 sha256 = core::sha256(std::string_view(out.bytes()).substr(begin));
    out.integer(seq)
        .integer(static_cast<std::int32_t>(row.file))
        .integer(static_cast<std::int32_t>(row.line));
    out.integer(static_cast<std::int32_t>(row.column));
    out.big_integer(static_cast<std::int64_t>(row.stated))
        .big_integer(static_cast<std::int64_t>(row.partial))
        .big_integer(static_cast<std::int64_t>(cleared));
    out.text(row.was).uuid(id);
    out.bytes({reinterpret_cast<const char*>(sha256.data()), digest_bytes}).bytes(packed_places(row));
}

core::SourcePosition place_of_field(const catalog::Kind& kind, core::SourcePosition row,
                                    std::string_view places, std::size_t field) {
    constexpr std::size_t digits = 4;
    if (!places.starts_with("\\x")) return row;
    places.remove_prefix(2);
    const auto number = [&](std::size_t index) {
        unsigned value = 0;
        if (digits * (index + 1) > places.size()) return 0;
        const char* text = places.data() + digits * index;
        std::from_chars(text, text + digits, value, 16);
        return static_cast<int>(value);
    };
    const int column = number(field);
    if (column == 0) return row;
    row.column = column;
    row.line += number(kind.fields.size() + field);
    return row;
}

}  // namespace mallctl::db
