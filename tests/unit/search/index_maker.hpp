// Corpora and indexes for tests.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/build.hpp"
#include "search/text/fold.hpp"

namespace mallctl::test {

inline search::Document document(search::DocumentKind kind, std::string slug, std::string name) {
    search::Document made;
    made.kind = kind;
    made.slug = std::move(slug);
    made.names = {{"en", std::move(name)}};
    return made;
}

inline search::Document store(std::string slug, std::string name) {
    return document(search::DocumentKind::store, std::move(slug), std::move(name));
}

// An index that owns its bytes, verified.
class MadeIndex {
  public:
    explicit MadeIndex(const search::Corpus& corpus)
        : bytes_(search::build_index(corpus).bytes), view_(bytes_) {
        view_.verify();
    }
    const search::IndexView& view() const { return view_; }
    const search::IndexView* operator->() const { return &view_; }

    search::TermRange term(std::u32string_view letters) const {
        std::vector<search::Code> codes;
        for (const char32_t letter : letters) codes.push_back(view_.dictionary().code_of(letter));
        search::TermRange found = terms_with_prefix(view_.dictionary(), codes);
        if (!found.empty() && view_.dictionary().letters_of(found.first).size() != codes.size()) return {};
        return found.empty() ? found : search::TermRange{found.first, found.first + 1};
    }

    // The words of a surface, with spaces.
    std::u32string words(search::SurfaceId surface) const {
        std::u32string text;
        for (const search::TermId term : view_.surface(surface).words) {
            if (!text.empty()) text += U' ';
            for (const search::Code code : view_.dictionary().letters_of(term)) {
                text += view_.dictionary().letter_of(code);
            }
        }
        return text;
    }

    // The words of all surfaces that have a term.
    std::vector<std::u32string> found_by(std::u32string_view letters) const {
        std::vector<std::u32string> found;
        const auto range = term(letters);
        if (range.empty()) return found;
        for (const search::SurfaceId surface : view_.postings(range.first)) found.push_back(words(surface));
        return found;
    }

    // The slugs of all documents that have a surface, or are in a group with one, with this term.
    std::vector<std::string> slugs_found_by(std::u32string_view letters) const {
        std::vector<std::string> found;
        const auto range = term(letters);
        if (range.empty()) return found;
        for (const search::SurfaceId id : view_.postings(range.first)) {
            const search::Surface surface = view_.surface(id);
            if (surface.document != search::no_document) {
                found.emplace_back(view_.slug_of(surface.document));
                continue;
            }
            for (const auto member : view_.members_of(surface.group))
                found.emplace_back(view_.slug_of(member));
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

  private:
    std::vector<std::byte> bytes_;
    search::IndexView view_;
};

}  // namespace mallctl::test
