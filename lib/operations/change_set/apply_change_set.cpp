#include "operations/change_set/apply_change_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "db/mall_repository.hpp"
#include "operations/json_parts.hpp"
#include "operations/write_rows.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

constexpr std::size_t most_findings = 1000;

core::Diagnostic finding_at(const char* code, const std::string& file, int line, std::string message,
                            std::string advice) {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = core::Severity::error;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.where = {file, line, 1};
    return finding;
}

// The mall as it is stored; nothing where the change set makes it. By its id: it may have another slug by
// now.
std::optional<catalog::Mall> stored_mall(db::Session& session, const ChangeSetHeader& header,
                                         const std::string& name) {
    db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
    const auto malls = db::MallRepository(look_up).list();
    std::vector<std::string> slugs;
    for (const auto& mall : malls) {
        if (mall.id == header.mall_id) return mall;
        slugs.push_back(mall.slug);
    }
    if (std::find(slugs.begin(), slugs.end(), header.mall) != slugs.end()) {
        throw Error(Fault::rejected, "the change set is of another mall; nothing was written",
                    "save it from the database that it is for",
                    {finding_at("M077", name, 1,
                                "the mall \"" + header.mall +
                                    "\" of this database has another id than that of the "
                                    "change set",
                                "save it from the database that it is for")});
    }
    if (header.base_version == 0) return std::nullopt;
    const auto guess = core::did_you_mean(header.mall, slugs);
    throw Error(Fault::failed, "there is no mall \"" + header.mall + "\"",
                guess.empty() ? "see: mallctl get mall" : guess);
}

Json names_json(const core::Names& names) {
    Json json = Json::object();
    for (const auto& [locale, text] : names) json[locale] = text;
    return json;
}

class ChangeSetFeed : public RowFeed {
  public:
    ChangeSetFeed(ChangeSetReader& changes, std::string name) : changes_(changes) {
        mall = changes.header().mall;
        input = "the change set";
        removes = true;
        files = {std::move(name)};
    }

    void feed(db::CatalogWriter& writer) override {
        Change change;
        catalog::Row row;
        while (changes_.next(change, row)) {
            if (change.kind->name == "unit") {
                units.push_back(row);
                units_.push_back({change.unit, change.slug, change.before, change.after, change.line});
                continue;
            }
            has_rows_ = true;
            require_mall(change);
            writer.expect({change.kind->name, change.old_slug,
                           change.action == Change::Action::remove ? "" : change.slug, change.before,
                           change.after, change.line});
            if (change.action == Change::Action::remove) continue;
            mentions.add(row);
            writer.add(row);
        }
        findings = changes_.take_findings();
        if (is_new() && !makes_mall_) refuse_mall(1, "the change set is for a new mall, and does not add it");
    }

    void check_stored(db::CatalogWriter& writer, std::int64_t version,
                      const std::optional<plan::Plan>& plan) override {
        const ChangeSetHeader& header = changes_.header();
        if (version != header.base_version) refuse_version(version, is_done(writer, plan));
        auto unexpected = writer.check_expected(files.front());
        for (const auto& unit : units_) {
            if (unexpected.size() < most_findings && !holds(plan, unit.id, unit.before))
                unexpected.push_back(finding_at("M076", files.front(), unit.line,
                                                "unit \"" + unit.slug + "\" is not as it was",
                                                "the change set is of another database: save it again"));
        }
        if (unexpected.empty()) return;
        throw Error(
            Fault::conflict,
            fmt::format("{} of mall \"{}\" {} not what the change set was made for; nothing was written",
                        unexpected.size() == 1 ? "a row" : "rows", mall,
                        unexpected.size() == 1 ? "is" : "are"),
            "save it again from this database: mallctl diff PATH --save FILE", unexpected);
    }

  private:
    struct UnitChange {
        core::Uuid id;
        std::string slug;
        std::string before;
        std::string after;
        int line = 0;
    };

    bool is_new() const { return changes_.header().base_version == 0; }

    // The one mall that may be added is that of the header, where it is new.
    void require_mall(const Change& change) {
        if (change.kind->name != "mall" || change.action != Change::Action::add) return;
        if (!is_new() || change.slug != mall) refuse_mall(change.line, "this adds another mall");
        makes_mall_ = true;
    }

    [[noreturn]] void refuse_mall(int line, const std::string& why) const {
        throw Error(Fault::rejected, "the change set was refused; nothing was written",
                    "save it again: mallctl diff PATH --save FILE",
                    {finding_at("M073", files.front(), line, why, "change sets are not edited by hand")});
    }

    [[noreturn]] void refuse_version(std::int64_t version, bool done) const {
        const std::string base = changes_.header().base_version == 0
                                     ? "for a mall that was not there"
                                     : fmt::format("for version {}", changes_.header().base_version);
        throw Error(
            Fault::conflict,
            fmt::format("mall \"{}\" is at version {}, and the change set is {}{}; nothing was written", mall,
                        version, base, done ? ": it seems to be applied already" : ""),
            done
                ? "nothing is left to do; see: mallctl history"
                : "see what has changed (mallctl history), and save it again: mallctl diff PATH --save FILE");
    }

    bool is_done(db::CatalogWriter& writer, const std::optional<plan::Plan>& plan) const {
        const bool units_are = std::all_of(units_.begin(), units_.end(), [&](const UnitChange& unit) {
            return holds(plan, unit.id, unit.after);
        });
        return units_are && (has_rows_ ? writer.is_as_intended() : !units_.empty());
    }

    // Whether the unit is in the plan and has the fields of the image.
    static bool holds(const std::optional<plan::Plan>& plan, const core::Uuid& id, const std::string& image) {
        if (!plan) return false;
        const auto unit = std::find_if(plan->units.begin(), plan->units.end(),
                                       [&](const plan::Unit& one) { return one.id == id; });
        if (unit == plan->units.end()) return false;
        const Json fields = Json::parse(image);
        const Json stored{{"ref", unit->ref}, {"category", unit->category}, {"name", names_json(unit->name)}};
        return std::all_of(fields.items().begin(), fields.items().end(),
                           [&](const auto& field) { return stored.at(field.key()) == field.value(); });
    }

    ChangeSetReader& changes_;
    std::vector<UnitChange> units_;
    bool makes_mall_ = false;
    bool has_rows_ = false;  // of kinds that have tables
};

}  // namespace

WriteReport apply_change_set(db::Session& session, ChangeSetReader& changes, const std::string& name,
                             const ApplyOptions& options) {
    const ChangeSetHeader& header = changes.header();
    target_mall(header.mall, options.mall);
    const auto mall = stored_mall(session, header, name);
    if (mall) changes.assume_currency(mall->currency);
    ChangeSetFeed feed(changes, name);
    ApplyOptions how = options;
    how.force_conflicts = true;
    how.prune = false;
    how.refused = nullptr;
    if (how.max_deletes.empty()) how.max_deletes = header.max_deletes;
    return write_rows(session, header.mall_id, feed, how);
}

}  // namespace mallctl::operations
