#include "search/build/surface_writer.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

constexpr std::size_t most_text = std::size_t{1} << 31;

}  // namespace

void require_room(std::size_t words, std::size_t surfaces, std::size_t text) {
    if (words <= U24::most && surfaces < U24::most && text <= most_text) return;
    throw core::Error(core::Fault::rejected, "the mall has more than 16 million words to search",
                      "split it in several malls, or take products out");
}

void SurfaceWriter::begin_owner(std::string_view title) {
    arrays_.first_surface.push_back(U24(count()));
    arrays_.text_starts.push_back(static_cast<std::uint32_t>(arrays_.texts.size()));
    add_text(title);
}

void SurfaceWriter::add(std::uint8_t field, std::string_view text, std::span<const WordId> words,
                        std::span<const ExtraWord> extras) {
    arrays_.surface_owners.push_back(U24(static_cast<std::uint32_t>(arrays_.first_surface.size() - 1)));
    arrays_.surface_kinds.push_back(
        static_cast<std::uint8_t>(field << format::word_count_bits | words.size()));
    lists_.starts.push_back(static_cast<std::uint32_t>(lists_.words.size()));
    lists_.words.insert(lists_.words.end(), words.begin(), words.end());
    for (const ExtraWord& extra : extras) lists_.words.push_back(extra.word);
    lists_.compound.resize(lists_.words.size() - extras.size(), false);
    for (const ExtraWord& extra : extras) lists_.compound.push_back(extra.compound);
    add_text(text);
    require_room(lists_.words.size(), count(), arrays_.texts.size());
}

void SurfaceWriter::take_over(const IndexView& before, SurfaceId surface) {
    const auto& arrays = before.arrays();
    arrays_.surface_owners.push_back(U24(static_cast<std::uint32_t>(arrays_.first_surface.size() - 1)));
    arrays_.surface_kinds.push_back(arrays.surface_kinds[surface]);
    lists_.starts.push_back(static_cast<std::uint32_t>(lists_.words.size()));
    for (std::uint32_t i = arrays.word_starts[surface]; i < arrays.word_starts[surface + 1]; ++i) {
        const bool compound = i >= arrays.word_starts[surface] + words_of(count() - 1).size() &&
                              (arrays.words[i] & format::compound_word) != 0;
        lists_.words.push_back(compound ? arrays.words[i] & ~format::compound_word : arrays.words[i]);
        lists_.compound.push_back(compound);
    }
    add_text(before.text_of(surface));
}

bool SurfaceWriter::has(std::span<const WordId> words) const {
    for (std::uint32_t surface = first_of_owner(); surface < count(); ++surface) {
        const auto others = words_of(surface);
        if (std::equal(words.begin(), words.end(), others.begin(), others.end())) return true;
    }
    return false;
}

std::span<const WordId> SurfaceWriter::words_of(std::uint32_t surface) const {
    return {lists_.words.data() + lists_.starts[surface],
            std::size_t{arrays_.surface_kinds[surface]} & format::most_surface_words};
}

WordLists SurfaceWriter::finish() {
    arrays_.first_surface.push_back(U24(count()));
    arrays_.text_starts.push_back(static_cast<std::uint32_t>(arrays_.texts.size()));
    lists_.starts.push_back(static_cast<std::uint32_t>(lists_.words.size()));
    return std::move(lists_);
}

void SurfaceWriter::add_text(std::string_view text) {
    format::write_size(text.size(), arrays_.texts);
    arrays_.texts.insert(arrays_.texts.end(), text.begin(), text.end());
}

}  // namespace mallctl::search
