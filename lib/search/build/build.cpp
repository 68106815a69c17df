#include "search/build.hpp"

#include <algorithm>
#include <cstring>

#include "core/digest.hpp"
#include "core/section_view.hpp"
#include "search/build/columns.hpp"
#include "search/build/corpus_order.hpp"
#include "search/build/groups.hpp"
#include "search/build/patch.hpp"
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
    std::vector<core::SectionView> sections;
    arrays.each([&](const auto& array) {
        const auto bytes = std::as_bytes(std::span(array));
        const auto kind = static_cast<std::uint32_t>(sections.size() + 1);
        sections.push_back({kind, 0, 0, {}, bytes});
    });
    sections[format::words_keyed - 1].key = words;
    sections[format::groups_keyed - 1].key = groups;
    return core::write_sections(format::layout, sections);
}

struct Given {
    const Corpus& corpus;
    const CorpusOrder& order;
    const Previous& before;
    const Matches& matches;
    const SynonymSets& synonyms;
};

// Writes the surfaces, terms and groups of all documents; how many of them are as they were. Where no
// synonyms have changed, what the artifact before has of those is copied. Else they are made of the words
// that they have there, for each may be found by other phrases now.
std::size_t write_owners(const Given& given, TextReader& reader, const Vocabulary& vocabulary,
                         format::OwnedArrays& arrays) {
    const IndexView* before = given.before.view();
    const bool patching = given.before.has_synonyms(given.synonyms.digest());
    NewOwners added;
    OwnerRuns runs;
    SurfaceBuilder surfaces(patching ? added.arrays : arrays, reader, given.synonyms, before);
    Groups groups(before);
    std::size_t reused = 0;
    for (const std::uint32_t place : given.order.by_rank) {
        const Document& document = given.corpus.documents[place];
        const DocumentId number = given.matches.unchanged[place];
        if (number == format::none) {
            runs.add_new();
            surfaces.add(document, given.corpus.locales);
            groups.add(document.category, document.tags);
            continue;
        }
        ++reused;
        patching ? runs.keep(number) : surfaces.take_over(document, number);
        groups.add_before(given.before.set_of(number));
    }
    for (const Group& group : groups.finish(arrays)) {
        if (patching && group.before != format::none) {
            runs.keep(static_cast<std::uint32_t>(before->document_count()) + group.before);
        } else {
            runs.add_new();
            surfaces.add(group);
        }
    }
    if (patching) {
        added.lists = surfaces.finish();
        write_patched(*before, runs, added, vocabulary, given.synonyms, arrays);
    } else {
        write_terms(vocabulary, given.synonyms, surfaces.finish(), arrays);
    }
    return reused;
}

}  // namespace

BuildResult build_index(const Corpus& corpus, std::span<const std::byte> previous) {
    format::OwnedArrays arrays;
    arrays.fold_table = make_fold_table();
    const core::SectionKey key = key_of(arrays.fold_table);
    const FoldTable table(arrays.fold_table);
    const CorpusFacts facts = facts_of(corpus, hash_key(key));
    const CorpusOrder order = order_of(corpus.documents, facts);
    const Previous before(previous, key);
    const Matches matches = before.match(corpus.documents, facts, order);

    Vocabulary vocabulary(before.dictionary());
    TextReader reader(table, vocabulary);
    const SynonymSets synonyms(corpus.synonyms, reader);
    BuildResult result;
    result.documents = corpus.documents.size();
    result.reused = write_owners({corpus, order, before, matches, synonyms}, reader, vocabulary, arrays);
    write_columns(corpus.documents, facts, order, before, matches, arrays);
    write_rules(corpus, order, table, arrays);
    result.bytes = write(arrays, key, synonyms.digest());
    return result;
}

}  // namespace mallctl::search
