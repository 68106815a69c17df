#include "cli/output/catalog_changes_text.hpp"
#include "cli/context.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/output/change_words.hpp"
#include "cli/output/rows.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::CatalogChange;
using operations::Json;
using What = CatalogChange::What;

const char* word(What what) {
    return what == What::updated ? "changed" : operations::to_string(what);
}

std::optional<std::string> details(const CatalogChange& change, bool verbose) {
    if (change.what != What::updated && !verbose) return std::nullopt;
    std::string text;
    for (const auto& field : change.fields) {
        text += text.empty() ? "" : "; ";
        if (change.what == What::updated)
            text += fmt::format("{} {} -> {}", field.field, quoted_or_nothing(field.before),
                                quoted_or_nothing(field.after));
        else
            text += fmt::format("{} {}", field.field,
                                quoted_or_nothing(change.what == What::added ? field.after : field.before));
    }
    return text;
}

}  // namespace

void ChangeList::add(const CatalogChange& change) {
    auto& counts = counted_.by_kind[change.kind];
    ++(change.what == What::added     ? counts.added
       : change.what == What::removed ? counts.removed
                                      : counts.updated);
    if (changes_.size() < most) changes_.push_back(change);
}

std::int64_t ChangeList::left_out() const {
    const auto total = counted_.total();
    return total.added + total.updated + total.removed - static_cast<std::int64_t>(changes_.size());
}

Json change_json(const CatalogChange& change) {
    Json json{{"kind", change.kind},
              {"change", word(change.what)},
              {"slug", change.slug},
              {"fields", Json::array()}};
    for (const auto& field : change.fields)
        json["fields"].push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
    return json;
}

std::string changes_table(const ChangeList& list, bool verbose) {
    if (list.changes().empty()) return {};
    Rows rows;
    rows.columns = {{"change"}, {"kind"}, {"slug"}, {"details"}};
    for (const auto& change : list.changes())
        rows.rows.push_back({word(change.what), change.kind, change.slug, details(change, verbose)});
    std::string text = format_rows(rows, "table");
    if (list.left_out() > 0) text += fmt::format("and {} more changes\n", list.left_out());
    return text;
}

void detail_changes(Context& context, const ChangeList& list) {
    std::istringstream lines(changes_table(list, true));
    for (std::string line; std::getline(lines, line);) context.detail(line);
}

}  // namespace mallctl::cli
