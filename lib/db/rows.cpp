#include "db/rows.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

#include "core/error.hpp"
#include "db/result.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;
using nlohmann::json;

struct Rows::Impl {
    pqxx::result result;
};

namespace {

[[noreturn]] void mismatch(std::string_view wanted, std::string_view got) {
    throw Error(Fault::failed,
                fmt::format("the database answered \"{}\" where {} was expected", got.substr(0, 40), wanted),
                "run: mallctl db migrate");
}

template <typename Number>
Number parse(std::string_view text, std::string_view wanted) {
    Number value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) mismatch(wanted, text);
    return value;
}

// An object of strings as jsonb is written, `{"en": "Bakery", "de": "..."}`; nothing where a text holds an
// escape or it is no such object. Names are most of what is read of a catalog, and a JSON library takes five
// times as long.
std::optional<core::Names> plain_names(std::string_view text) {
    if (text.find('\\') != std::string_view::npos || !text.starts_with("{\"") || !text.ends_with("\"}"))
        return std::nullopt;
    core::Names names;
    std::size_t at = 1;
    const auto take = [&](std::string_view separator) {
        if (text.substr(at, separator.size()) != separator) return false;
        at += separator.size();
        return true;
    };
    const auto string = [&]() -> std::optional<std::string> {
        if (!take("\"")) return std::nullopt;
        const auto end = text.find('"', at);
        if (end == std::string_view::npos) return std::nullopt;
        std::string value(text.substr(at, end - at));
        at = end + 1;
        return value;
    };
    do {
        auto tag = string();
        if (!tag || !take(": ")) return std::nullopt;
        auto name = string();
        if (!name) return std::nullopt;
        names.insert_or_assign(std::move(*tag), std::move(*name));
    } while (take(", "));
    if (text.substr(at) != "}") return std::nullopt;
    return names;
}

}  // namespace

Params& Params::add(std::string_view text) {
    values_.emplace_back(text);
    return *this;
}

Params& Params::add(std::int64_t number) {
    values_.emplace_back(std::to_string(number));
    return *this;
}

Params& Params::add(const core::Uuid& id) {
    values_.emplace_back(core::to_string(id));
    return *this;
}

Params& Params::add_null() {
    values_.emplace_back(std::nullopt);
    return *this;
}

Rows make_rows(const pqxx::result& result) {
    return Rows(std::make_shared<Rows::Impl>(Rows::Impl{result}));
}

std::size_t Rows::size() const {
    return impl_->result.size();
}

bool Rows::is_null(std::size_t row, int column) const {
    return impl_->result[static_cast<pqxx::result::size_type>(row)][column].is_null();
}

std::string_view Rows::text(std::size_t row, int column) const {
    const auto field = impl_->result[static_cast<pqxx::result::size_type>(row)][column];
    if (field.is_null()) mismatch("a value", "null");
    return {field.c_str(), field.size()};
}

std::int64_t Rows::integer(std::size_t row, int column) const {
    return parse<std::int64_t>(text(row, column), "an integer");
}

double Rows::real(std::size_t row, int column) const {
    return parse<double>(text(row, column), "a number");
}

bool Rows::flag(std::size_t row, int column) const {
    return text(row, column) == "t";
}

core::Uuid Rows::uuid(std::size_t row, int column) const {
    const auto id = core::parse_uuid(text(row, column));
    if (!id) mismatch("a UUID", text(row, column));
    return *id;
}

core::Names Rows::names(std::size_t row, int column) const {
    const std::string_view value = text(row, column);
    if (value == "{}") return {};
    if (auto names = plain_names(value)) return std::move(*names);
    try {
        return json::parse(value).get<core::Names>();
    } catch (const json::exception&) {
        mismatch("names", value);
    }
}

std::vector<std::string> Rows::first_column() const {
    std::vector<std::string> texts;
    for (std::size_t row = 0; row < size(); ++row) texts.emplace_back(text(row, 0));
    return texts;
}

std::vector<std::string> Rows::texts(std::size_t row, int column) const {
    const std::string_view value = text(row, column);
    if (value == "[]") return {};
    try {
        return json::parse(value).get<std::vector<std::string>>();
    } catch (const json::exception&) {
        mismatch("a list of texts", value);
    }
}

// "Array Input and Output Syntax" of PostgreSQL's manual, of one dimension and without nulls.
std::vector<std::string> Rows::array(std::size_t row, int column) const {
    const std::string_view value = text(row, column);
    if (!value.starts_with('{') || !value.ends_with('}')) mismatch("an array of texts", value);
    const std::string_view inside = value.substr(1, value.size() - 2);
    std::vector<std::string> items;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        std::string& item = items.emplace_back();
        const bool is_quoted = inside[i] == '"';
        if (is_quoted) ++i;
        for (; i < inside.size() && inside[i] != (is_quoted ? '"' : ','); ++i) {
            if (inside[i] == '\\' && i + 1 < inside.size()) ++i;
            item += inside[i];
        }
        if (is_quoted) ++i;  // now at the comma
    }
    return items;
}

std::optional<core::Uuid> Rows::uuid_or_null(std::size_t row, int column) const {
    if (is_null(row, column)) return std::nullopt;
    return uuid(row, column);
}

std::optional<double> Rows::real_or_null(std::size_t row, int column) const {
    if (is_null(row, column)) return std::nullopt;
    return real(row, column);
}

namespace {

std::string dump(const json& value) {
    try {
        return value.dump();
    } catch (const json::exception&) {
        throw Error(Fault::rejected, "a text is not valid UTF-8");
    }
}

}  // namespace

std::string names_to_json(const core::Names& names) {
    return names.empty() ? "{}" : dump(json(names));
}

std::string texts_to_json(const std::vector<std::string>& texts) {
    return texts.empty() ? "[]" : dump(json(texts));
}

std::string texts_to_array(const std::vector<std::string>& texts) {
    std::string array = "{";
    for (const std::string& text : texts) {
        if (array.size() > 1) array += ',';
        array += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') array += '\\';
            array += c;
        }
        array += '"';
    }
    return array + '}';
}

std::string to_text(double number) {
    return fmt::format("{}", number);
}

}  // namespace mallctl::db
