#include "db/catalog_reader.hpp"

#include <fmt/format.h>

#include <atomic>

#include "core/wkb.hpp"
#include "db/kind_columns.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;

constexpr std::size_t page_rows = 1000;
constexpr int columns_before = 3;  // id, version, slug

template <class Value>
FieldValue unless_empty(Value value) {
    if (value.empty()) return std::monostate{};
    return FieldValue(std::move(value));
}

FieldValue value_of(const Rows& rows, std::size_t row, int column, const Field& field) {
    if (rows.is_null(row, column)) return std::monostate{};
    switch (field.type) {
        case FieldType::names:
            return unless_empty(rows.names(row, column));
        case FieldType::list:
        case FieldType::locales:
        case FieldType::dates:
        case FieldType::tiers:
        case FieldType::targets:
            return unless_empty(rows.array(row, column));
        case FieldType::integer:
        case FieldType::money:
            return rows.integer(row, column);
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
        case FieldType::number:
        case FieldType::percent:
            return rows.real(row, column);
        case FieldType::flag:
            return rows.flag(row, column);
        case FieldType::time:
            return core::Instant(std::chrono::seconds(rows.integer(row, column)));
        case FieldType::area:
            return unless_empty(core::polygons_from_ewkb(rows.text(row, column)));
        default:
            return unless_empty(std::string(rows.text(row, column)));
    }
}

// Whether texts are compared by their bytes without being told to: then the index on slugs is in our order.
bool is_bytewise(Work& work) {
    const Rows rows = work.run(
        "select datlocprovider = 'c' and datcollate in ('C', 'POSIX', 'C.UTF-8', 'C.utf8') from pg_database "
        "where datname = current_database()");
    return !rows.empty() && rows.flag(0, 0);
}

std::string next_cursor() {
    static std::atomic<std::uint64_t> last{0};
    return fmt::format("mallctl_rows_{}", ++last);
}

}  // namespace

CatalogReader::CatalogReader(Transaction& transaction, const catalog::Kind& kind, const RowQuery& query)
    : transaction_(transaction), page_(nullptr) {
    Work& work = transaction_.impl().work;
    for (const auto& name : query.fields) fields_.push_back(*readable_field(kind, name));
    if (fields_.empty()) {
        for (const std::size_t index : stored_fields(kind)) fields_.push_back(kind.fields[index]);
    }
    const std::string cursor = next_cursor();
    const Statement statement = select_rows(kind, query, is_bytewise(work));
    work.run("declare " + cursor + " no scroll cursor for " + statement.sql, statement.params);
    fetch_ = fmt::format("fetch {} from {}", page_rows, cursor);
    page_ = work.run(fetch_);
    last_ = page_.size() < page_rows;
}

bool CatalogReader::next(StoredRow& row) {
    if (at_ == page_.size()) {
        if (last_) return false;
        page_ = transaction_.impl().work.run(fetch_);
        last_ = page_.size() < page_rows;
        at_ = 0;
        if (page_.empty()) return false;
    }
    row.id = page_.uuid(at_, 0);
    row.version = page_.integer(at_, 1);
    row.slug = page_.text(at_, 2);
    row.values.resize(fields_.size());
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        row.values[i] = value_of(page_, at_, static_cast<int>(i) + columns_before, fields_[i]);
    }
    ++at_;
    return true;
}

std::vector<std::set<std::string>> read_languages(Transaction& transaction, const catalog::Kind& kind,
                                                  const RowQuery& query) {
    const Statement statement = select_languages(kind, query);
    const Rows rows = transaction.impl().work.run(statement.sql, statement.params);
    std::vector<std::set<std::string>> languages(query.fields.empty() ? stored_fields(kind).size()
                                                                      : query.fields.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        languages.at(static_cast<std::size_t>(rows.integer(i, 0))).emplace(rows.text(i, 1));
    }
    return languages;
}

}  // namespace mallctl::db
