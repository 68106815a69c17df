#include <unicode/brkiter.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>
#include <mutex>

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

// What ICU is slow to make; a break iterator holds the text it works on, so that one caller uses it at a
// time.
class Reader {
  public:
    Reader() {
        UErrorCode code = U_ZERO_ERROR;
        breaker_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), code));
        latin_.reset(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, code));
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
            std::string bytes;
            word.toUTF8String(bytes);
            if (std::find(found.begin(), found.end(), bytes) == found.end()) found.push_back(bytes);
        }
        return found;
    }

    std::string latin(icu::UnicodeString text) {
        const std::lock_guard lock(mutex_);
        latin_->transliterate(text);
        std::string bytes;
        // There are no rules for some scripts.
        if (!any_letter(text, [](UChar32 letter) { return letter >= 0x80; })) text.toUTF8String(bytes);
        return bytes;
    }

  private:
    std::mutex mutex_;
    std::unique_ptr<icu::BreakIterator> breaker_;
    std::unique_ptr<icu::Transliterator> latin_;
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
