// What goes into a statement and what comes out of it, without libpqxx.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/names.hpp"
#include "core/uuid.hpp"

namespace mallctl::db {

// The values of $1, $2, ... in order, as text; the statement casts them where the server cannot infer a type.
class Params {
  public:
    Params& add(std::string_view text);
    Params& add(const char* text) { return add(std::string_view(text)); }
    Params& add(const std::string& text) { return add(std::string_view(text)); }
    Params& add(std::int64_t number);
    Params& add(const core::Uuid& id);
    Params& add_null();
    template <typename T>
    Params& add(const std::optional<T>& value) {
        return value ? add(*value) : add_null();
    }

    const std::vector<std::optional<std::string>>& values() const { return values_; }

  private:
    std::vector<std::optional<std::string>> values_;
};

// The rows of an answer. Columns count from 0. Reading a null or a value of another type throws
// core::Error(failed): it means that schema and binary disagree.
class Rows {
  public:
    struct Impl;
    explicit Rows(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

    std::size_t size() const;
    bool empty() const { return size() == 0; }
    bool is_null(std::size_t row, int column) const;

    // Valid as long as this object or a copy of it lives.
    std::string_view text(std::size_t row, int column) const;
    std::int64_t integer(std::size_t row, int column) const;
    double real(std::size_t row, int column) const;
    bool flag(std::size_t row, int column) const;
    core::Uuid uuid(std::size_t row, int column) const;
    // Of a jsonb column that holds an object of strings.
    core::Names names(std::size_t row, int column) const;
    // Of a jsonb column that holds an array of strings (select to_jsonb(column) for a text[]).
    std::vector<std::string> texts(std::size_t row, int column) const;

    // Of a text[] column as it is.
    std::vector<std::string> array(std::size_t row, int column) const;
    // The first text of each row.
    std::vector<std::string> first_column() const;

    std::optional<core::Uuid> uuid_or_null(std::size_t row, int column) const;
    std::optional<double> real_or_null(std::size_t row, int column) const;

  private:
    std::shared_ptr<const Impl> impl_;
};

// JSON texts for parameters and COPY.
std::string names_to_json(const core::Names& names);
std::string texts_to_json(const std::vector<std::string>& texts);

// The literal of a text[] ('{"a","b"}').
std::string texts_to_array(const std::vector<std::string>& texts);

// The shortest text that reads back as the same number.
std::string to_text(double number);

}  // namespace mallctl::db
