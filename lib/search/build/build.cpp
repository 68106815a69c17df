#include "search/build.hpp"

#include <algorithm>
#include <cstring>

#include "core/digest.hpp"
#include "search/build/columns.hpp"
#include "search/build/content_hash.hpp"
#include "search/build/corpus_order.hpp"
#include "search/build/groups.hpp"
#include "search/build/previous.hpp"
#include "search/build/rules.hpp"
#include "search/build/surfaces.hpp"
#include "search/build/terms.hpp"

namespace mallctl::search {

namespace {

// Of all but the document that its words come from: other tables may fold it to others.
core::SectionKey key_of(std::span<const std::byte> fold_table) {
    return core::sha256({reinterpret_cast<const char*>(fold_table.data()), fold_table.size()});
}

std::array<std::uint64_t, 2> hash_key(const core::SectionKey& key) {
    std::array<std::uint64_t, 2> words{};
    std::memcpy(words.data(), key.data(), sizeof words);
    return words;
}

std::vector<std::byte> write(format::OwnedArrays& arrays, const core::SectionKey& words,
                             const core::SectionKey& groups) {
    std::vector<core::Section> sections;
    arrays.each([&](const auto& array) {
        const auto bytes = std::as_bytes(std::span(array));
        const auto kind = static_cast<std::uint32_t>(sections.size() + 1);
        sections.push_back({kind, 0, 0, {}, {bytes.begin(), bytes.end()}});
    });
    sections[format::words_keyed - 1].key = words;
    sections[format::groups_keyed - 1].key = groups;
    return core::write_sections(format::layout, sections);
}

}  // namespace

BuildResult build_index(const Corpus& corpus, std::span<const std::byte> previous) {
    format::OwnedArrays arrays;
    arrays.fold_table = make_fold_table();
    const core::SectionKey key = key_of(arrays.fold_table);
    const FoldTable table(arrays.fold_table);
    const CorpusOrder order = order_of(corpus.documents);
    const Previous before(previous, key);
    const auto numbers_before = before.numbers_before(corpus.documents, order);

    Vocabulary vocabulary(before.dictionary());
    TextReader reader(table, vocabulary);
    const SynonymSets synonyms(corpus.synonyms, reader);
    SurfaceBuilder surfaces(arrays, reader, synonyms, before.view());
    Groups groups(before.view());
    ContentHash hash(hash_key(key));
    BuildResult result;
    for (const std::uint32_t place : order.by_rank) {
        const Document& document = corpus.documents[place];
        const std::uint64_t content = hash.of(document, corpus.locales);
        arrays.hashes.push_back(static_cast<std::uint32_t>(content));
        arrays.high_hashes.push_back(static_cast<std::uint16_t>(content >> 32));
        const DocumentId number = numbers_before[place];
        if (before.has(number, content)) {
            surfaces.take_over(document, number);
            groups.add(before.set_of(number));
            ++result.reused;
        } else {
            surfaces.add(document, corpus.locales);
            groups.add(groups.set_of(document.category, document.tags));
        }
    }
    const bool same_synonyms = before.has_synonyms(synonyms.digest());
    for (const Group& group : groups.finish(arrays)) {
        if (same_synonyms && group.before != format::none) {
            surfaces.take_over(group, group.before);
        } else {
            surfaces.add(group);
        }
    }
    write_terms(vocabulary, synonyms, surfaces.finish(), arrays);
    write_columns(corpus.documents, order, arrays);
    write_rules(corpus, order, table, arrays);
    result.documents = corpus.documents.size();
    result.bytes = write(arrays, key, synonyms.digest());
    return result;
}

}  // namespace mallctl::search
