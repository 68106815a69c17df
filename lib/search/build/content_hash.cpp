#include "search/build/content_hash.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <set>

namespace mallctl::search {

namespace {

struct SipState {
    std::uint64_t v0, v1, v2, v3;

    void rounds(int count) {
        for (int i = 0; i < count; ++i) {
            v0 += v1;
            v2 += v3;
            v1 = std::rotl(v1, 13) ^ v0;
            v3 = std::rotl(v3, 16) ^ v2;
            v0 = std::rotl(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = std::rotl(v1, 17) ^ v2;
            v3 = std::rotl(v3, 21) ^ v0;
            v2 = std::rotl(v2, 32);
        }
    }

    void add(std::uint64_t word) {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
    }
};

}  // namespace

std::uint64_t sip_hash(const std::array<std::uint64_t, 2>& key, std::string_view message) {
    SipState state{key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
                   key[1] ^ 0x7465646279746573};
    const std::size_t whole = message.size() / 8 * 8;
    for (std::size_t i = 0; i < whole; i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, message.data() + i, 8);
        state.add(word);
    }
    std::uint64_t last = std::uint64_t{message.size()} << 56;
    for (std::size_t i = whole; i < message.size(); ++i) {
        last |= std::uint64_t{static_cast<unsigned char>(message[i])} << (8 * (i - whole));
    }
    state.add(last);
    state.v2 ^= 0xff;
    state.rounds(4);
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

std::vector<std::string_view> names_in_order(const Document& document,
                                             const std::vector<std::string>& locales) {
    std::vector<std::string_view> names;
    if (document.names.size() == 1) {
        const std::string& name = document.names.begin()->second;
        if (!name.empty()) names.push_back(name);
        return names;
    }
    std::set<std::string_view> listed;
    const auto add = [&](const std::string& locale) {
        const auto found = document.names.find(locale);
        if (found == document.names.end() || !listed.insert(found->first).second) return;
        if (!found->second.empty()) names.push_back(found->second);
    };
    for (const std::string& locale : locales) add(locale);
    add("");
    add("en");
    for (const auto& [locale, name] : document.names) add(locale);
    return names;
}

std::uint64_t ContentHash::of(const Document& document, const std::vector<std::string>& locales) {
    message_.clear();
    const auto names = names_in_order(document, locales);
    add_number(names.size());
    for (const std::string_view name : names) add(name);
    add_sorted(document.aliases);
    add(document.brand);
    add(document.category);
    add_sorted(document.tags);
    return sip_hash(key_, message_);
}

// With its size, so that no other texts in a row are the same bytes.
void ContentHash::add(std::string_view text) {
    add_number(text.size());
    message_ += text;
}

void ContentHash::add_sorted(const std::vector<std::string>& texts) {
    std::vector<std::string_view> sorted(texts.begin(), texts.end());
    std::sort(sorted.begin(), sorted.end());
    add_number(sorted.size());
    for (const std::string_view text : sorted) add(text);
}

void ContentHash::add_number(std::size_t number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    message_.append(bytes, sizeof number);
}

}  // namespace mallctl::search
