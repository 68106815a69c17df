#include "operations/rows/write_row.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "catalog/json_row.hpp"
#include "db/catalog_reader.hpp"
#include "db/mall_repository.hpp"
#include "db/row_tenants.hpp"
#include "operations/catalog_edit.hpp"
#include "operations/find_mall.hpp"
#include "operations/row_json.hpp"

namespace mallctl::operations {

namespace {

using core::Fault;
using Why = RowError::Why;

std::optional<Json> row_of(db::Transaction& transaction, const catalog::Kind& kind, const catalog::Mall& mall,
                           const std::string& slug) {
    db::RowQuery query;
    query.where.push_back({"slug", db::Comparison::equal, slug});
    query.limit = 1;
    db::CatalogReader reader(transaction, kind, query);
    db::StoredRow row;
    if (!reader.next(row)) return std::nullopt;
    return row_json(reader.fields(), row.values, mall.currency);
}

std::string text_of(const Json& row) {
    return to_text(row) + "\n";
}

std::vector<RowFault> faults_of(const core::Diagnostics& findings, const std::vector<std::string>& pointers) {
    std::vector<RowFault> faults;
    for (const auto& finding : findings) {
        if (finding.severity != core::Severity::error) continue;
        const auto line = static_cast<std::size_t>(std::max(finding.where.line, 0));
        faults.push_back({line < pointers.size() ? pointers[line] : std::string(), finding.code,
                          finding.message, finding.advice});
    }
    return faults;
}

[[noreturn]] void refuse(const catalog::Kind& kind, std::vector<RowFault> faults) {
    const std::string message =
        faults.size() == 1 ? faults.front().detail
                           : fmt::format("{} things are wrong with this {}", faults.size(), kind.name);
    throw RowError(Why::invalid, message, "mend what `errors` names", std::move(faults));
}

bool makes_mall(const RowWrite& write) {
    return write.verb == RowVerb::create && write.kind->name == "mall";
}

// What it is to be is in the row.
catalog::Mall new_mall(db::Session& session, const std::string& slug) {
    catalog::Mall mall;
    mall.slug = slug;
    mall.id = core::uuid_v5(core::mall_name_space, slug);
    std::optional<catalog::Mall> known;
    {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
        known = db::MallRepository(transaction).find(slug);
    }
    if (!known) {
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
        known = db::MallRepository(transaction).current();
    }
    if (!known) return mall;
    if (known->slug == slug)
        throw RowError(Why::exists, fmt::format("there is a mall \"{}\" already", slug), "PATCH changes it");
    throw RowError(Why::exists, fmt::format("the mall \"{}\" was called \"{}\"", known->slug, slug),
                   "take another slug: addresses and ids from before mean that mall");
}

class RowEdit {
  public:
    RowEdit(db::Session& session, const RowWrite& write)
        : write_(write),
          kind_(*write.kind),
          edit_(session, makes_mall(write) ? new_mall(session, write.mall) : find_mall(session, write.mall),
                options()),
          rights_(*write.who, kind_, write.verb, edit_.mall().id, write.at) {}

    WrittenRow run() {
        before_ = read(write_.slug);
        check_before();
        if (write_.verb == RowVerb::remove) {
            edit_.remove(kind_, write_.slug);
        } else {
            state();
        }
        try {
            edit_.finish(version_kind());
        } catch (const RowError&) {
            throw;
        } catch (const core::Error& error) {
            if (error.fault() != Fault::rejected) throw;
            explain(error);
        }
        return written_;
    }

  private:
    // A row, and what decides who may write it.
    struct Read {
        std::optional<Json> json;
        RowStanding standing;
    };

    EditOptions options() {
        EditOptions options;
        options.mall = write_.mall;
        options.lock_timeout = write_.lock_timeout;
        options.on_begin = write_.on_begin;
        options.on_end = [this](db::Transaction& transaction, const EditReport& report) {
            end(transaction, report);
        };
        return options;
    }

    std::string version_kind() const {
        if (write_.verb == RowVerb::remove) return "delete";
        return before_.json ? "set" : "create";
    }

    Read read(const std::string& slug) {
        Read row;
        if (slug.empty()) return row;
        row.json = row_of(edit_.transaction(), kind_, edit_.mall(), slug);
        if (!row.json) return row;
        row.standing.tenants = db::tenants_of_row(edit_.transaction(), kind_, slug);
        if (const auto draft = row.json->find("draft"); draft != row.json->end())
            row.standing.draft = draft->is_boolean() && draft->get<bool>();
        if (const auto role = row.json->find("role"); role != row.json->end() && role->is_string())
            row.standing.role = role->get<std::string>();
        return row;
    }

    void check_before() {
        const bool must_be_there = write_.verb == RowVerb::patch || write_.verb == RowVerb::remove;
        if (must_be_there && !before_.json) {
            throw RowError(Why::unknown,
                           fmt::format("there is no {} \"{}\" in {}", kind_.name, write_.slug, write_.mall));
        }
        rights_.check_before(before_.standing);
        if (!write_.precondition) return;
        const auto text = before_.json ? std::optional(text_of(*before_.json)) : std::nullopt;
        if (!write_.precondition(text ? &*text : nullptr)) {
            throw RowError(
                Why::precondition,
                fmt::format("the {} \"{}\" is not what the request takes it for", kind_.name, write_.slug),
                "read it again");
        }
    }

    void state() {
        const auto form =
            write_.verb == RowVerb::patch ? catalog::JsonRowForm::patch : catalog::JsonRowForm::whole;
        catalog::JsonRow read = catalog::read_json_row(kind_, write_.slug, write_.body, form,
                                                       {edit_.mall().currency, edit_.mall().time_zone});
        pointers_ = std::move(read.pointers);
        if (!read.row) refuse(kind_, faults_of(read.findings, pointers_));
        rights_.check_fields(*read.row);
        slug_ = read.row->key();
        if (slug_ != write_.slug && this->read(slug_).json) {
            throw RowError(Why::exists,
                           fmt::format("the {} \"{}\" is in {} already", kind_.name, slug_, write_.mall),
                           "PUT replaces it, PATCH changes it");
        }
        edit_.state(*read.row);
    }

    void end(db::Transaction& transaction, const EditReport& report) {
        written_.created = write_.verb != RowVerb::remove && !before_.json;
        written_.changed = report.changed.any();
        written_.version = report.version;
        written_.slug = slug_.empty() ? write_.slug : slug_;
        if (write_.verb != RowVerb::remove) {
            const Read after = read(written_.slug);
            rights_.check_after(after.standing);
            written_.json = text_of(after.json.value());
        }
        if (write_.on_end) write_.on_end(transaction, written_);
    }

    // What the writer found in the row, or in those that refer to one that is to go.
    [[noreturn]] void explain(const core::Error& error) {
        std::vector<RowFault> faults = faults_of(error.findings(), pointers_);
        if (write_.verb == RowVerb::remove) {
            throw RowError(Why::in_use,
                           fmt::format("rows that stay refer to the {} \"{}\"", kind_.name, write_.slug),
                           "change or delete them first", std::move(faults));
        }
        if (faults.empty()) faults.push_back({"", "", error.what(), error.advice()});
        refuse(kind_, std::move(faults));
    }

    const RowWrite& write_;
    const catalog::Kind& kind_;
    CatalogEdit edit_;
    RowRights rights_;
    Read before_;
    std::vector<std::string> pointers_;
    std::string slug_;  // as the body states it
    WrittenRow written_;
};

}  // namespace

std::optional<std::string> read_row(db::Transaction& transaction, const catalog::Kind& kind,
                                    const catalog::Mall& mall, const std::string& slug) {
    const auto row = row_of(transaction, kind, mall, slug);
    if (!row) return std::nullopt;
    return text_of(*row);
}

WrittenRow write_row(db::Session& session, const RowWrite& write) {
    return RowEdit(session, write).run();
}

}  // namespace mallctl::operations
