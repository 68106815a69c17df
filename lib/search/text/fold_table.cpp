#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "core/error.hpp"
#include "search/text/fold.hpp"
#include "search/text/fold_layout.hpp"
#include "search/text/fold_rules.hpp"

namespace mallctl::search {

namespace {

static_assert(std::endian::native == std::endian::little, "artifacts are little endian, and read in place");

using Numbers = std::vector<std::uint16_t>;

std::uint16_t narrow(std::size_t number) {
    if (number > 0xffff) {
        throw core::Error(core::Fault::failed, "the folding rules of this ICU need more than 65,536 numbers",
                          "report this with the version of ICU: its tables have outgrown the layout");
    }
    return static_cast<std::uint16_t>(number);
}

// Where a block of numbers begins among `kept`, which it joins where it is new.
std::uint16_t place(const Numbers& block, Numbers& kept, std::map<Numbers, std::uint16_t>& places) {
    const auto [found, added] = places.try_emplace(block, 0);
    if (added) {
        found->second = narrow(kept.size());
        kept.insert(kept.end(), block.begin(), block.end());
    }
    return found->second;
}

class TableMaker {
  public:
    TableMaker() : entries_(0x110000, separator_entry) {
        for (const FoldingOf& rule : folding_rules()) entries_[rule.letter] = entry_for(rule);
        pack();
    }

    std::vector<std::byte> bytes() const {
        const std::array<const Numbers*, 6> arrays = {&tops_,    &middles_, &leaves_,
                                                      &strings_, &han_,     &simple_han_};
        FoldHeader header{fold_magic, fold_layout, {}};
        std::vector<std::byte> bytes(sizeof(header));
        for (std::size_t i = 0; i < arrays.size(); ++i) {
            header.sizes[i] = static_cast<std::uint32_t>(arrays[i]->size());
            const auto array = std::as_bytes(std::span(*arrays[i]));
            bytes.insert(bytes.end(), array.begin(), array.end());
        }
        std::memcpy(bytes.data(), &header, sizeof(header));
        return bytes;
    }

  private:
    std::uint16_t entry_for(const FoldingOf& rule) {
        switch (rule.folding.kind) {
            case Folding::Kind::separator:
                return separator_entry;
            case Folding::Kind::space:
                return space_entry;
            case Folding::Kind::ignored:
                return ignored_entry;
            case Folding::Kind::mark:
                return mark_entry;
            case Folding::Kind::connector:
                return connector_entry;
            case Folding::Kind::hangul:
                return hangul_entry;
            case Folding::Kind::letters:
                break;
        }
        const std::u32string& letters = rule.folding.letters;
        const bool itself = letters == std::u32string_view(&rule.letter, 1);
        if (rule.han && rule.letter <= 0xffff && letters.size() == 1 && letters[0] <= 0xffff) {
            if (!itself) {
                han_.push_back(static_cast<std::uint16_t>(rule.letter));
                simple_han_.push_back(static_cast<std::uint16_t>(letters[0]));
            }
            return han_entry;
        }
        if (itself) return narrow(first_letter + static_cast<std::size_t>(rule.writing));
        return narrow(first_string + std::size_t{place(units_of(letters), strings_, string_places_)});
    }

    static Numbers units_of(const std::u32string& letters) {
        Numbers units(1);
        for (const char32_t letter : letters) {
            if (letter > 0xffff) {
                units.push_back(static_cast<std::uint16_t>(0xd7c0 + (letter >> 10)));
                units.push_back(static_cast<std::uint16_t>(0xdc00 + (letter & 0x3ff)));
            } else {
                units.push_back(static_cast<std::uint16_t>(letter));
            }
        }
        units[0] = narrow(units.size() - 1);
        return units;
    }

    void pack() {
        std::map<Numbers, std::uint16_t> leaves;
        std::map<Numbers, std::uint16_t> middles;
        auto entry = entries_.begin();
        for (std::size_t top = 0; top < top_count; ++top) {
            Numbers middle;
            for (std::size_t i = 0; i < middle_size; ++i, entry += leaf_size) {
                middle.push_back(place(Numbers(entry, entry + leaf_size), leaves_, leaves));
            }
            tops_.push_back(place(middle, middles_, middles));
        }
    }

    Numbers entries_;
    Numbers tops_, middles_, leaves_, strings_, han_, simple_han_;
    std::map<Numbers, std::uint16_t> string_places_;
};

}  // namespace

std::vector<std::byte> make_fold_table() {
    static const std::vector<std::byte> made = TableMaker().bytes();
    return made;
}

}  // namespace mallctl::search
