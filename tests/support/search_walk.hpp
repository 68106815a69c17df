// Reads all that an index says, for tests and fuzzers of damaged ones.
#pragma once

#include <stdexcept>

#include "search/artifact/index_view.hpp"

namespace mallctl::test {

// Calls every accessor of a verified index for everything it has, and follows each reference; throws
// std::logic_error where one leads nowhere. Returns a number made of all that was read, so that nothing of it
// is optimised away.
inline std::uint64_t walk_index(const search::IndexView& index) {
    std::uint64_t sum = 0;
    const auto require = [](bool holds) {
        if (!holds) throw std::logic_error("a reference of a verified index leads nowhere");
    };
    const auto read = [&](std::string_view text) {
        for (const char byte : text) sum += static_cast<unsigned char>(byte);
    };
    const search::Dictionary& dictionary = index.dictionary();
    const auto terms = static_cast<search::TermId>(dictionary.term_count());
    for (search::TermId term = 0; term < terms; ++term) {
        const auto letters = dictionary.letters_of(term);
        for (const search::Code code : letters) sum += dictionary.letter_of(code);
        require(terms_with_prefix(dictionary, letters).first == term);
        for (const search::SurfaceId surface : index.postings(term)) require(surface < index.surface_count());
        for (const search::TermId other : index.synonyms_of(term)) require(other < terms);
        sum += index.is_compound(term) ? 1 : 0;
    }
    require(index.posting_count({0, terms}) == index.postings(search::TermRange{0, terms}).size());
    for (search::SurfaceId id = 0; id < index.surface_count(); ++id) {
        const search::Surface surface = index.surface(id);
        for (const search::TermId term : surface.words) require(term < terms);
        require(surface.document == index.document_of(id));
        require(surface.document < index.document_count() || surface.group < index.group_count());
        read(index.text_of(id));
    }
    for (search::GroupId group = 0; group < index.group_count(); ++group) {
        for (const auto document : index.members_of(group)) require(document < index.document_count());
        read(index.group_name(group));
        sum += index.is_category(group) ? 1 : 0;
    }
    for (search::DocumentId document = 0; document < index.document_count(); ++document) {
        for (const auto group : index.groups_of(document)) require(group < index.group_count());
        const auto [first, end] = index.surfaces_of(document);
        require(first < end && end <= index.surface_count());
        read(index.slug_of(document));
        read(index.name_of(document));
        read(index.category_of(document));
        require(index.find(index.kind_of(document), index.slug_of(document)) == document);
        const auto store = index.store_of(document);
        require(store == search::no_document || store < index.document_count());
        sum += index.popularity_of(document);
        sum += static_cast<std::uint64_t>(index.validity_of(document).first);
        for (const auto& rule : index.rules_for(U"coffee")) {
            for (const auto other : rule.documents) require(other < index.document_count());
        }
    }
    for (const auto document : index.dated_documents()) require(document < index.document_count());
    return sum;
}

}  // namespace mallctl::test
