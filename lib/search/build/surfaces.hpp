// The surfaces of documents and groups.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/build/groups.hpp"
#include "search/build/surface_writer.hpp"
#include "search/build/synonym_sets.hpp"
#include "search/build/text_reader.hpp"

namespace mallctl::search {

class SurfaceBuilder {
  public:
    // `before`, where there is one: its terms are the first words of the vocabulary.
    SurfaceBuilder(format::OwnedArrays& arrays, TextReader& reader, const SynonymSets& synonyms,
                   const IndexView* before)
        : writer_(arrays),
          reader_(reader),
          synonyms_(synonyms),
          before_(before),
          read_(),
          found_(),
          extras_() {}

    // The next document's: its names, aliases, brand, readings of them, and phrases of the same meaning as
    // one in them (of products and offers, which are many, by the mall's synonyms alone). Throws
    // core::Error(rejected) for text that is not UTF-8.
    void add(const Document& document, const std::vector<std::string>& locales);

    // The same, of a document that is as it was under this number in the artifact before.
    void take_over(const Document& document, DocumentId before);

    // The next group's, after all documents': the words of its last part, and all phrases of the same meaning
    // as one in them.
    void add(const Group& group);

    // The words of all.
    WordLists finish() { return writer_.finish(); }

  private:
    void add_text(Field field, std::string_view text, Joining joining, std::vector<std::string>& readings);
    // Which phrases of the same meaning an owner is found by.
    struct PhraseRule {
        std::uint8_t field = 0;
        bool shipped = false;            // those of sets that ship, too, in place of phrases
        bool shipped_for_words = false;  // and in place of single words
        bool single_words = false;       // single words in place of single words: others relate as terms
    };
    static PhraseRule rule_of(DocumentKind kind);
    // Of the surfaces of the owner so far.
    void add_phrases(const PhraseRule& rule);
    const std::vector<ExtraWord>& extras_of(std::uint32_t phrase);
    void add_set(std::uint8_t field, std::uint32_t set, bool only_phrases);

    SurfaceWriter writer_;
    TextReader& reader_;
    const SynonymSets& synonyms_;
    const IndexView* before_;
    ReadText read_;
    std::vector<std::uint32_t> found_;
    std::unordered_map<std::uint32_t, std::vector<ExtraWord>> extras_;  // by phrase: ICU is slow
};

}  // namespace mallctl::search
