#include "cli/output/search_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/output/rows.hpp"
#include "core/utf8.hpp"

namespace mallctl::cli {

namespace {

using operations::SearchAnswer;
using operations::SearchHit;

constexpr std::size_t most_named = 3;

std::optional<std::string> filled(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> metres(const SearchHit& hit) {
    if (!hit.hit.distance_m) return std::nullopt;
    return fmt::format("{:.1f}", *hit.hit.distance_m);
}

std::string state(const SearchHit& hit) {
    if (!hit.hit.open_now) return "";
    return *hit.hit.open_now ? "open" : "closed";
}

std::string table(const SearchAnswer& answer) {
    const bool is_measured = !answer.near.empty();
    Rows rows;
    rows.columns = {{"name"}, {"reference"}, {"level"}};
    if (is_measured) rows.columns.push_back({"distance_m", CellKind::number});
    rows.columns.push_back({"state"});
    for (const auto& hit : answer.hits) {
        auto& row = rows.rows.emplace_back();
        row = {hit.hit.name, hit.reference, hit.level};
        if (is_measured) row.push_back(metres(hit));
        row.push_back(state(hit));
    }
    return format_rows(rows, "table");
}

std::string explanations(const SearchAnswer& answer) {
    std::string text;
    for (std::size_t i = 0; i < answer.hits.size(); ++i) {
        const auto& hit = answer.hits[i];
        if (hit.explanation.empty()) continue;
        text += fmt::format("\n{}. {} ({})\n", i + 1, hit.hit.name, hit.reference);
        for (const auto& line : hit.explanation) text += fmt::format("   {}\n", line);
    }
    return text;
}

std::string rows_of(const SearchAnswer& answer, std::string_view format) {
    Rows rows;
    rows.columns = {{"name"},
                    {"kind"},
                    {"slug"},
                    {"reference"},
                    {"store"},
                    {"score", CellKind::number},
                    {"level"},
                    {"distance_m", CellKind::number},
                    {"open_now", CellKind::boolean}};
    for (const auto& hit : answer.hits) {
        std::optional<std::string> open;
        if (hit.hit.open_now) open = *hit.hit.open_now ? "true" : "false";
        rows.rows.push_back({hit.hit.name, operations::to_string(hit.hit.kind), hit.hit.slug, hit.reference,
                             filled(hit.store), fmt::format("{:.3f}", hit.hit.score), filled(hit.level),
                             metres(hit), open});
    }
    return format_rows(rows, format);
}

bool is_in(const std::string& category, const std::string& wanted) {
    return category == wanted || category.starts_with(wanted + ".");
}

// What a person wants to see: where it is not in this mall no nonsense, but what is of the nearest category.
SearchAnswer for_people(const SearchAnswer& answer) {
    if (answer.answer.verdict.found) return answer;
    const auto& nearest = answer.answer.verdict.category;
    SearchAnswer shown = answer;
    std::erase_if(shown.hits,
                  [&](const SearchHit& hit) { return !nearest || !is_in(hit.category, *nearest); });
    return shown;
}

// What was typed, as one short line: a terminal obeys what a control character says.
std::string quoted(const std::string& text) {
    constexpr std::size_t most_bytes = 80;
    std::string line = core::one_line(text);
    if (line.size() > most_bytes) {
        std::size_t end = most_bytes;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
        line = line.substr(0, end) + "...";
    }
    return '"' + line + '"';
}

// "H&M (store:h-and-m), ...": by spelling.
std::string closest(const SearchAnswer& answer) {
    std::string named;
    for (std::size_t i = 0; i < std::min(answer.hits.size(), most_named); ++i)
        named +=
            fmt::format("{}{} ({})", i > 0 ? ", " : "", answer.hits[i].hit.name, answer.hits[i].reference);
    return named;
}

}  // namespace

std::string search_text(const SearchAnswer& answer, std::string_view format) {
    if (format == "json") return operations::to_json(answer) + "\n";
    if (format != "table") return rows_of(answer, format);
    const SearchAnswer shown = for_people(answer);
    return table(shown) + explanations(shown);
}

std::vector<std::string> search_remarks(const SearchAnswer& answer, bool filtered) {
    std::vector<std::string> remarks;
    const auto& intents = answer.answer.intents;
    const auto& verdict = answer.answer.verdict;
    if (intents.near_me && answer.near.empty())
        remarks.push_back("to know what is near it must be known where you are: --near PLACE");
    const bool on_level = !intents.levels.empty();
    if (intents.relaxed)
        remarks.push_back(
            fmt::format("none {}{}{}: shown are others",
                        on_level ? fmt::format("on level {}", fmt::join(intents.levels, " or ")) : "",
                        on_level && intents.open_now ? " that " : "", intents.open_now ? "is open now" : ""));
    if (verdict.found) return remarks;
    if (answer.text.empty()) {
        remarks.push_back("nothing passes the filters");
        return remarks;
    }
    if (filtered && answer.hits.empty()) {
        remarks.push_back(fmt::format("nothing that passes the filters is like {}", quoted(answer.text)));
        return remarks;
    }
    if (!for_people(answer).hits.empty()) {
        remarks.push_back(
            fmt::format("nothing here is called {0}: shown is what is of the nearest category; "
                        "all of it: mallctl search --category {1} --mall {2}",
                        quoted(answer.text), *verdict.category, answer.mall));
        return remarks;
    }
    remarks.push_back(fmt::format("{} is probably not in this mall", quoted(answer.text)));
    if (verdict.category)
        remarks.push_back(fmt::format("the nearest category is {0}: mallctl search --category {0} --mall {1}",
                                      *verdict.category, answer.mall));
    if (!answer.hits.empty()) remarks.push_back("spelled alike: " + closest(answer));
    return remarks;
}

}  // namespace mallctl::cli
