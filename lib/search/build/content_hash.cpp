#include "search/build/content_hash.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

namespace mallctl::search {

namespace {

class SipHash {
  public:
    explicit SipHash(const std::array<std::uint64_t, 2>& key)
        : v0_(key[0] ^ 0x736f6d6570736575),
          v1_(key[1] ^ 0x646f72616e646f6d),
          v2_(key[0] ^ 0x6c7967656e657261),
          v3_(key[1] ^ 0x7465646279746573) {}

    void add(std::uint64_t word) {
        v3_ ^= word;
        round();
        v0_ ^= word;
    }

    // So that no other texts in a row are the same words: one of less than eight letters is a word with its
    // size in the highest byte, a longer one follows its size. What does not fill the last word of that is
    // read with the letters before it.
    void add(std::string_view text) {
        const char* at = text.data();
        std::size_t rest = text.size();
        if (rest < 8) return add(word_of_few(at, rest) | std::uint64_t{rest} << 56);
        add(rest);
        for (; rest >= 8; at += 8, rest -= 8) add(read<std::uint64_t>(at));
        if (rest != 0) add(read<std::uint64_t>(at + rest - 8));
    }

    void add(std::span<const std::string_view> texts) {
        for (const std::string_view text : texts) add(text);
    }

    std::uint64_t finish() {
        v2_ ^= 0xff;
        for (int i = 0; i < 3; ++i) round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

  private:
    // Of a size known to the compiler, which then copies without a call.
    template <typename Word>
    static Word read(const char* at) {
        Word word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }

    // The letters, the first one lowest; less than eight.
    static std::uint64_t word_of_few(const char* at, std::size_t size) {
        if (size >= 4) {
            return read<std::uint32_t>(at) | std::uint64_t{read<std::uint32_t>(at + size - 4)}
                                                 << 8 * (size - 4);
        }
        if (size >= 2) {
            return std::uint64_t{read<std::uint16_t>(at)} | std::uint64_t{read<std::uint16_t>(at + size - 2)}
                                                                << 8 * (size - 2);
        }
        return size == 0 ? 0 : static_cast<unsigned char>(*at);
    }

    void round() {
        v0_ += v1_;
        v2_ += v3_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v1_;
        v0_ += v3_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ = std::rotl(v2_, 32);
    }

    std::uint64_t v0_, v1_, v2_, v3_;
};

void sort_texts(const std::vector<std::string>& texts, std::vector<std::string_view>& sorted) {
    sorted.assign(texts.begin(), texts.end());
    if (sorted.size() > 1) std::sort(sorted.begin(), sorted.end());
}

}  // namespace

void names_in_order(const Document& document, const std::vector<std::string>& locales,
                    std::vector<std::string_view>& names) {
    names.clear();
    const auto add_text = [&](const std::string& name) {
        const bool listed = std::any_of(names.begin(), names.end(),
                                        [&](std::string_view other) { return other.data() == name.data(); });
        if (!listed && !name.empty()) names.emplace_back(name);
    };
    if (document.names.size() == 1) return add_text(document.names.begin()->second);
    const auto add = [&](const std::string& locale) {
        const auto found = document.names.find(locale);
        if (found != document.names.end()) add_text(found->second);
    };
    for (const std::string& locale : locales) add(locale);
    add("");
    add("en");
    for (const auto& [locale, name] : document.names) add_text(name);
}

std::uint64_t ContentHash::of(const Document& document, const std::vector<std::string>& locales) {
    SipHash hash(key_);
    names_in_order(document, locales, texts_);
    hash.add(static_cast<std::uint64_t>(document.kind) | std::uint64_t{texts_.size()} << 4 |
             std::uint64_t{document.aliases.size()} << 24 | std::uint64_t{document.tags.size()} << 44);
    hash.add(document.slug);
    hash.add(texts_);
    sort_texts(document.aliases, texts_);
    hash.add(texts_);
    hash.add(document.brand);
    hash.add(document.category);
    sort_texts(document.tags, texts_);
    hash.add(texts_);
    hash.add(document.store);
    return hash.finish();
}

}  // namespace mallctl::search
