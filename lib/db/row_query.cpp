#include "db/row_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "db/kind_columns.hpp"
#include "db/told_columns.hpp"

namespace mallctl::db {

namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;

const ToldColumn* find_told(const catalog::Kind& kind, std::string_view name) {
    const auto& columns = told_columns(kind);
    const auto it = std::find_if(columns.begin(), columns.end(),
                                 [&](const ToldColumn& column) { return column.field.name == name; });
    return it == columns.end() ? nullptr : &*it;
}

const char* operator_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::equal:
            return "=";
        case Comparison::not_equal:
            return "is distinct from";
        case Comparison::less:
            return "<";
        case Comparison::at_most:
            return "<=";
        case Comparison::greater:
            return ">";
        case Comparison::at_least:
            break;
    }
    return ">=";
}

std::string value_text(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<double>(&value)) return to_text(*number);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* time = std::get_if<core::Instant>(&value)) return core::format_instant(*time);
    throw std::logic_error("a condition compares plain values");
}

class Builder {
  public:
    Builder(const catalog::Kind& kind, const RowQuery& query) : kind_(kind), query_(query) {}

    const catalog::Kind& kind() const { return kind_; }
    Params& params() { return params_; }

    std::string add(const std::string& value) {
        params_.add(value);
        return fmt::format("${}", params_.values().size());
    }

    // The column or expression of a readable field.
    std::string expression(const Field& field) {
        const ToldColumn* told = find_told(kind_, field.name);
        if (told == nullptr) return "r." + quoted(column_of(field));
        std::string sql = told->sql;
        put(sql, "@at", at_, core::format_instant(query_.at), "timestamptz");
        put(sql, "@zone", zone_, query_.zone, "text");
        return "(" + sql + ")";
    }

    std::string conditions() {
        std::string sql = " where true";
        // Row-level security says the same; this lets the planner use the index.
        if (kind_.name != "mall") sql += " and r.mall_id = current_setting('mallctl.mall')::uuid";
        for (const auto& condition : query_.where) sql += " and " + compile(condition);
        if (!query_.after.empty()) sql += " and r.slug > " + add(query_.after);
        return sql;
    }

  private:
    void put(std::string& sql, const std::string& word, std::string& parameter, const std::string& value,
             const char* type) {
        for (auto at = sql.find(word); at != std::string::npos; at = sql.find(word, at)) {
            if (parameter.empty()) parameter = add(value) + "::" + type;
            sql.replace(at, word.size(), parameter);
        }
    }

    std::string compile(const Condition& condition) {
        const Field* field = readable_field(kind_, condition.field);
        if (field == nullptr) throw std::logic_error("no field " + condition.field);
        const bool equality =
            condition.comparison == Comparison::equal || condition.comparison == Comparison::not_equal;
        const bool empty = std::holds_alternative<std::monostate>(condition.value);
        if (!equality && (empty || !is_ordered(field->type)))
            throw std::logic_error("values of " + condition.field + " have no order");
        const std::string column = expression(*field);
        const std::string type = sql_type_of(*field);
        const bool negated = condition.comparison == Comparison::not_equal;
        if (empty) return emptiness(column, type, negated);
        const std::string value =
            add(value_text(condition.value)) + "::" + (type == "jsonb" || type == "text[]" ? "text" : type);
        const char* no = negated ? "not " : "";
        if (type == "jsonb")
            return fmt::format("{}exists (select from jsonb_each_text({}) n where n.value = {})", no, column,
                               value);
        if (type == "text[]") return fmt::format("{}({} = any({}))", no, value, column);
        return fmt::format("{} {} {}", column, operator_of(condition.comparison), value);
    }

    static std::string emptiness(const std::string& column, const std::string& type, bool negated) {
        if (type == "jsonb" || type == "text[]")
            return fmt::format("{} {} '{{}}'", column, negated ? "<>" : "=");
        if (type == "text") return fmt::format("coalesce({}, '') {} ''", column, negated ? "<>" : "=");
        return fmt::format("{} is {}null", column, negated ? "not " : "");
    }

    const catalog::Kind& kind_;
    const RowQuery& query_;
    Params params_;
    std::string at_;
    std::string zone_;
};

// Values as the reader takes them apart: instants as seconds since 1970.
std::string selected(const Field& field, const std::string& expression) {
    if (field.type != FieldType::time) return expression;
    return "floor(extract(epoch from " + expression + "))::bigint";
}

std::vector<const Field*> fields_of(const catalog::Kind& kind, const RowQuery& query) {
    std::vector<const Field*> fields;
    if (query.fields.empty()) {
        for (const std::size_t index : stored_fields(kind)) fields.push_back(&kind.fields[index]);
        return fields;
    }
    for (const auto& name : query.fields) {
        fields.push_back(readable_field(kind, name));
        if (fields.back() == nullptr) throw std::logic_error("no field " + name);
    }
    return fields;
}

}  // namespace

bool is_ordered(FieldType type) {
    switch (type) {
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
        case FieldType::number:
        case FieldType::integer:
        case FieldType::percent:
        case FieldType::date:
        case FieldType::time:
        case FieldType::money:
            return true;
        default:
            return false;
    }
}

const Field* readable_field(const catalog::Kind& kind, std::string_view name) {
    const Field* field = catalog::find_field(kind, name);
    if (field != nullptr && !field->shorthand) return field;
    const ToldColumn* told = find_told(kind, name);
    return told == nullptr ? nullptr : &told->field;
}

std::vector<std::string> readable_names(const catalog::Kind& kind) {
    std::vector<std::string> names;
    for (const std::size_t index : stored_fields(kind)) names.push_back(kind.fields[index].name);
    for (const auto& column : told_columns(kind)) names.push_back(column.field.name);
    return names;
}

Statement select_rows(const catalog::Kind& kind, const RowQuery& query, bool bytewise) {
    Builder builder(kind, query);
    std::string sql = "select r.id, r.version, r.slug";
    for (const Field* field : fields_of(kind, query))
        sql += ", " + selected(*field, builder.expression(*field));
    sql += " from " + table_of(kind) + " r" + builder.conditions();
    sql += bytewise ? " order by r.slug" : " order by r.slug collate \"C\"";
    if (query.limit > 0) sql += fmt::format(" limit {}", query.limit);
    return {std::move(sql), std::move(builder.params())};
}

Statement select_languages(const catalog::Kind& kind, const RowQuery& query) {
    Builder builder(kind, query);
    const auto fields = fields_of(kind, query);
    std::string columns;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i]->type != FieldType::names) continue;
        columns += fmt::format("{}({}, {})", columns.empty() ? "" : ", ", i, builder.expression(*fields[i]));
    }
    if (columns.empty()) columns = "(0, '{}'::jsonb)";
    return {"select distinct n.field, l.tag from " + table_of(kind) + " r, lateral (values " + columns +
                ") n (field, texts), lateral jsonb_object_keys(n.texts) l (tag)" + builder.conditions() +
                " order by 1, 2",
            std::move(builder.params())};
}

}  // namespace mallctl::db
