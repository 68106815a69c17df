#include "search/build/previous.hpp"

#include "core/error.hpp"

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
        view_->verify();
    } catch (const core::Error&) {
        view_.reset();
    }
}

std::vector<DocumentId> Previous::numbers_before(const std::vector<Document>& documents,
                                                 const CorpusOrder& order) const {
    std::vector<DocumentId> numbers(documents.size(), format::none);
    if (!view_) return numbers;
    const auto before = view_->arrays().by_slug;
    auto old = before.begin();
    for (const std::uint32_t place : order.by_slug) {
        const Document& document = documents[place];
        const auto is_before = [&](DocumentId number) {
            if (view_->kind_of(number) != document.kind) return view_->kind_of(number) < document.kind;
            return view_->slug_of(number) < document.slug;
        };
        while (old != before.end() && is_before(*old)) ++old;
        if (old == before.end()) break;
        if (view_->kind_of(*old) == document.kind && view_->slug_of(*old) == document.slug) {
            numbers[place] = *old;
        }
    }
    return numbers;
}

}  // namespace mallctl::search
