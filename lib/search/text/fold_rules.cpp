#include "search/text/fold_rules.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <unordered_map>

#include "core/error.hpp"

namespace mallctl::search {

namespace {

void require(UErrorCode code, const char* what) {
    if (U_SUCCESS(code)) return;
    throw core::Error(core::Fault::failed, std::string("ICU has no ") + what + " (" + u_errorName(code) + ")",
                      "install the ICU data of this ICU version");
}

std::unique_ptr<icu::Transliterator> transliterator(const char* id) {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, code));
    require(code, id);
    return made;
}

std::u32string to_u32(const icu::UnicodeString& text) {
    std::u32string letters;
    for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        letters += static_cast<char32_t>(text.char32At(i));
    }
    return letters;
}

icu::UnicodeString to_icu(std::u32string_view letters) {
    icu::UnicodeString text;
    for (const char32_t letter : letters) text.append(static_cast<UChar32>(letter));
    return text;
}

UScriptCode script_of(char32_t letter) {
    UErrorCode code = U_ZERO_ERROR;
    const auto script = uscript_getScript(static_cast<UChar32>(letter), &code);
    return U_SUCCESS(code) ? script : USCRIPT_COMMON;
}

bool is_mark(char32_t letter) {
    return (U_GET_GC_MASK(static_cast<UChar32>(letter)) & U_GC_M_MASK) != 0;
}

bool is_letter(char32_t letter) {
    return (U_GET_GC_MASK(static_cast<UChar32>(letter)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

bool is_hangul_syllable(char32_t letter) {
    return letter >= 0xac00 && letter <= 0xd7a3;
}

bool is_accent(char32_t letter) {
    if (!is_mark(letter)) return false;
    if (u_charType(static_cast<UChar32>(letter)) == U_ENCLOSING_MARK) return true;
    // Shortening and silencing signs of Thai and Lao, of class 0: left out as freely as the tones.
    if (letter == 0x0e47 || letter == 0x0e4c || letter == 0x0ecc) return true;
    const auto order = u_getCombiningClass(static_cast<UChar32>(letter));
    return order == 1 || order == 7 || (order >= 10 && order <= 36) || order == 107 || order == 122 ||
           (order >= 200 && order <= 240);
}

// Written inside of words, and left out as often: "mcdonald's", "L'Oréal", "צ׳יפס".
constexpr std::u32string_view apostrophes =
    U"'`\u00b4\u2018\u2019\u201a\u201b\u2032\u2035\uff07\uff40\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf"
    U"\u02c8\u02ca\u02cb\u05f3\u05f4\ua78b\ua78c";

// No part of a name, though Unicode decomposes them to letters; and a gap where others see nothing.
constexpr std::u32string_view gaps = U"\u2122\u2120\u2116\u200b";

// Letters that are one for a search, where neither Unicode nor CLDR says so.
const std::unordered_map<char32_t, std::u32string_view>& equal_letters() {
    static const std::unordered_map<char32_t, std::u32string_view> table = {
        // Yeh, heh, kaf and alef as Arabic, Persian and Urdu write them; veh is missing on Arabic keyboards.
        {U'\u0649', U"\u064a"},
        {U'\u06cc', U"\u064a"},
        {U'\u06d2', U"\u064a"},
        {U'\u0629', U"\u0647"},
        {U'\u06c1', U"\u0647"},
        {U'\u06be', U"\u0647"},
        {U'\u06d5', U"\u0647"},
        {U'\u06a9', U"\u0643"},
        {U'\u0671', U"\u0627"},
        {U'\u06a4', U"\u0641"},
        {U'\u0640', U""},
        // Final forms of Hebrew.
        {U'\u05da', U"\u05db"},
        {U'\u05dd', U"\u05de"},
        {U'\u05df', U"\u05e0"},
        {U'\u05e3', U"\u05e4"},
        {U'\u05e5', U"\u05e6"},
        // Ghe with upturn, which Ukrainian texts replace by ghe.
        {U'\u0491', U"\u0433"},
        // Catalan l with middle dot.
        {U'\u0140', U"l"},
        {U'\u013f', U"l"},
        // Voicing marks that stand alone are those that combine.
        {U'\u309b', U"\u3099"},
        {U'\u309c', U"\u309a"},
        // Small kana.
        {U'\u3041', U"\u3042"},
        {U'\u3043', U"\u3044"},
        {U'\u3045', U"\u3046"},
        {U'\u3047', U"\u3048"},
        {U'\u3049', U"\u304a"},
        {U'\u3063', U"\u3064"},
        {U'\u3083', U"\u3084"},
        {U'\u3085', U"\u3086"},
        {U'\u3087', U"\u3088"},
        {U'\u308e', U"\u308f"},
        {U'\u3095', U"\u304b"},
        {U'\u3096', U"\u3051"},
        // Hangul vowels and final clusters of two keys; single final consonants follow from the tables below.
        {U'\u116a', U"\u1169\u1161"},
        {U'\u116b', U"\u1169\u1162"},
        {U'\u116c', U"\u1169\u1175"},
        {U'\u116f', U"\u116e\u1165"},
        {U'\u1170', U"\u116e\u1166"},
        {U'\u1171', U"\u116e\u1175"},
        {U'\u1174', U"\u1173\u1175"},
        {U'\u11aa', U"\u1100\u1109"},
        {U'\u11ac', U"\u1102\u110c"},
        {U'\u11ad', U"\u1102\u1112"},
        {U'\u11b0', U"\u1105\u1100"},
        {U'\u11b1', U"\u1105\u1106"},
        {U'\u11b2', U"\u1105\u1107"},
        {U'\u11b3', U"\u1105\u1109"},
        {U'\u11b4', U"\u1105\u1110"},
        {U'\u11b5', U"\u1105\u1111"},
        {U'\u11b6', U"\u1105\u1112"},
        {U'\u11b9', U"\u1107\u1109"},
        {U'\u11a8', U"\u1100"},
        {U'\u11a9', U"\u1101"},
        {U'\u11ab', U"\u1102"},
        {U'\u11ae', U"\u1103"},
        {U'\u11af', U"\u1105"},
        {U'\u11b7', U"\u1106"},
        {U'\u11b8', U"\u1107"},
        {U'\u11ba', U"\u1109"},
        {U'\u11bb', U"\u110a"},
        {U'\u11bc', U"\u110b"},
        {U'\u11bd', U"\u110c"},
        {U'\u11be', U"\u110e"},
        {U'\u11bf', U"\u110f"},
        {U'\u11c0', U"\u1110"},
        {U'\u11c1', U"\u1111"},
        {U'\u11c2', U"\u1112"},
    };
    return table;
}

class Rules {
  public:
    Rules() : latin_(transliterator("Latin-ASCII")) {
        UErrorCode code = U_ZERO_ERROR;
        decomposed_ = icu::Normalizer2::getNFKDInstance(code);
        casefold_ = icu::Normalizer2::getNFKCCasefoldInstance(code);
        require(code, "normalization data");
        simplify_han();
    }

    Folding of(char32_t letter) const {
        const auto point = static_cast<UChar32>(letter);
        const auto type = u_charType(point);
        if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE) return {};
        if (apostrophes.find(letter) != std::u32string_view::npos) return {Folding::Kind::ignored, {}};
        if (gaps.find(letter) != std::u32string_view::npos) return {Folding::Kind::space, {}};
        if (u_hasBinaryProperty(point, UCHAR_WHITE_SPACE)) return {Folding::Kind::space, {}};
        if (type == U_CONTROL_CHAR) return {Folding::Kind::ignored, {}};
        if (is_hangul_syllable(letter)) return {Folding::Kind::hangul, {}};
        if (is_accent(letter)) return {Folding::Kind::mark, {}};
        return folding_to(letter, folded(letter));
    }

  private:
    static Folding folding_to(char32_t letter, const std::u32string& letters) {
        if (letters == U"&" || letters == U"+") return {Folding::Kind::connector, {}};
        if (letters.empty()) {
            return {is_mark(letter) ? Folding::Kind::mark : Folding::Kind::ignored, {}};
        }
        std::u32string kept;
        for (const char32_t one : letters) {
            if (is_letter(one))
                kept += one;
            else if (!kept.empty() && kept.back() != U' ')
                kept += U' ';
        }
        if (!kept.empty() && kept.back() == U' ') kept.pop_back();
        if (kept.empty()) return {};
        return {Folding::Kind::letters, kept};
    }

    std::u32string folded(char32_t letter) const {
        std::u32string letters(1, letter);
        const auto point = static_cast<UChar32>(letter);
        icu::UnicodeString parts;
        // Most letters are what they are: no need to ask thrice.
        if (!u_hasBinaryProperty(point, UCHAR_CHANGES_WHEN_NFKC_CASEFOLDED) &&
            !decomposed_->getDecomposition(point, parts) && letter_for(letter) == letters) {
            return letters;
        }
        // Each rule may make work for another; three rounds were the most in Unicode 15.
        for (int round = 0; round < 8; ++round) {
            std::u32string next = once(letters);
            if (next == letters) break;
            letters = std::move(next);
        }
        return letters;
    }

    // Accents go before case folding, which takes the iota below Greek vowels for a letter.
    std::u32string once(const std::u32string& letters) const {
        UErrorCode code = U_ZERO_ERROR;
        const auto bare = without_accents(to_u32(decomposed_->normalize(to_icu(letters), code)));
        const auto folded = casefold_->normalize(to_icu(bare), code);
        const auto parts = without_accents(to_u32(decomposed_->normalize(folded, code)));
        require(code, "normalization data");
        std::u32string result;
        for (const char32_t one : parts) result += letter_for(one);
        return result;
    }

    static std::u32string without_accents(const std::u32string& letters) {
        std::u32string kept;
        std::copy_if(letters.begin(), letters.end(), std::back_inserter(kept),
                     [](char32_t letter) { return !is_accent(letter); });
        return kept;
    }

    std::u32string letter_for(char32_t letter) const {
        if (letter < 0x80) return std::u32string(1, letter);
        const int digit = u_charDigitValue(static_cast<UChar32>(letter));
        if (digit >= 0) return std::u32string(1, U'0' + static_cast<char32_t>(digit));
        // Katakana that have a hiragana; the others (ka and ke of Ainu and the like) are letters of their
        // own.
        const bool katakana = (letter >= 0x30a1 && letter <= 0x30f6) || letter == 0x30fd || letter == 0x30fe;
        if (katakana) letter -= 0x60;
        if (const auto equal = equal_letters().find(letter); equal != equal_letters().end()) {
            return std::u32string(equal->second);
        }
        if (const auto simple = simplified_.find(letter); simple != simplified_.end()) {
            return std::u32string(1, simple->second);
        }
        if (script_of(letter) == USCRIPT_LATIN) return in_ascii(letter);
        return std::u32string(1, letter);
    }

    std::u32string in_ascii(char32_t letter) const {
        icu::UnicodeString text(static_cast<UChar32>(letter));
        latin_->transliterate(text);
        std::u32string letters;
        for (const char32_t one : to_u32(text.foldCase())) {
            if (one < U'a' || one > U'z') return std::u32string(1, letter);
            letters += one;
        }
        return letters.empty() ? std::u32string(1, letter) : letters;
    }

    // CLDR simplifies none beyond the first plane.
    void simplify_han() {
        const auto simplify = transliterator("Hant-Hans");
        for (char32_t letter = 0x3400; letter < 0xa000; ++letter) {
            icu::UnicodeString text(static_cast<UChar32>(letter));
            simplify->transliterate(text);
            const std::u32string simple = to_u32(text);
            if (simple.size() == 1 && simple[0] != letter) simplified_.emplace(letter, simple[0]);
        }
    }

    std::unique_ptr<icu::Transliterator> latin_;
    const icu::Normalizer2* decomposed_ = nullptr;
    const icu::Normalizer2* casefold_ = nullptr;
    std::unordered_map<char32_t, char32_t> simplified_;
};

Writing writing_of(char32_t letter) {
    const auto point = static_cast<UChar32>(letter);
    switch (script_of(letter)) {
        case USCRIPT_HANGUL:
            return Writing::hangul;
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
            return Writing::han_and_kana;
        case USCRIPT_THAI:
            return Writing::thai;
        case USCRIPT_LAO:
            return Writing::lao;
        case USCRIPT_KHMER:
            return Writing::khmer;
        case USCRIPT_MYANMAR:
            return Writing::myanmar;
        case USCRIPT_COMMON:
        case USCRIPT_INHERITED:
            // The mark of long vowels, repetition and voicing.
            return uscript_hasScript(point, USCRIPT_HIRAGANA) ? Writing::han_and_kana : Writing::spaced;
        default:
            return Writing::spaced;
    }
}

}  // namespace

std::vector<FoldingOf> folding_rules() {
    const Rules rules;
    std::vector<FoldingOf> all;
    for (char32_t letter = 0; letter <= 0x10ffff; ++letter) {
        Folding folding = rules.of(letter);
        if (folding.kind == Folding::Kind::separator) continue;
        all.push_back({letter, std::move(folding), writing_of(letter), script_of(letter) == USCRIPT_HAN});
    }
    return all;
}

}  // namespace mallctl::search
