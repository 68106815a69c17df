#include "search/build/rules.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace mallctl::search {

namespace {

using Targets = std::vector<std::uint32_t>;
// Exclusions, then pins, by letters.
using Rules = std::map<std::pair<bool, std::u32string>, Targets>;

std::optional<std::uint32_t> number_of(const Corpus& corpus, const CorpusOrder& order, DocumentKind kind,
                                       const std::string& slug) {
    const auto found = std::lower_bound(
        order.by_slug.begin(), order.by_slug.end(), std::tie(kind, slug),
        [&](std::uint32_t place, const std::tuple<const DocumentKind&, const std::string&>& key) {
            const Document& document = corpus.documents[place];
            return std::tie(document.kind, document.slug) < key;
        });
    if (found == order.by_slug.end()) return std::nullopt;
    const Document& document = corpus.documents[*found];
    if (document.kind != kind || document.slug != slug) return std::nullopt;
    return order.number_of[*found];
}

void add(Targets& targets, std::optional<std::uint32_t> document) {
    if (!document || std::find(targets.begin(), targets.end(), *document) != targets.end()) return;
    targets.push_back(*document);
}

Rules rules_of(const Corpus& corpus, const CorpusOrder& order, const FoldTable& table) {
    Rules rules;
    for (const Exclusion& exclusion : corpus.exclusions) {
        std::u32string letters = table.fold(exclusion.query).letters;
        if (letters.empty() && !exclusion.query.empty()) continue;
        add(rules[{false, std::move(letters)}], number_of(corpus, order, exclusion.kind, exclusion.slug));
    }
    for (auto& [key, targets] : rules) std::sort(targets.begin(), targets.end());
    // Where two pins fold to the same letters the targets of that which is written first in the order of
    // texts come first.
    std::vector<std::pair<std::string, Targets>> pins;
    for (const Pin& pin : corpus.pins) {
        Targets targets;
        for (const auto& target : pin.targets)
            add(targets, number_of(corpus, order, target.kind, target.slug));
        pins.emplace_back(pin.query, std::move(targets));
    }
    std::sort(pins.begin(), pins.end());
    for (const auto& [query, targets] : pins) {
        std::u32string letters = table.fold(query).letters;
        if (letters.empty()) continue;
        Targets& all = rules[{true, std::move(letters)}];
        for (const std::uint32_t document : targets) add(all, document);
    }
    return rules;
}

}  // namespace

void write_rules(const Corpus& corpus, const CorpusOrder& order, const FoldTable& table,
                 format::OwnedArrays& arrays) {
    arrays.rule_letter_starts.push_back(0);
    arrays.rule_document_starts.push_back(0);
    for (const auto& [key, targets] : rules_of(corpus, order, table)) {
        if (targets.empty()) continue;
        arrays.rule_is_pin.push_back(key.first ? 1 : 0);
        arrays.rule_letters.insert(arrays.rule_letters.end(), key.second.begin(), key.second.end());
        arrays.rule_letter_starts.push_back(static_cast<std::uint32_t>(arrays.rule_letters.size()));
        arrays.rule_documents.insert(arrays.rule_documents.end(), targets.begin(), targets.end());
        arrays.rule_document_starts.push_back(static_cast<std::uint32_t>(arrays.rule_documents.size()));
    }
}

}  // namespace mallctl::search
