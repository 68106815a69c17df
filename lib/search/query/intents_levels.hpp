// The level that words of a query mean.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "search/query.hpp"
#include "search/query/intents_atoms.hpp"
#include "search/query/intents_words.hpp"

namespace mallctl::search {

// Some atoms that mean a level.
struct LevelWords {
    std::size_t atoms = 0;  // 0: none
    const QueryLevel* level = nullptr;
};

// For one query, of whose levels and atoms it is a view.
class LevelFinder {
  public:
    // O(atoms * words for floors).
    LevelFinder(const FoldTable& table, const std::vector<QueryLevel>& levels,
                const std::vector<Atom>& atoms);

    // The longest run of atoms from `at` on that means a level of the mall by number, short name or name.
    // `after_preposition`: a name is enough. Quick where no word for floors is near.
    LevelWords at(std::size_t at, bool after_preposition);

    // The level of a phrase; null where the mall has none, or the phrase means no level.
    const QueryLevel* of(Meaning meaning) const;

  private:
    struct ShortName {
        std::u32string letters;
        bool minus = false;
        const QueryLevel* level = nullptr;
    };
    struct Name {
        std::string_view text;
        Folded folded;
        std::vector<Atom> atoms;  // views of `folded`
        const QueryLevel* level = nullptr;
    };
    // A number in words or digits.
    struct Number {
        std::size_t atoms = 0;
        int value = 0;
        bool minus = false;
    };

    LevelWords number_and_floor(std::size_t at) const;
    LevelWords floor_and_more(std::size_t at);
    LevelWords one_word(std::size_t at) const;
    LevelWords name(std::size_t at, bool enough);
    LevelWords called(std::size_t at);
    Number number_at(std::size_t at) const;
    const FloorWord* floor_word(std::size_t at) const;

    const QueryLevel* numbered(int value, bool first_may_be_ground) const;
    const QueryLevel* short_named(int value) const;
    const QueryLevel* short_named(std::u32string_view letters) const;
    const QueryLevel* with_ordinal(int ordinal) const;
    const std::vector<Name>& names();

    const FoldTable& table_;
    const std::vector<QueryLevel>& levels_;
    const std::vector<Atom>& atoms_;
    std::vector<const FloorWord*> floors_;  // of each atom; null where it is none
    bool any_floor_ = false;
    std::vector<ShortName> short_names_;
    std::optional<std::vector<Name>> names_;
};

}  // namespace mallctl::search
