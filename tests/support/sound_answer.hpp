// What holds for every answer, whatever was asked.
#pragma once

#include <algorithm>
#include <set>
#include <string>

#include "core/utf8.hpp"
#include "search/index.hpp"
#include "search/query/rank.hpp"

namespace mallctl::test {

inline bool cuts_no_letter(const std::string& text, std::size_t at) {
    return at == text.size() || (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80);
}

// Nothing, or what is wrong with a hit.
inline std::string fault_of(const search::Hit& hit, const search::Index& index) {
    if (hit.document >= index.document_count()) return "a hit of no document";
    if (hit.slug != index.view().slug_of(hit.document)) return "a slug of another document";
    if (!(hit.score >= 0 && hit.score <= 1)) return "a score beyond 0 to 1";
    if (!core::is_utf8(hit.name) || !core::is_utf8(hit.alias)) return "a name that is no UTF-8";
    const std::string& meant = hit.alias.empty() ? hit.name : hit.alias;
    std::size_t end = 0;
    for (const search::Highlight& part : hit.highlights) {
        if (part.first < end || part.first >= part.end || part.end > meant.size())
            return "a highlight out of place";
        if (!cuts_no_letter(meant, part.first) || !cuts_no_letter(meant, part.end))
            return "half a letter in light";
        end = part.end;
    }
    return "";
}

// Nothing, or what is wrong with an answer.
inline std::string fault_of(const search::Answer& answer, const search::Query& query,
                            const search::Index& index) {
    if (answer.hits.size() > query.limit) return "more hits than asked for";
    if (!(answer.verdict.confidence >= 0 && answer.verdict.confidence <= 1))
        return "a confidence beyond 0 to 1";
    if (answer.verdict.found && answer.hits.empty() && query.limit > 0) return "nothing found, and found";
    std::set<search::DocumentId> seen;
    for (const search::Hit& hit : answer.hits) {
        if (!seen.insert(hit.document).second) return "a document twice";
        if (std::string fault = fault_of(hit, index); !fault.empty()) return fault + ": " + hit.slug;
        const auto& kinds = query.filters.kinds;
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), hit.kind) == kinds.end())
            return "a kind filtered out";
    }
    if (query.sort != search::Sort::relevance || answer.intents.near_me) return "";
    for (std::size_t i = 1; i < answer.hits.size(); ++i) {
        const search::Hit& before = answer.hits[i - 1];
        const search::Hit& after = answer.hits[i];
        if (before.score < after.score) return "a score that rises";
        if (!search::ranks_before(before.rank, before.document, after.rank, after.document))
            return "ranks out of order";
    }
    return "";
}

}  // namespace mallctl::test
