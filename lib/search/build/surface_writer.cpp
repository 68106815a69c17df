#include "search/build/surface_writer.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

constexpr std::size_t most_words_of_all = std::size_t{1} << 24;
constexpr std::size_t most_text = std::size_t{1} << 31;

}  // namespace

SurfaceWriter::SurfaceWriter(format::OwnedArrays& arrays) : arrays_(arrays) {}

void SurfaceWriter::begin_owner(std::string_view title) {
    arrays_.first_surface.push_back(count());
    arrays_.text_starts.push_back(static_cast<std::uint32_t>(arrays_.texts.size()));
    arrays_.texts.insert(arrays_.texts.end(), title.begin(), title.end());
}

void SurfaceWriter::add(std::uint8_t field, std::string_view text, std::span<const WordId> words,
                        std::span<const std::uint32_t> extras) {
    arrays_.surface_owners.push_back(static_cast<std::uint32_t>(arrays_.first_surface.size() - 1));
    arrays_.surface_fields.push_back(field);
    arrays_.word_counts.push_back(static_cast<std::uint8_t>(words.size()));
    arrays_.word_starts.push_back(static_cast<std::uint32_t>(arrays_.words.size()));
    arrays_.words.insert(arrays_.words.end(), words.begin(), words.end());
    arrays_.words.insert(arrays_.words.end(), extras.begin(), extras.end());
    arrays_.text_starts.push_back(static_cast<std::uint32_t>(arrays_.texts.size()));
    arrays_.texts.insert(arrays_.texts.end(), text.begin(), text.end());
    if (arrays_.words.size() > most_words_of_all || arrays_.texts.size() > most_text) {
        throw core::Error(core::Fault::rejected, "the mall has more than 16 million words to search",
                          "split it in several malls, or take products out");
    }
}

bool SurfaceWriter::has(std::span<const WordId> words) const {
    for (std::uint32_t surface = first_of_owner(); surface < count(); ++surface) {
        const auto others = words_of(surface);
        if (std::equal(words.begin(), words.end(), others.begin(), others.end())) return true;
    }
    return false;
}

std::span<const WordId> SurfaceWriter::words_of(std::uint32_t surface) const {
    return std::span(arrays_.words).subspan(arrays_.word_starts[surface], arrays_.word_counts[surface]);
}

void SurfaceWriter::finish() {
    arrays_.first_surface.push_back(count());
    arrays_.text_starts.push_back(static_cast<std::uint32_t>(arrays_.texts.size()));
    arrays_.word_starts.push_back(static_cast<std::uint32_t>(arrays_.words.size()));
}

}  // namespace mallctl::search
