#include "search/match/gathering.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace mallctl::search {

namespace {

// A tag or category says less of a document than its name does.
constexpr int by_group = 30;
// Of a word in a name that the query does not have.
constexpr int unasked_word = 12;
constexpr std::size_t most_wide_groups = 32;

}  // namespace

void Gathering::begin(const IndexView& index, std::span<const Part> parts, const DocumentSet& allowed) {
    index_ = &index;
    allowed_ = &allowed;
    parts_ = parts;
    // Another index may have fewer documents than the last one.
    for (const DocumentId document : documents_) numbers_[document] = 0;
    if (numbers_.size() < index.document_count()) numbers_.resize(index.document_count(), 0);
    documents_.clear();
    seen_.clear();
    costs_.clear();
    sums_.clear();
    missing_.clear();
    missing_sum_ = 0;
    for (const Part& part : parts) {
        missing_.push_back(static_cast<std::uint16_t>(part.missing));
        missing_sum_ += part.missing;
    }
    owners_ = index.arrays().surface_owners.data();
    repeated_.clear();
    wide_.clear();
    for (const GroupAnswer& one : groups_) group_places_[one.group] = 0;
    groups_.clear();
    wide_groups_.clear();
    is_wide_group_.assign(index.group_count(), false);
    wide_blocks_.assign(index.dictionary().term_count() / block_terms / 64 + 1, 0);
    offered_.assign(parts.size(), std::numeric_limits<std::uint16_t>::max());
    if (group_places_.size() < index.group_count()) group_places_.resize(index.group_count(), 0);
}

std::size_t Gathering::number_of(DocumentId document, SurfaceId surface) {
    std::uint32_t& number = numbers_[document];
    if (number == 0) {
        documents_.push_back(document);
        seen_.push_back({surface, 0, 0, 0});
        costs_.insert(costs_.end(), missing_.begin(), missing_.end());
        sums_.push_back(missing_sum_);
        number = static_cast<std::uint32_t>(documents_.size());
    }
    return number - 1;
}

void Gathering::add_document(DocumentId document, SurfaceId surface, const TermAnswer& answer, int more) {
    const std::size_t number = number_of(document, surface);
    const int each = (answer.cost + more) / (answer.end - answer.first);
    std::uint16_t* costs = costs_.data() + number * parts_.size();
    for (std::size_t part = answer.first; part < answer.end; ++part) {
        if (costs[part] <= each) continue;
        sums_[number] -= costs[part] - each;
        costs[part] = static_cast<std::uint16_t>(each);
    }
    Seen& seen = seen_[number];
    if (seen.surface != surface) return;
    const std::uint32_t bits = (std::uint32_t{1} << answer.end) - (std::uint32_t{1} << answer.first);
    if ((seen.answered & bits) == bits) return;
    seen.answered |= bits;
    seen.words = static_cast<std::uint8_t>(seen.words + answer.words);
}

void Gathering::add(SurfaceId surface, const TermAnswer& answer) {
    const DocumentId document = index_->document_of(surface);
    if (document == no_document) {
        add_group(surface, answer);
    } else if (allowed_->has(document)) {
        add_document(document, surface, answer, 0);
    }
}

// Synonyms lead to a group many times: once for the same parts is enough, at the least cost.
void Gathering::add_group(SurfaceId surface, const TermAnswer& answer) {
    const GroupId group = index_->surface(surface).group;
    std::uint32_t& last = group_places_[group];
    for (std::uint32_t place = last; place != 0; place = groups_[place - 1].before) {
        GroupAnswer& other = groups_[place - 1];
        if (other.answer.first != answer.first || other.answer.end != answer.end) continue;
        if (std::tie(answer.cost, surface) < std::tie(other.answer.cost, other.surface)) {
            other.answer = answer;
            other.surface = surface;
        }
        return;
    }
    groups_.push_back({group, surface, 0, answer, last});
    last = static_cast<std::uint32_t>(groups_.size());
}

std::size_t Gathering::add_groups(std::size_t most) {
    for (GroupAnswer& one : groups_) {
        one.members = static_cast<std::uint32_t>(index_->members_of(one.group).size());
        group_places_[one.group] = 0;
    }
    std::sort(groups_.begin(), groups_.end(), [](const GroupAnswer& a, const GroupAnswer& b) {
        return std::tie(a.answer.cost, a.members, a.group, a.answer.first, a.answer.end) <
               std::tie(b.answer.cost, b.members, b.group, b.answer.first, b.answer.end);
    });
    std::size_t added = 0;
    for (const GroupAnswer& one : groups_) {
        if (added + one.members > most) {
            if (wide_groups_.size() == most_wide_groups) continue;
            wide_groups_.push_back(one);
            is_wide_group_[one.group] = true;
            offer(one.answer, by_group);
            continue;
        }
        added += one.members;
        for (const DocumentId member : index_->members_of(one.group)) {
            if (allowed_->has(member)) add_document(member, one.surface, one.answer, by_group);
        }
    }
    groups_.clear();
    return added;
}

void Gathering::add_wide(const TermAnswer& answer) {
    wide_.push_back(answer);
    offer(answer, 0);
    if (answer.terms.empty()) return;
    const TermId last = (answer.terms.end - 1) / block_terms;
    for (TermId block = answer.terms.first / block_terms; block <= last; ++block) {
        wide_blocks_[block / 64] |= std::uint64_t{1} << (block % 64);
    }
}

void Gathering::offer(const TermAnswer& answer, int more) {
    const int each = (answer.cost + more) / (answer.end - answer.first);
    for (std::size_t part = answer.first; part < answer.end; ++part) {
        offered_[part] = static_cast<std::uint16_t>(std::min<int>(offered_[part], each));
    }
}

void Gathering::sort_wide() {
    std::stable_sort(wide_.begin(), wide_.end(),
                     [](const TermAnswer& a, const TermAnswer& b) { return a.terms.first < b.terms.first; });
    wide_reach_.clear();
    TermId reach = 0;
    for (const TermAnswer& answer : wide_) {
        reach = std::max(reach, answer.terms.end);
        wide_reach_.push_back(reach);
    }
}

bool Gathering::look_into(SurfaceId surface, DocumentId document) {
    bool any = false;
    for (const TermId term : index_->surface(surface).words) {
        if (!in_wide_block(term)) continue;
        auto after = static_cast<std::size_t>(
            std::upper_bound(wide_.begin(), wide_.end(), term,
                             [](TermId one, const TermAnswer& answer) { return one < answer.terms.first; }) -
            wide_.begin());
        for (; after > 0 && wide_reach_[after - 1] > term; --after) {
            if (term >= wide_[after - 1].terms.end) continue;
            add_document(document, surface, wide_[after - 1], 0);
            any = true;
        }
    }
    return any;
}

bool Gathering::complete(DocumentId document) {
    if (!allowed_->has(document)) return false;
    bool any = false;
    const auto [first, end] = index_->surfaces_of(document);
    if (!wide_.empty()) {
        for (SurfaceId surface = first; surface < end; ++surface) any = look_into(surface, document) || any;
    }
    if (!wide_groups_.empty()) {
        const auto groups = index_->groups_of(document);
        const bool in_any =
            std::any_of(groups.begin(), groups.end(), [&](GroupId group) { return is_wide_group_[group]; });
        for (const GroupAnswer& wide : wide_groups_) {
            if (!in_any || std::find(groups.begin(), groups.end(), wide.group) == groups.end()) continue;
            add_document(document, wide.surface, wide.answer, by_group);
            any = true;
        }
    }
    if (numbers_[document] != 0) seen_[numbers_[document] - 1].completed = wide_count();
    return any;
}

void Gathering::expect_words(SurfaceId surface, unsigned step) const {
    if (step == 0) {
        __builtin_prefetch(&index_->arrays().surface_kinds[surface]);
        __builtin_prefetch(&index_->arrays().word_starts[surface]);
    } else {
        __builtin_prefetch(index_->surface(surface).words.data());
    }
}

void Gathering::expect_complete(DocumentId document, unsigned step) const {
    const format::ViewedArrays& arrays = index_->arrays();
    if (step == 0) {
        __builtin_prefetch(&arrays.first_surface[document]);
        if (!wide_groups_.empty()) __builtin_prefetch(&arrays.group_sets[document]);
        return;
    }
    const auto [first, end] = index_->surfaces_of(document);
    if (first == end) return;
    expect_words(first, step - 1);
    if (step == 1) {
        if (!wide_groups_.empty()) __builtin_prefetch(&arrays.set_starts[arrays.group_sets[document]]);
        return;
    }
    if (!wide_groups_.empty()) __builtin_prefetch(index_->groups_of(document).data());
}

std::optional<int> Gathering::least_when_complete(std::size_t number) const {
    if (seen_[number].completed == wide_count()) return std::nullopt;
    int cost = 0;
    bool gains = false;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
        gains = gains || offered_[part] < cost_of_part(number, part);
        cost += std::min<int>(cost_of_part(number, part), offered_[part]);
    }
    return gains ? std::optional(cost) : std::nullopt;
}

int Gathering::estimate(std::size_t number) const {
    const Seen& seen = seen_[number];
    const auto words = index_->surface(seen.surface).words;
    int cost =
        cost_of_parts(number) + unasked_word * std::max(0, static_cast<int>(words.size()) - seen.words);
    for (const auto& [term, times] : repeated_) {
        const auto found = static_cast<int>(std::count(words.begin(), words.end(), term));
        cost += unasked_word * std::max(0, times - found);
    }
    return cost;
}

}  // namespace mallctl::search
