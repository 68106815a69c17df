// Texts to the words by which they are found.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "search/build/vocabulary.hpp"
#include "search/text/fold.hpp"

namespace mallctl::search {

// A word that is not in the text as it stands: several written together, or a part of one written without
// spaces.
struct ExtraWord {
    WordId word = 0;
    bool compound = false;
};

struct ReadText {
    std::vector<WordId> words;  // in their order
    std::vector<ExtraWord> extras;
    std::string latin;  // the text in Latin letters, where it is in others
};

enum class Joining { words_apart, words_together };

class TextReader {
  public:
    TextReader(const FoldTable& table, Vocabulary& vocabulary) : table_(table), vocabulary_(vocabulary) {}

    // Reads a text; `joining` says whether the extra words have its words written together: all of them, and
    // neighbours, with connectors and without. Reuses the memory of `read`.
    void read(std::string_view text, Joining joining, ReadText& read);

    // The words alone, in microseconds: ICU is not asked.
    void read_words(std::string_view text, std::vector<WordId>& words);

    const FoldTable& table() const { return table_; }

  private:
    void add_joined(ReadText& read);
    void add_extra(std::u32string_view letters, bool compound, ReadText& read);
    std::u32string_view letters_of(const Word& word) const;

    const FoldTable& table_;
    Vocabulary& vocabulary_;
    Folded folded_;
    Folded part_;
    std::u32string joined_;
};

}  // namespace mallctl::search
