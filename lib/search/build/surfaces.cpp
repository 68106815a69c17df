#include "search/build/surfaces.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "search/build/content_hash.hpp"

namespace mallctl::search {

namespace {

void require_utf8(std::string_view text, std::string_view owner) {
    if (core::is_utf8(text)) return;
    throw core::Error(core::Fault::rejected, fmt::format("a text of '{}' is not UTF-8", owner),
                      "write it again in UTF-8");
}

bool is_place(DocumentKind kind) {
    return kind == DocumentKind::store || kind == DocumentKind::amenity || kind == DocumentKind::location;
}

// People write names of places together ("redbull"); of 100,000 products that would be half of the index.
Joining joining_of(DocumentKind kind) {
    return is_place(kind) ? Joining::words_together : Joining::words_apart;
}

constexpr std::uint8_t number_of(Field field) {
    return static_cast<std::uint8_t>(field);
}

// "food.ice_cream": "ice cream".
std::string last_part(const Group& group) {
    const std::size_t dot = group.category ? group.name.rfind('.') : std::string::npos;
    std::string part = dot == std::string::npos ? group.name : group.name.substr(dot + 1);
    std::replace(part.begin(), part.end(), '_', ' ');
    return part;
}

}  // namespace

void SurfaceBuilder::add(const Document& document, const std::vector<std::string>& locales) {
    require_utf8(document.slug, "a slug");
    writer_.begin_owner(document.slug);
    const Joining joining = joining_of(document.kind);
    std::vector<std::string> readings;
    const auto add_one = [&](Field field, std::string_view text) {
        require_utf8(text, document.slug);
        add_text(field, text, joining, readings);
    };
    std::vector<std::string_view> names;
    names_in_order(document, locales, names);
    for (const std::string_view name : names) add_one(Field::name, name);
    // The name that is shown is there even where nobody can find it by that.
    if (writer_.first_of_owner() == writer_.count()) writer_.add(number_of(Field::name), "", {}, {});
    std::vector<std::string_view> aliases(document.aliases.begin(), document.aliases.end());
    std::sort(aliases.begin(), aliases.end());
    for (const std::string_view alias : aliases) add_one(Field::alias, alias);
    add_one(Field::brand, document.brand);
    std::vector<std::string> none;
    for (const std::string& latin : readings) add_text(Field::reading, latin, joining, none);
    add_phrases(rule_of(document.kind));
}

void SurfaceBuilder::take_over(const Document& document, DocumentId before) {
    writer_.begin_owner(document.slug);
    const auto [first, end] = before_->surfaces_of(before);
    for (SurfaceId surface = first; surface < end; ++surface) {
        const auto field = before_->arrays().surface_kinds[surface] >> format::word_count_bits;
        if (field != format::derived_alias) writer_.take_over(*before_, surface);
    }
    add_phrases(rule_of(document.kind));
}

void SurfaceBuilder::add(const Group& group) {
    require_utf8(group.name, group.category ? "a category" : "a tag");
    writer_.begin_owner(group.name);
    const Field field = group.category ? Field::category : Field::tag;
    std::vector<std::string> readings;
    add_text(field, last_part(group), Joining::words_apart, readings);
    std::vector<std::string> none;
    for (const std::string& latin : readings) add_text(field, latin, Joining::words_apart, none);
    const auto shipped = synonyms_.shipped_for(group.name);
    if (shipped) add_set(number_of(field), *shipped, false);
    // A group that a shipped set names is no other set's, whatever words it shares with one ("salle de
    // sport").
    const bool by_words = !shipped.has_value();
    add_phrases({number_of(field), by_words, by_words, true});
}

void SurfaceBuilder::add_text(Field field, std::string_view text, Joining joining,
                              std::vector<std::string>& readings) {
    reader_.read(text, joining, read_);
    const bool shown = field == Field::name && writer_.first_of_owner() == writer_.count();
    if (!shown && (read_.words.empty() || writer_.has(read_.words))) return;
    writer_.add(number_of(field), text, read_.words, read_.extras);
    if (!read_.latin.empty()) readings.push_back(std::move(read_.latin));
}

SurfaceBuilder::PhraseRule SurfaceBuilder::rule_of(DocumentKind kind) {
    return {format::derived_alias, is_place(kind), false, false};
}

void SurfaceBuilder::add_phrases(const PhraseRule& rule) {
    found_.clear();
    const std::uint32_t end = writer_.count();
    for (std::uint32_t surface = writer_.first_of_owner(); surface < end; ++surface) {
        if (writer_.field_of(surface) == number_of(Field::reading)) continue;
        synonyms_.find_in(writer_.words_of(surface), found_);
    }
    for (const std::uint32_t number : found_) {
        const auto& phrase = synonyms_.phrases()[number];
        const bool is_single = phrase.words.size() == 1;
        const bool applies =
            synonyms_.is_own(phrase.set) || (rule.shipped && (!is_single || rule.shipped_for_words));
        if (applies) add_set(rule.field, phrase.set, is_single && !rule.single_words);
    }
}

void SurfaceBuilder::add_set(std::uint8_t field, std::uint32_t set, bool only_phrases) {
    const auto [first, end] = synonyms_.phrases_of(set);
    for (std::uint32_t number = first; number < end; ++number) {
        const auto& phrase = synonyms_.phrases()[number];
        if ((only_phrases && phrase.words.size() == 1) || writer_.has(phrase.words)) continue;
        writer_.add(field, phrase.text, phrase.words, extras_of(number));
    }
}

const std::vector<ExtraWord>& SurfaceBuilder::extras_of(std::uint32_t phrase) {
    const auto [found, added] = extras_.try_emplace(phrase);
    if (added) {
        reader_.read(synonyms_.phrases()[phrase].text, Joining::words_apart, read_);
        found->second = read_.extras;
    }
    return found->second;
}

}  // namespace mallctl::search
