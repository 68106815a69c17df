#include "search/match/assignment.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

// Where one way through the first words of the query stands.
struct State {
    std::uint32_t taken = 0;    // text words, a bit each
    std::uint8_t last_end = 0;  // of the text words that the word before stands for; 0: none yet
    int cost = 0;
    std::uint32_t trace = 0;  // the step that led here; 0: none
};

struct Step {
    std::uint32_t before = 0;
    std::uint16_t pairing = 0;
};

void keep(std::vector<State>& states, const State& state) {
    for (State& other : states) {
        if (other.taken != state.taken || other.last_end != state.last_end) continue;
        if (state.cost < other.cost) other = state;
        return;
    }
    if (states.size() < most_states) {
        states.push_back(state);
        return;
    }
    const auto worst = std::max_element(states.begin(), states.end(),
                                        [](const State& a, const State& b) { return a.cost < b.cost; });
    if (state.cost < worst->cost) *worst = state;
}

int cost_of_rest(std::uint32_t taken, const Unpaired& unpaired) {
    int cost = 0;
    bool after = true;
    for (std::size_t i = unpaired.missing.size(); i-- > 0;) {
        if ((taken >> i) & 1) {
            after = false;
        } else {
            cost += after ? unpaired.unfinished[i] : unpaired.missing[i];
        }
    }
    return cost;
}

}  // namespace

void assign(std::span<const Pairing> pairings, const Unpaired& unpaired, Assignment& result) {
    const std::size_t words = std::min(unpaired.superfluous.size(), most_words);
    thread_local std::array<std::vector<State>, most_words + 1> states;
    thread_local std::vector<Step> trace;
    for (std::size_t i = 0; i <= words; ++i) states[i].clear();
    trace.assign(1, Step{});
    states[0].push_back(State{});

    std::size_t next = 0;
    for (std::size_t word = 0; word < words; ++word) {
        const std::size_t first = next;
        while (next < pairings.size() && pairings[next].query_first == word) ++next;
        for (const State& state : states[word]) {
            State skipped = state;
            skipped.cost += unpaired.superfluous[word];
            keep(states[word + 1], skipped);
            for (std::size_t i = first; i < next; ++i) {
                const Pairing& pairing = pairings[i];
                const std::uint32_t bits = ((1U << pairing.text_end) - 1) & ~((1U << pairing.text_first) - 1);
                if ((state.taken & bits) != 0) continue;
                State chosen = state;
                chosen.taken |= bits;
                chosen.cost += pairing.cost;
                if (pairing.text_first < state.last_end) chosen.cost += out_of_order;
                chosen.last_end = pairing.text_end;
                trace.push_back({state.trace, static_cast<std::uint16_t>(i)});
                chosen.trace = static_cast<std::uint32_t>(trace.size() - 1);
                keep(states[pairing.query_end], chosen);
            }
        }
    }

    const State* best = nullptr;
    int least = 0;
    for (const State& state : states[words]) {
        const int cost = state.cost + cost_of_rest(state.taken, unpaired);
        if (best == nullptr || cost < least) {
            best = &state;
            least = cost;
        }
    }
    result.cost = least;
    result.chosen.clear();
    for (std::uint32_t at = best->trace; at != 0; at = trace[at].before) {
        result.chosen.push_back(trace[at].pairing);
    }
    std::reverse(result.chosen.begin(), result.chosen.end());
}

}  // namespace mallctl::search
