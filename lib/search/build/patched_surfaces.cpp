#include "search/build/patched_surfaces.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace mallctl::search {

namespace {

// Where a run is in the arrays of its source.
struct Range {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    std::uint32_t size() const { return end - first; }
};

template <typename Array>
Range range_of(const Array& starts, Range owners) {
    return {starts[owners.first], starts[owners.end]};
}

template <typename Array, typename T>
void append(const Array& from, Range range, std::vector<T>& to) {
    to.insert(to.end(), from.begin() + range.first, from.begin() + range.end);
}

// Starts of lists that come to lie at `at`.
template <typename Array, typename T>
void append_starts(const Array& from, Range lists, std::size_t at, std::vector<T>& to) {
    const auto moved = static_cast<std::uint32_t>(at) - from[lists.first];
    for (std::uint32_t i = lists.first; i < lists.end; ++i) to.push_back(T(from[i] + moved));
}

class Patch {
  public:
    Patch(const IndexView& before, const NewOwners& added, format::OwnedArrays& arrays)
        : before_(before), added_(added), arrays_(arrays), result_() {
        result_.number_of.assign(before.surface_count(), format::none);
        result_.added.reserve(added.arrays.surface_kinds.size());
    }

    void reserve(const OwnerRuns& runs) {
        std::size_t owners = 1;
        std::size_t surfaces = 1;
        std::size_t texts = 0;
        for (const OwnerRun& run : runs.all()) {
            const auto count = [&](const auto& source) {
                owners += run.end - run.first;
                surfaces += range_of(source.first_surface, {run.first, run.end}).size();
                texts += range_of(source.text_starts, {run.first, run.end}).size();
            };
            run.kept ? count(before_.arrays()) : count(added_.arrays);
        }
        arrays_.first_surface.reserve(owners);
        arrays_.text_starts.reserve(owners);
        arrays_.surface_owners.reserve(surfaces);
        arrays_.surface_kinds.reserve(surfaces);
        arrays_.word_starts.reserve(surfaces);
        arrays_.texts.reserve(texts);
    }

    void add(const OwnerRun& run) {
        const Range owners{run.first, run.end};
        if (run.kept) {
            add_kept(add(before_.arrays(), before_.arrays().word_starts, owners));
        } else {
            const Range surfaces = add(added_.arrays, added_.lists.starts, owners);
            for (std::uint32_t i = 0; i < surfaces.size(); ++i) {
                result_.added.push_back(count() - surfaces.size() + i);
            }
        }
        require_room(words_, count(), arrays_.texts.size());
    }

    PatchedSurfaces finish() {
        arrays_.first_surface.push_back(U24(count()));
        arrays_.text_starts.push_back(static_cast<std::uint32_t>(arrays_.texts.size()));
        arrays_.word_starts.push_back(U24(static_cast<std::uint32_t>(words_)));
        return std::move(result_);
    }

  private:
    std::uint32_t count() const { return static_cast<std::uint32_t>(arrays_.surface_kinds.size()); }

    // The surfaces of these owners, in the numbers of their source.
    template <typename Source, typename Starts>
    Range add(const Source& source, const Starts& word_starts, Range owners) {
        const Range surfaces = range_of(source.first_surface, owners);
        const Range words = range_of(word_starts, surfaces);
        const auto owner = static_cast<std::uint32_t>(arrays_.first_surface.size());
        for (std::uint32_t i = owners.first; i < owners.end; ++i) {
            const Range of_owner = range_of(source.first_surface, {i, i + 1});
            arrays_.surface_owners.insert(arrays_.surface_owners.end(), of_owner.size(),
                                          U24(owner + i - owners.first));
        }
        append_starts(source.first_surface, owners, count(), arrays_.first_surface);
        append_starts(source.text_starts, owners, arrays_.texts.size(), arrays_.text_starts);
        append(source.texts, range_of(source.text_starts, owners), arrays_.texts);
        append_starts(word_starts, surfaces, words_, arrays_.word_starts);
        append(source.surface_kinds, surfaces, arrays_.surface_kinds);
        words_ += words.size();
        return surfaces;
    }

    void add_kept(Range surfaces) {
        const auto first = result_.number_of.begin() + surfaces.first;
        std::iota(first, first + surfaces.size(), count() - surfaces.size());
        result_.ascending = result_.ascending && surfaces.first >= last_end_;
        last_end_ = surfaces.end;
    }

    const IndexView& before_;
    const NewOwners& added_;
    format::OwnedArrays& arrays_;
    PatchedSurfaces result_;
    std::size_t words_ = 0;
    std::uint32_t last_end_ = 0;
};

}  // namespace

PatchedSurfaces write_patched_surfaces(const IndexView& before, const OwnerRuns& runs, const NewOwners& added,
                                       format::OwnedArrays& arrays) {
    Patch patch(before, added, arrays);
    patch.reserve(runs);
    for (const OwnerRun& run : runs.all()) patch.add(run);
    return patch.finish();
}

}  // namespace mallctl::search
