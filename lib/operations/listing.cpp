#include "operations/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "catalog/value_text.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/catalog_reader.hpp"
#include "db/plan_repository.hpp"
#include "db/told_columns.hpp"
#include "operations/conditions.hpp"
#include "operations/find_mall.hpp"
#include "operations/plan_listing.hpp"

namespace mallctl::operations {

namespace {

using catalog::Field;
using catalog::FieldValue;
using core::Error;
using core::Fault;

[[noreturn]] void throw_unknown_field(const std::string& kind, const std::string& name,
                                      const std::vector<std::string>& names) {
    const auto guess = core::did_you_mean(name, names);
    throw Error(Fault::usage, (kind == "offer" ? "an " : "a ") + kind + " has no field \"" + name + "\"",
                guess.empty() ? fmt::format("its fields are {}", fmt::join(names, ", ")) : guess);
}

[[noreturn]] void throw_unknown_key(const std::string& kind, const std::string& key,
                                    const std::vector<std::string>& keys) {
    const auto guess = core::did_you_mean(key, keys);
    throw Error(Fault::failed, "there is no " + kind + " \"" + key + "\"",
                guess.empty() ? "list them: mallctl get " + kind : guess);
}

// By name; throws where the kind has no such field.
using FindField = std::function<const Field&(const std::string& name)>;

std::vector<db::Condition> conditions_of(const ListRequest& request, const FindField& find,
                                         const catalog::ValueStyle& style) {
    std::vector<db::Condition> conditions;
    for (const auto& text : request.where) {
        const ConditionText condition = split_condition(text);
        conditions.push_back(make_condition(find(condition.field), condition, style));
    }
    return conditions;
}

class StoredListing : public Listing {
  public:
    StoredListing(db::Session& session, const ListRequest& request, const catalog::Kind& kind,
                  const std::optional<catalog::Mall>& mall)
        : kind_declared_(kind),
          transaction_(session, mall ? std::optional(mall->id) : std::nullopt, db::Transaction::Mode::read),
          limit_(request.limit) {
        kind_ = kind.name;
        if (mall) {
            style_ = {mall->currency, mall->time_zone};
            locales_ = mall->locales;
        }
        make_query(request);
        reader_.emplace(transaction_, kind, query_);
        fields_ = reader_->fields();
        has_row_ = reader_->next(row_);
        if (request.key.empty()) return;
        is_single_ = has_row_;
        if (!has_row_) throw_unknown_key(kind_, request.key, some_keys());
    }

    std::vector<std::set<std::string>> languages() override {
        return db::read_languages(transaction_, kind_declared_, query_);
    }

    bool next(std::vector<FieldValue>& row) override {
        if (!has_row_) return false;
        if (limit_ > 0 && given_ == limit_) {
            rest_ = last_;
            return false;
        }
        row.swap(row_.values);
        last_.swap(row_.slug);
        ++given_;
        has_row_ = reader_->next(row_);
        return true;
    }

  private:
    void make_query(const ListRequest& request) {
        const auto find = [&](const std::string& name) -> const Field& {
            const Field* field = db::readable_field(kind_declared_, name);
            if (field == nullptr) throw_unknown_field(kind_, name, db::readable_names(kind_declared_));
            return *field;
        };
        query_.where = conditions_of(request, find, style_);
        if (!request.key.empty()) query_.where.push_back({"slug", db::Comparison::equal, request.key});
        for (const auto& name : request.fields) query_.fields.push_back(find(name).name);
        if (query_.fields.empty()) query_.fields = shown_fields();
        query_.after = request.after;
        query_.limit = limit_ > 0 ? limit_ + 1 : 0;  // one more tells whether there is a rest
        query_.at = request.at;
        if (!style_.time_zone.empty()) query_.zone = style_.time_zone;
    }

    std::vector<std::string> shown_fields() const {
        std::vector<std::string> names;
        for (const auto& field : kind_declared_.fields) {
            if (!field.shorthand) names.push_back(field.name);
        }
        for (const auto& column : db::told_columns(kind_declared_)) {
            if (column.shown) names.push_back(column.field.name);
        }
        return names;
    }

    // To guess from what was meant.
    std::vector<std::string> some_keys() {
        db::RowQuery query;
        query.fields = {"slug"};
        query.limit = 10'000;
        db::CatalogReader reader(transaction_, kind_declared_, query);
        std::vector<std::string> keys;
        for (db::StoredRow row; reader.next(row);) keys.push_back(row.slug);
        return keys;
    }

    const catalog::Kind& kind_declared_;
    db::Transaction transaction_;
    db::RowQuery query_;
    std::optional<db::CatalogReader> reader_;
    db::StoredRow row_;  // the next one, where has_row_
    bool has_row_ = false;
    std::string last_;
    std::int64_t limit_;
    std::int64_t given_ = 0;
};

class PlanListing : public Listing {
  public:
    PlanListing(const ListRequest& request, const std::string& kind, const catalog::Mall& mall, PlanRows rows)
        : rows_(std::move(rows)) {
        kind_ = kind;
        style_ = {mall.currency, mall.time_zone};
        locales_ = mall.locales;
        keep_where(request);
        if (!request.key.empty()) keep_key(request.key);
        if (!request.after.empty()) skip_to(request.after);
        if (request.limit > 0 && rows_.rows.size() - at_ > static_cast<std::size_t>(request.limit)) {
            end_ = at_ + static_cast<std::size_t>(request.limit);
            rest_after_ = std::get<std::string>(rows_.rows[end_ - 1].front());
        } else {
            end_ = rows_.rows.size();
        }
        keep_fields(request.fields);
    }

    std::vector<std::set<std::string>> languages() override {
        std::vector<std::set<std::string>> languages(fields_.size());
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            for (const auto& row : rows_.rows) catalog::add_languages(languages[i], row[kept_[i]]);
        }
        return languages;
    }

    bool next(std::vector<FieldValue>& row) override {
        if (at_ == end_) {
            rest_ = rest_after_;
            return false;
        }
        row.clear();
        for (const auto index : kept_) row.push_back(rows_.rows[at_][index]);
        ++at_;
        return true;
    }

  private:
    std::size_t index_of(const std::string& name) const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < rows_.fields.size(); ++i) {
            if (rows_.fields[i].name == name) return i;
            names.push_back(rows_.fields[i].name);
        }
        throw_unknown_field(kind_, name, names);
    }

    void keep_where(const ListRequest& request) {
        const auto find = [&](const std::string& name) -> const Field& {
            return rows_.fields[index_of(name)];
        };
        for (const auto& condition : conditions_of(request, find, style_)) {
            const auto index = index_of(condition.field);
            std::erase_if(rows_.rows, [&](const auto& row) { return !holds(condition, row[index]); });
        }
    }

    void keep_key(const std::string& key) {
        std::vector<std::string> keys;
        for (const auto& row : rows_.rows) keys.push_back(std::get<std::string>(row.front()));
        std::erase_if(rows_.rows, [&](const auto& row) { return !has_key(kind_, row, key); });
        if (rows_.rows.empty()) throw_unknown_key(kind_, key, keys);
        is_single_ = rows_.rows.size() == 1;
    }

    void skip_to(const std::string& key) {
        const auto it = std::find_if(rows_.rows.begin(), rows_.rows.end(),
                                     [&](const auto& row) { return has_key(kind_, row, key); });
        if (it == rows_.rows.end()) throw_unknown_key(kind_, key, {});
        at_ = static_cast<std::size_t>(it - rows_.rows.begin()) + 1;
    }

    void keep_fields(const std::vector<std::string>& fields) {
        for (const auto& name : fields) kept_.push_back(index_of(name));
        for (std::size_t i = 0; i < rows_.fields.size() && fields.empty(); ++i) kept_.push_back(i);
        for (const auto index : kept_) fields_.push_back(rows_.fields[index]);
    }

    PlanRows rows_;
    std::vector<std::size_t> kept_;  // the fields that are told
    std::size_t at_ = 0;
    std::size_t end_ = 0;
    std::optional<std::string> rest_after_;
};

}  // namespace

const std::vector<std::string>& listed_kinds() {
    static const auto all = [] {
        std::vector<std::string> names;
        for (const auto& kind : catalog::kinds()) names.push_back(kind.name);
        names.insert(names.end() - 1, "level");  // before the units that are on it
        return names;
    }();
    return all;
}

std::string listed_kind(std::string_view name) {
    if (const catalog::Kind* kind = catalog::find_kind(name)) return kind->name;
    if (name == "level" || name == "levels") return "level";
    const auto guess = core::did_you_mean(name, listed_kinds());
    throw Error(Fault::usage, "unknown kind \"" + std::string(name) + "\"",
                guess.empty() ? fmt::format("use one of {}", fmt::join(listed_kinds(), ", ")) : guess);
}

std::unique_ptr<Listing> open_listing(db::Session& session, const ListRequest& request,
                                      const std::string& mall) {
    const std::string kind = listed_kind(request.kind);
    if (kind == "mall")
        return std::make_unique<StoredListing>(session, request, *catalog::find_kind(kind), std::nullopt);
    const auto found = find_mall(session, mall);
    if (kind != "level" && kind != "unit")
        return std::make_unique<StoredListing>(session, request, *catalog::find_kind(kind), found);
    db::Transaction transaction(session, found.id, db::Transaction::Mode::read);
    const auto plan = db::PlanRepository(transaction).current();
    return std::make_unique<PlanListing>(request, kind, found, plan_rows(kind, plan.value_or(plan::Plan{})));
}

}  // namespace mallctl::operations
