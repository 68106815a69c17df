#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "core/error.hpp"
#include "search/text/fold.hpp"

namespace mallctl::search {

namespace {

bool is_latin_or_none(UChar32 letter) {
    UErrorCode code = U_ZERO_ERROR;
    const auto script = uscript_getScript(letter, &code);
    return script == USCRIPT_LATIN || script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

template <typename Wanted>
bool any_letter(const icu::UnicodeString& text, const Wanted& wanted) {
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        if (wanted(text.char32At(i))) return true;
    }
    return false;
}

// Word break class SA and the scripts of ICU's dictionary for Chinese and Japanese.
bool is_unspaced(UChar32 letter) {
    if (u_getIntPropertyValue(letter, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
    UErrorCode code = U_ZERO_ERROR;
    const auto script = uscript_getScript(letter, &code);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

bool is_han(UChar32 letter) {
    UErrorCode code = U_ZERO_ERROR;
    return uscript_getScript(letter, &code) == USCRIPT_HAN;
}

// What romanizations write for ayin, hamza and soft and hard signs, and nobody types.
bool is_sign(UChar32 letter) {
    return letter == '\'' || letter == '"' || (letter >= 0x2b0 && letter < 0x300);
}

std::string to_bytes(const icu::UnicodeString& text) {
    std::string bytes;
    return text.toUTF8String(bytes);
}

// What ICU is slow to make; a break iterator holds the text it works on, so that one caller uses it at a
// time.
class Reader {
  public:
    Reader() {
        UErrorCode code = U_ZERO_ERROR;
        breaker_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), code));
        any_latin_.reset(icu::Transliterator::createInstance("Any-Latin", UTRANS_FORWARD, code));
        latin_ascii_.reset(icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, code));
        apart_ = icu::Normalizer2::getNFDInstance(code);
        if (U_SUCCESS(code)) return;
        throw core::Error(
            core::Fault::failed,
            std::string("ICU has no word breaks or transliterations (") + u_errorName(code) + ")",
            "install the ICU data of this ICU version");
    }

    std::vector<std::string> words(const icu::UnicodeString& text) {
        const std::lock_guard lock(mutex_);
        std::vector<std::string> found;
        breaker_->setText(text);
        for (int32_t first = 0, end = breaker_->next(); end != icu::BreakIterator::DONE;
             first = end, end = breaker_->next()) {
            const icu::UnicodeString word(text, first, end - first);
            if (!any_letter(word, is_unspaced) || word == text) continue;
            const std::string bytes = to_bytes(word);
            if (std::find(found.begin(), found.end(), bytes) == found.end()) found.push_back(bytes);
        }
        return found;
    }

    // Empty where there are no rules for a script.
    std::string latin(const icu::UnicodeString& text) {
        const std::lock_guard lock(mutex_);
        icu::UnicodeString latin;
        for (int32_t first = 0; first < text.length();) {
            const bool han = is_han(text.char32At(first));
            int32_t end = text.moveIndex32(first, 1);
            while (!han && end < text.length() && !is_han(text.char32At(end))) end = text.moveIndex32(end, 1);
            if (han) {
                if (!latin.isEmpty()) latin.append(u' ');
                latin.append(pinyin(text.char32At(first)));
                if (end < text.length() && !is_han(text.char32At(end))) latin.append(u' ');
            } else {
                latin.append(in_ascii(icu::UnicodeString(text, first, end - first)));
            }
            first = end;
        }
        if (any_letter(latin, [](UChar32 letter) { return letter >= 0x80; })) return {};
        return to_bytes(latin);
    }

  private:
    // Kept: ICU takes 15 us for a letter.
    const icu::UnicodeString& pinyin(UChar32 letter) {
        const auto [found, added] = pinyin_.try_emplace(letter);
        if (added) found->second = in_ascii(icu::UnicodeString(letter));
        return found->second;
    }

    // Latin-ASCII is as slow, and seldom needed once the accents are gone.
    icu::UnicodeString in_ascii(icu::UnicodeString text) {
        any_latin_->transliterate(text);
        UErrorCode code = U_ZERO_ERROR;
        icu::UnicodeString bare;
        const icu::UnicodeString apart = apart_->normalize(text, code);
        for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
            const UChar32 letter = apart.char32At(i);
            if (u_charType(letter) != U_NON_SPACING_MARK && !is_sign(letter)) bare.append(letter);
        }
        if (any_letter(bare, [](UChar32 letter) { return letter >= 0x80; }))
            latin_ascii_->transliterate(bare);
        return bare.foldCase();
    }

    std::mutex mutex_;
    std::unique_ptr<icu::BreakIterator> breaker_;
    std::unique_ptr<icu::Transliterator> any_latin_;
    std::unique_ptr<icu::Transliterator> latin_ascii_;
    const icu::Normalizer2* apart_ = nullptr;
    std::unordered_map<UChar32, icu::UnicodeString> pinyin_;  // at most all Han letters: 98,000
};

Reader& reader() {
    static Reader made;
    return made;
}

}  // namespace

Readings readings_of(std::string_view text) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char byte) { return (byte & 0x80) == 0; });
    if (ascii) return {};
    text = text.substr(0, longest_text);
    const auto letters =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    Readings readings;
    if (any_letter(letters, is_unspaced)) readings.words = reader().words(letters);
    if (any_letter(letters, [](UChar32 letter) { return !is_latin_or_none(letter); })) {
        readings.latin = reader().latin(letters);
    }
    return readings;
}

}  // namespace mallctl::search
