#include "search/query/intents_levels.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

constexpr std::size_t shortest_with_slip = 5;  // of words for floors and numbers

bool is_digit(char32_t letter) {
    return letter >= U'0' && letter <= U'9';
}

bool has_letter(std::u32string_view letters) {
    return !std::all_of(letters.begin(), letters.end(), is_digit);
}

bool is_one_of(std::span<const std::u32string_view> words, std::u32string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::u32string digits_of(int value) {
    const std::string text = std::to_string(value);
    return {text.begin(), text.end()};
}

// The word for floors that was typed, an exact one before one with a slip.
const FloorWord* floor_of(std::u32string_view typed) {
    for (const Slips slips : {Slips::none, Slips::one}) {
        for (const FloorWord& floor : floor_words()) {
            if (is_word(typed, floor.word, slips, shortest_with_slip)) return &floor;
        }
    }
    return nullptr;
}

// The number that begins a word ("2" of "2nd"), of one or two digits, if one of `endings` is the rest of it.
std::optional<int> digits_before(std::u32string_view word, std::span<const std::u32string_view> endings) {
    std::size_t count = 0;
    int value = 0;
    while (count < word.size() && count <= 2 && is_digit(word[count]))
        value = value * 10 + static_cast<int>(word[count++] - U'0');
    if (count == 0 || count > 2 || !is_one_of(endings, word.substr(count))) return std::nullopt;
    return value;
}

// The number that ends a word ("2" of "l2").
std::optional<int> digits_after(std::u32string_view word, std::span<const std::u32string_view> beginnings) {
    const auto first =
        static_cast<std::size_t>(std::find_if(word.begin(), word.end(), is_digit) - word.begin());
    if (first == 0 || first == word.size() || !is_one_of(beginnings, word.substr(0, first)))
        return std::nullopt;
    static constexpr std::u32string_view nothing[] = {U""};
    return digits_before(word.substr(first), nothing);
}

bool lists(std::u32string_view words, std::u32string_view typed, Slips slips) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(U' '), words.size());
        if (is_word(typed, words.substr(0, end), slips, shortest_with_slip)) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

// The value of a number in words, from 1 on; 0 for another word.
int value_of(std::u32string_view typed) {
    for (const Slips slips : {Slips::none, Slips::one}) {
        const auto numbers = number_words();
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            if (lists(numbers[i], typed, slips)) return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

LevelWords made(std::size_t atoms, const QueryLevel* level) {
    return level == nullptr ? LevelWords{} : LevelWords{atoms, level};
}

LevelWords longer(LevelWords a, LevelWords b) {
    return b.atoms > a.atoms ? b : a;
}

}  // namespace

LevelFinder::LevelFinder(const FoldTable& table, const std::vector<QueryLevel>& levels,
                         const std::vector<Atom>& atoms)
    : table_(table), levels_(levels), atoms_(atoms) {
    if (levels.empty()) return;
    for (const Atom& atom : atoms) {
        floors_.push_back(floor_of(atom.letters));
        any_floor_ = any_floor_ || floors_.back() != nullptr;
    }
    Folded folded;
    for (const QueryLevel& level : levels) {
        table.fold(level.short_name, folded);
        const bool minus = level.short_name.starts_with('-') || level.short_name.starts_with("\u2212");
        if (!folded.letters.empty()) short_names_.push_back({folded.letters, minus, &level});
    }
}

LevelWords LevelFinder::at(std::size_t at, bool after_preposition) {
    if (levels_.empty() || at >= atoms_.size()) return {};
    LevelWords found = number_and_floor(at);
    found = longer(found, floor_and_more(at));
    found = longer(found, one_word(at));
    return longer(found, name(at, after_preposition));
}

// "2. Stock", "second floor", "B1 level".
LevelWords LevelFinder::number_and_floor(std::size_t at) const {
    if (!any_floor_) return {};
    if (const Number number = number_at(at); number.atoms > 0) {
        const FloorWord* floor = floor_word(at + number.atoms);
        if (floor == nullptr) return {};
        const bool below = number.minus || floor->below;
        return made(number.atoms + 1,
                    numbered(below ? -number.value : number.value, floor->first_may_be_ground));
    }
    if (floor_word(at + 1) == nullptr) return {};
    return made(2, short_named(atoms_[at].letters));
}

// "level 2", "level B1", "Ebene zwei", "level Food".
LevelWords LevelFinder::floor_and_more(std::size_t at) {
    const FloorWord* floor = floor_word(at);
    if (floor == nullptr || at + 1 >= atoms_.size()) return {};
    if (const Number number = number_at(at + 1); number.atoms > 0) {
        const bool below = number.minus || floor->below;
        return made(number.atoms + 1,
                    numbered(below ? -number.value : number.value, floor->first_may_be_ground));
    }
    if (const auto* level = short_named(atoms_[at + 1].letters)) return {2, level};
    LevelWords found = called(at + 1);
    if (found.atoms > 0) ++found.atoms;
    return found;
}

// "2F", "L2", "1OG", "B1", "-1".
LevelWords LevelFinder::one_word(std::size_t at) const {
    const auto letters = atoms_[at].letters;
    const bool digits = std::any_of(letters.begin(), letters.end(), is_digit);
    if (!digits) return {};
    if (has_letter(letters)) {
        if (const auto* level = short_named(letters)) return {1, level};
        for (const auto& value :
             {digits_before(letters, level_affixes()), digits_after(letters, level_affixes())}) {
            if (value) return made(1, numbered(*value, false));
        }
        for (const auto& value :
             {digits_before(letters, basement_affixes()), digits_after(letters, basement_affixes())}) {
            if (value) return made(1, numbered(-*value, false));
        }
        return {};
    }
    const Number number = number_at(at);
    if (number.atoms == 0 || !number.minus) return {};
    return made(number.atoms, numbered(-number.value, false));
}

// A name of a level, with a word for floors in it or behind it, or where a preposition makes it one.
LevelWords LevelFinder::name(std::size_t at, bool enough) {
    if (!enough && !any_floor_) return {};
    const LevelWords found = called(at);
    if (found.atoms == 0) return {};
    if (floor_word(at + found.atoms) != nullptr) return {found.atoms + 1, found.level};
    for (std::size_t i = 0; i < found.atoms; ++i) enough = enough || floor_word(at + i) != nullptr;
    return enough ? found : LevelWords{};
}

LevelWords LevelFinder::called(std::size_t at) {
    LevelWords found;
    for (const Name& name : names()) {
        const std::size_t count = name.atoms.size();
        if (count <= found.atoms || count > atoms_.size() - at) continue;
        const bool same =
            std::equal(name.atoms.begin(), name.atoms.end(), atoms_.begin() + static_cast<std::ptrdiff_t>(at),
                       [](const Atom& a, const Atom& b) { return a.letters == b.letters; });
        if (same) found = {count, name.level};
    }
    return found;
}

const FloorWord* LevelFinder::floor_word(std::size_t at) const {
    return at < floors_.size() ? floors_[at] : nullptr;
}

LevelFinder::Number LevelFinder::number_at(std::size_t at) const {
    if (at >= atoms_.size()) return {};
    static const auto words = [] {
        std::vector<std::vector<std::u32string_view>> all;
        for (const auto word : minus_words()) all.push_back(parts_of(word));
        return all;
    }();
    for (const auto& word : words) {
        const std::size_t before = match_phrase(atoms_, at, word);
        if (before == 0) continue;
        Number number = number_at(at + before);
        if (number.atoms == 0) return {};
        number.atoms += before;
        number.minus = true;
        return number;
    }
    const auto letters = atoms_[at].letters;
    if (const auto value = digits_before(letters, ordinal_endings())) return {1, *value, atoms_[at].minus};
    const int value = value_of(letters);
    if (value == 0) return {};
    if (letters == U"十" && at + 1 < atoms_.size()) {
        const int more = value_of(atoms_[at + 1].letters);
        if (more > 0 && more < 10) return {2, 10 + more, false};
    }
    return {1, value, false};
}

const QueryLevel* LevelFinder::numbered(int value, bool first_may_be_ground) const {
    if (const auto* level = short_named(value)) return level;
    if (const auto* level = with_ordinal(value)) return level;
    return value == 1 && first_may_be_ground ? with_ordinal(0) : nullptr;
}

const QueryLevel* LevelFinder::short_named(int value) const {
    const int number = std::abs(value);
    for (const ShortName& name : short_names_) {
        if (name.minus == (value < 0) && name.letters == digits_of(number)) return name.level;
    }
    const auto affixes = value < 0 ? basement_affixes() : level_affixes();
    for (const ShortName& name : short_names_) {
        if (name.minus) continue;
        if (has_letter(name.letters) && (digits_before(name.letters, affixes) == number ||
                                         digits_after(name.letters, affixes) == number)) {
            return name.level;
        }
    }
    return nullptr;
}

// By letters: numbers are not short names, but what numbered() makes of them.
const QueryLevel* LevelFinder::short_named(std::u32string_view letters) const {
    if (!has_letter(letters)) return nullptr;
    for (const ShortName& name : short_names_) {
        if (name.letters == letters) return name.level;
    }
    return nullptr;
}

const QueryLevel* LevelFinder::with_ordinal(int ordinal) const {
    const auto found = std::find_if(levels_.begin(), levels_.end(),
                                    [&](const QueryLevel& level) { return level.ordinal == ordinal; });
    return found == levels_.end() ? nullptr : &*found;
}

const QueryLevel* LevelFinder::of(Meaning meaning) const {
    if (meaning == Meaning::ground) return with_ordinal(0);
    if (meaning == Meaning::basement) return with_ordinal(-1);
    if (meaning != Meaning::top || levels_.empty()) return nullptr;
    return &*std::max_element(levels_.begin(), levels_.end(),
                              [](const QueryLevel& a, const QueryLevel& b) { return a.ordinal < b.ordinal; });
}

// Folded when they are first asked for: most queries name no level.
const std::vector<LevelFinder::Name>& LevelFinder::names() {
    if (names_) return *names_;
    names_.emplace();
    for (const QueryLevel& level : levels_) {
        for (const std::string& text : level.names) {
            Name& name = names_->emplace_back();
            name.text = text;
            name.level = &level;
            table_.fold(text, name.folded);
        }
    }
    // Views of the letters, which no longer move.
    for (Name& name : *names_) name.atoms = atoms_of(name.text, name.folded);
    return *names_;
}

}  // namespace mallctl::search
