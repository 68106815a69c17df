#include "search/build/previous.hpp"

#include "core/error.hpp"
#include "search/artifact/verify.hpp"

namespace mallctl::search {

Previous::Previous(std::span<const std::byte> bytes, const core::SectionKey& key)
    : view_(), synonyms_(), nothing_() {
    if (bytes.empty()) return;
    try {
        const core::Sections sections(format::layout, bytes);
        const auto words = sections.find(format::words_keyed, 0);
        const auto groups = sections.find(format::groups_keyed, 0);
        if (!words || words->key != key || !groups) return;
        synonyms_ = groups->key;
        view_.emplace(bytes);
        sections.verify();
        verify_reused(view_->arrays());
    } catch (const core::Error&) {
        view_.reset();
    }
}

Matches Previous::match(const std::vector<Document>& documents, const CorpusFacts& facts,
                        const CorpusOrder& order) const {
    Matches matches;
    matches.unchanged.assign(documents.size(), format::none);
    if (!view_) return matches;
    matches.place_of.assign(view_->document_count(), format::none);
    const auto before = view_->arrays().by_slug;
    auto old = before.begin();
    for (const std::uint32_t place : order.by_slug) {
        const Document& document = documents[place];
        const auto order_of = [&](DocumentId number) {
            const DocumentKind kind = view_->kind_of(number);
            if (kind != document.kind) return kind < document.kind ? -1 : 1;
            return view_->slug_of(number).compare(document.slug);
        };
        for (; old != before.end(); ++old) {
            const bool unchanged = has(*old, facts.documents[place].hash);
            const int order_before = unchanged ? 0 : order_of(*old);
            if (order_before > 0) break;
            if (order_before < 0) continue;
            if (unchanged) matches.unchanged[place] = *old;
            matches.place_of[*old++] = place;
            break;
        }
    }
    return matches;
}

}  // namespace mallctl::search
