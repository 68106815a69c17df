#include "nav/guidance/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "nav/guidance/phrases/catalogues.hpp"
#include "nav/guidance/phrases/fill.hpp"

namespace mallctl::nav {

namespace {

constexpr std::size_t longest_button = 4;

Phrase after(Phrase first, std::size_t steps) {
    return static_cast<Phrase>(static_cast<std::size_t>(first) + steps);
}

Phrase after(Phrase first, Side side) {
    return after(first, static_cast<std::size_t>(side));
}

// What names of connectors call themselves, in the languages of the catalogues and without their endings.
constexpr std::array<std::pair<std::string_view, std::string_view>, 30> own_words{{
    {"elevator", "lift"},
    {"elevator", "elevator"},
    {"elevator", "aufzug"},
    {"elevator", "fahrstuhl"},
    {"elevator", "ascens"},
    {"elevator", "elevador"},
    {"elevator", "电梯"},
    {"elevator", "مصعد"},
    {"escalator", "escalator"},
    {"escalator", "rolltreppe"},
    {"escalator", "escalera"},
    {"escalator", "escada"},
    {"escalator", "扶梯"},
    {"escalator", "سلم"},
    {"stairs", "stair"},
    {"stairs", "steps"},
    {"stairs", "treppe"},
    {"stairs", "escal"},
    {"stairs", "escada"},
    {"stairs", "楼梯"},
    {"stairs", "درج"},
    {"ramp", "ramp"},
    {"ramp", "坡道"},
    {"ramp", "منحدر"},
    {"movingwalkway", "walk"},
    {"movingwalkway", "steig"},
    {"movingwalkway", "roulant"},
    {"movingwalkway", "rodante"},
    {"movingwalkway", "rolante"},
    {"movingwalkway", "步道"},
}};

// True for "Lift A" and "Aufzug Nord", which need no "the lift" before them.
bool says_what_it_is(const RideStep& ride) {
    std::string name;
    for (const char c : ride.name) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return std::any_of(own_words.begin(), own_words.end(), [&](const auto& own) {
        return own.first == ride.category && name.find(own.second) != std::string::npos;
    });
}

Phrase connector_phrase(const std::string& category) {
    constexpr std::array<std::pair<std::string_view, Phrase>, 5> known{
        {{"elevator", Phrase::elevator},
         {"escalator", Phrase::escalator},
         {"stairs", Phrase::stairs},
         {"ramp", Phrase::ramp},
         {"movingwalkway", Phrase::movingwalkway}}};
    const auto it =
        std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == category; });
    return it == known.end() ? Phrase::connector : it->second;
}

class Words {
  public:
    Words(const std::vector<LevelInfo>& levels, const Language& language)
        : levels_(levels), language_(language) {}

    std::string of(const Instruction& step, bool first) const {
        switch (step.kind) {
            case InstructionKind::depart:
                return with_landmarks(depart(step, first), step);
            case InstructionKind::connector:
                return with_landmarks(with_length(ride(step), Phrase::then_walk, step), step);
            case InstructionKind::stop:
                return arrival(step, Phrase::stop);
            case InstructionKind::arrive:
                return arrival(step, Phrase::arrive);
            default:
                return with_landmarks(with_length(turn(step), Phrase::and_walk, step), step);
        }
    }

    std::string length(double metres) const {
        const long whole = rounded_metres(metres);
        return say(metres_phrase(whole), {insert(std::to_string(whole))});
    }

  private:
    std::string say(Phrase phrase, std::initializer_list<std::string> with = {}) const {
        return fill(language_.phrases[static_cast<std::size_t>(phrase)], with);
    }

    std::string insert(const std::string& text) const { return inserted(text, language_.right_to_left); }

    Phrase metres_phrase(long n) const {
        if (language_.plurals == Plurals::none) return Phrase::metres_other;
        if (n == 1) return Phrase::metres_one;
        if (n == 2) return Phrase::metres_two;
        if (n % 100 >= 3 && n % 100 <= 10) return Phrase::metres_few;
        return n % 100 >= 11 ? Phrase::metres_many : Phrase::metres_other;
    }

    std::string depart(const Instruction& step, bool first) const {
        Phrase phrase = first ? Phrase::depart : Phrase::go_on;
        if (step.side) phrase = after(Phrase::depart_ahead, 2 * static_cast<std::size_t>(*step.side));
        if (rounded_metres(step.distance_m) == 0) return say(phrase);
        return say(after(phrase, 1), {length(step.distance_m)});
    }

    std::string turn(const Instruction& step) const {
        const auto index =
            static_cast<std::size_t>(step.kind) - static_cast<std::size_t>(InstructionKind::slight_left);
        if (step.landmark && step.landmark->relation == Relation::at && step.kind != InstructionKind::u_turn)
            return say(after(Phrase::slight_left_at, index), {insert(step.landmark->name)});
        return say(after(Phrase::slight_left, index));
    }

    std::string ride(const Instruction& step) const {
        const RideStep ride = step.connector.value_or(RideStep{});
        const Phrase plain = connector_phrase(ride.category);
        std::string what = say(plain);
        if (!ride.name.empty())
            what = say(says_what_it_is(ride) ? Phrase::connector_own : after(plain, 1), {insert(ride.name)});
        if (step.level == step.to_level) return say(Phrase::ride_through, {what});
        return say(after(Phrase::ride_up, static_cast<std::size_t>(ride.direction)), {what, level(step)});
    }

    // What the lift's button says, unless both ends say the same (a bridge between two buildings). Longer
    // names, "Basement" and "Level 2", speak for themselves.
    std::string level(const Instruction& step) const {
        const LevelInfo& from = levels_.at(step.level);
        const LevelInfo& to = levels_.at(step.to_level);
        const bool tells = !to.short_name.empty() && to.short_name != from.short_name;
        const std::string& name = tells ? to.short_name : to.label;
        return say(name.size() > longest_button ? Phrase::level_name : Phrase::level_number, {insert(name)});
    }

    std::string with_length(std::string text, Phrase phrase, const Instruction& step) const {
        if (rounded_metres(step.distance_m) == 0) return text;
        return say(phrase, {std::move(text), length(step.distance_m)});
    }

    std::string with_landmarks(std::string text, const Instruction& step) const {
        if (step.landmark && step.landmark->relation == Relation::towards)
            text = say(Phrase::towards, {std::move(text), insert(step.landmark->name)});
        if (step.passed) {
            const bool left = step.passed->side == Side::left;
            text = say(left ? Phrase::past_left : Phrase::past_right,
                       {std::move(text), insert(step.passed->name)});
        }
        return text;
    }

    // `plain` is followed by its sides, and these by the same with a name.
    std::string arrival(const Instruction& step, Phrase plain) const {
        constexpr std::size_t forms = 5;
        Phrase phrase = step.place.empty() ? plain : after(plain, forms);
        if (step.side) phrase = after(after(phrase, 1), *step.side);
        if (step.place.empty()) return say(phrase);
        return say(phrase, {insert(step.place)});
    }

    const std::vector<LevelInfo>& levels_;
    const Language& language_;
};

}  // namespace

void put_into_words(std::vector<Instruction>& instructions, const std::vector<LevelInfo>& levels,
                    const Language& language) {
    const Words words(levels, language);
    for (Instruction& step : instructions) step.text = words.of(step, &step == &instructions.front());
}

std::string length_in_words(double metres, const Language& language) {
    return Words({}, language).length(metres);
}

}  // namespace mallctl::nav
