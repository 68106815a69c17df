#include "search/query/intents.hpp"

#include <algorithm>

#include "search/query/intents_atoms.hpp"
#include "search/query/intents_levels.hpp"
#include "search/query/intents_words.hpp"

namespace mallctl::search {

namespace {

constexpr std::size_t most_leads = 3;  // "is on the" first floor

struct PhraseParts {
    IntentPhrase phrase;
    std::vector<std::u32string_view> parts;
};

char32_t first_letter(const PhraseParts& phrase) {
    return phrase.parts[0][0];
}

// Those that can begin with a word: slips are not at the first letter.
std::span<const PhraseParts> phrases_like(std::u32string_view word) {
    static const auto all = [] {
        std::vector<PhraseParts> made;
        for (const IntentPhrase& phrase : intent_phrases()) made.push_back({phrase, parts_of(phrase.words)});
        std::stable_sort(made.begin(), made.end(), [](const PhraseParts& a, const PhraseParts& b) {
            return first_letter(a) < first_letter(b);
        });
        return made;
    }();
    const auto first = std::partition_point(
        all.begin(), all.end(), [&](const PhraseParts& phrase) { return first_letter(phrase) < word[0]; });
    const auto end = std::partition_point(
        first, all.end(), [&](const PhraseParts& phrase) { return first_letter(phrase) == word[0]; });
    return {first, end};
}

bool is_one_of(std::span<const std::u32string_view> words, std::u32string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// An intent and the atoms [first, end) that say it.
struct Said {
    std::size_t first = 0;
    std::size_t end = 0;
    Meaning meaning = Meaning::near_me;
    const QueryLevel* level = nullptr;  // of a level
    bool alone = true;                  // it may be all of a query
};

class Reader {
  public:
    Reader(const FoldTable& table, const std::vector<QueryLevel>& levels, std::string_view text)
        : text_(text),
          folded_(table.fold(text)),
          atoms_(atoms_of(text, folded_)),
          levels_(levels),
          finder_(table, levels, atoms_) {
        for (std::size_t at = 0; at < atoms_.size();) {
            const Said said = said_at(at);
            if (said.end > at) said_.push_back(said);
            at = std::max(at + 1, said.end);
        }
        const bool all = said_.size() == 1 && said_[0].first == 0 && said_[0].end == atoms_.size();
        if (all && !said_[0].alone) said_.clear();
    }

    Intents intents() const {
        Intents intents;
        for (const Said& said : said_) {
            if (said.level != nullptr)
                intents.levels = labels_like(*said.level);
            else if (said.meaning == Meaning::near_me)
                intents.near_me = true;
            else
                intents.open_now = true;
        }
        intents.rest = said_.empty() ? std::string(text_) : rest();
        return intents;
    }

  private:
    // Two buildings may both have a level "2": whoever names it means either.
    std::vector<std::string> labels_like(const QueryLevel& said) const {
        std::vector<std::string> labels;
        for (const QueryLevel& level : levels_) {
            const bool shared = !said.short_name.empty() && level.short_name == said.short_name;
            if (&level == &said || shared) labels.push_back(level.label);
        }
        return labels;
    }

    // The longest intent that begins here, what leads to it and follows it included.
    Said said_at(std::size_t at) {
        Said best{at, at, {}, nullptr, true};
        bool preposition = false;
        for (std::size_t leads = 0; leads <= most_leads && at + leads < atoms_.size(); ++leads) {
            if (leads > 0) {
                const auto lead = atoms_[at + leads - 1].letters;
                const bool before_level = is_one_of(prepositions(), lead);
                if (!before_level && !is_one_of(articles(), lead)) break;
                preposition = preposition || before_level;
            }
            const Said said = core_at(at + leads, preposition);
            if (said.end > said.first && said.end > best.end) best = said;
        }
        best.first = at;
        while (best.end > at && best.end < atoms_.size() &&
               is_one_of(particles(), atoms_[best.end].letters)) {
            ++best.end;
        }
        return best;
    }

    Said core_at(std::size_t at, bool preposition) {
        Said best{at, at, {}, nullptr, true};
        for (const auto& [phrase, parts] : phrases_like(atoms_[at].letters)) {
            if (parts.size() <= best.end - at) continue;
            const std::size_t count = match_phrase(atoms_, at, parts);
            if (count == 0) continue;
            const QueryLevel* level = finder_.of(phrase.meaning);
            const bool of_level = phrase.meaning != Meaning::near_me && phrase.meaning != Meaning::open_now;
            if (of_level ? level == nullptr || has_level() : preposition) continue;
            best = {at, at + count, phrase.meaning, level, count > 1 || phrase.alone || preposition};
        }
        if (has_level()) return best;
        const LevelWords words = finder_.at(at, preposition);
        if (words.atoms <= best.end - at) return best;
        return {at, at + words.atoms, Meaning::ground, words.level, words.atoms > 1 || preposition};
    }

    bool has_level() const {
        return std::any_of(said_.begin(), said_.end(),
                           [](const Said& said) { return said.level != nullptr; });
    }

    // What was typed but for the intents; where words are left at its end, to the end of the text, so that it
    // ends open as the text does.
    std::string rest() const {
        std::string rest;
        const auto keep = [&](std::size_t first, std::size_t end) {
            if (first >= end) return;
            const std::size_t last = end == atoms_.size() ? text_.size() : atoms_[end - 1].end;
            if (!rest.empty()) rest += ' ';
            rest += text_.substr(atoms_[first].first, last - atoms_[first].first);
        };
        std::size_t at = 0;
        for (const Said& said : said_) {
            keep(at, said.first);
            at = said.end;
        }
        keep(at, atoms_.size());
        return rest;
    }

    std::string_view text_;
    Folded folded_;
    std::vector<Atom> atoms_;
    const std::vector<QueryLevel>& levels_;
    LevelFinder finder_;
    std::vector<Said> said_;
};

}  // namespace

Intents find_intents(std::string_view text, const FoldTable& table, const std::vector<QueryLevel>& levels) {
    return Reader(table, levels, text).intents();
}

}  // namespace mallctl::search
