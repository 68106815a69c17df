#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <string>

#include "core/error.hpp"
#include "search/text/fold.hpp"
#include "search/text/utf8.hpp"

using namespace mallctl;
using search::Folded;

namespace {

const search::FoldTable& table() {
    static const std::vector<std::byte> bytes = search::make_fold_table();
    static const search::FoldTable made(bytes);
    return made;
}

std::u32string_view letters_of(const Folded& folded, const search::Word& word) {
    return std::u32string_view(folded.letters).substr(word.first, word.end - word.first);
}

// The words with '|' between them; a connector in parentheses, an unspaced word in brackets.
std::string words_of(const Folded& folded) {
    std::string text;
    for (const auto& word : folded.words) {
        if (!text.empty()) text += '|';
        const std::string letters = search::to_utf8(letters_of(folded, word));
        text += word.connector ? "(" + letters + ")" : word.unspaced ? "[" + letters + "]" : letters;
    }
    return text;
}

std::string words_of(std::string_view text) {
    return words_of(table().fold(text));
}

// What holds of the folding of any text.
bool is_sound(const Folded& folded, std::size_t bytes) {
    if (folded.sources.size() != folded.letters.size()) return false;
    if (folded.letters.size() > search::most_letters || folded.words.size() > search::most_words)
        return false;
    std::uint32_t at = 0;
    for (const auto& word : folded.words) {
        if (word.first != at || word.end <= word.first) return false;
        at = word.end;
    }
    if (at != folded.letters.size()) return false;
    Folded::Source before;
    for (const auto& source : folded.sources) {
        if (source.first < before.first || source.end < before.end || source.first >= source.end)
            return false;
        before = source;
    }
    return before.end <= bytes;
}

}  // namespace

TEST_CASE("case, accents, width and letters with strokes make no difference") {
    CHECK(words_of("CAFÉ Café cafe\u0301 ｃａｆｅ") == "cafe|cafe|cafe|cafe");
    CHECK(words_of("Łódź Ørsted Đà Straße Þór Ħal İstanbul ILGAZ ılgaz") ==
          "lodz|orsted|da|strasse|thor|hal|istanbul|ilgaz|ilgaz");
    CHECK(words_of("Æon œuvre ﬁne Ⅷ № 5²") == "aeon|oeuvre|fine|viii|52");
    CHECK(words_of("ΚΑΦΕΣ καφές ᾳ") == "καφεσ|καφεσ|α");
    CHECK(words_of("ЁЛКА елка Йогурт їжа ґанок") == "елка|елка|иогурт|іжа|ганок");
    CHECK(words_of("𝕬𝖇𝖈 ⓐ") == "abc|a");
}

TEST_CASE("Arabic and Hebrew are folded to what their keyboards type") {
    CHECK(words_of("أَحْمَد احمد إلى الي آدم مكتبة مكتبه") == "احمد|احمد|الي|الي|ادم|مكتبه|مكتبه");
    CHECK(words_of("ڤودافون فودافون کافی كافي مـحـل محل ﻣﺤﻞ") == "فودافون|فودافون|كافي|كافي|محل|محل|محل");
    CHECK(words_of("שָׁלוֹם שלום צ'יפס צ׳יפס") == "שלומ|שלומ|ציפס|ציפס");
}

TEST_CASE("digits of all scripts are 0 to 9, and share a word with letters") {
    CHECK(words_of("٢٤ ۲۴ २४ ２４ ๒๔") == "24|24|24|24|24");
    CHECK(words_of("7eleven 2nd H2O") == "7eleven|2nd|h2o");
}

TEST_CASE("kana are one, small or large, wide or narrow, composed or not") {
    CHECK(words_of("スターバックス") == words_of("すたーばっくす"));
    CHECK(words_of("ガ") == words_of("カ\u3099"));
    CHECK(words_of("ｶﾞ") == words_of("が"));
    CHECK(words_of("キヤノン") == words_of("キャノン"));
    CHECK(words_of("が") != words_of("か"));
}

TEST_CASE("a hangul syllable half typed is a beginning of the word") {
    const auto whole = table().fold("스타벅스").letters;
    for (const char* typed : {"ㅅ", "스", "슽", "스타", "스탑", "스타버", "스타벅", "스타벅스"}) {
        const auto letters = table().fold(typed).letters;
        INFO(typed);
        CHECK(whole.starts_with(letters));
        CHECK(letters.size() <= whole.size());
    }
    CHECK(table().fold("과").letters.starts_with(table().fold("고").letters));
    CHECK(table().fold("닭").letters == table().fold("ㄷㅏㄹㄱ").letters);
    CHECK(table().fold("한").letters == table().fold("\u1112\u1161\u11ab").letters);
    CHECK(table().fold("까").letters != table().fold("가").letters);
}

TEST_CASE("traditional Han are simplified, and vowels of Thai and Indic scripts stay") {
    CHECK(words_of("麥當勞") == words_of("麦当劳"));
    CHECK(words_of("\uf900") == words_of("豈"));
    CHECK(words_of("เซ็นทรัล") == words_of("เซนทรัล"));
    CHECK(words_of("กา") != words_of("กำ"));
    CHECK(words_of("फ़ोन") == words_of("फोन"));
    CHECK(words_of("किताब") != words_of("कताब"));
}

TEST_CASE("words end where a reader sees an end") {
    CHECK(words_of("mcdonald's McDonald’s L'Oréal") == "mcdonalds|mcdonalds|loreal");
    CHECK(words_of("a.b.c. coca-cola Zara_Home www.ikea.com") == "a|b|c|coca|cola|zara|home|www|ikea|com");
    CHECK(words_of("@home play@ LEGO® Toys™") == "home|play|lego|toys");
    CHECK(words_of("スタバcafé24小时营业") == "[すたは\u3099]|cafe24|[小时营业]");
    CHECK(words_of("GS편의점 이마트24") == words_of("gs 편의점 이마트 24"));
    CHECK(words_of("soft\u00adhyphen zero\u200bwidth left\u200eright") == "softhyphen|zero|width|leftright");
    CHECK(words_of(" \t\r\n ").empty());
    CHECK(words_of("").empty());
}

TEST_CASE("connectors stand between words") {
    CHECK(words_of("H&M h+m H ＆ M") == "h|(&)|m|h|(&)|m|h|(&)|m");
    CHECK(words_of("C&A at&t") == "c|(&)|a|at|(&)|t");
    CHECK(words_of("Jack n' Jones") == "jack|(n)|jones");
    CHECK(words_of("Jack 'n' Jones") == "jack|(n)|jones");
    CHECK(words_of("Marks and Spencer") == "marks|(and)|spencer");
    CHECK(words_of("Peek und Cloppenburg, c et a, c y a") == "peek|(und)|cloppenburg|c|(et)|a|c|(y)|a");
    CHECK(words_of("Disney+ &Pizza a&&b +") == "disney|(&)|pizza|a|(&)|b");
    CHECK(words_of("and") == "and");
    CHECK(words_of("E Leclerc a.y.a and") == "e|leclerc|a|y|a|and");
}

TEST_CASE("a text ends open inside its last word alone") {
    for (const char* open : {"zara", "zara h", "mcdonald'", "caf\u00e9", "cafe\u0301", "h&m"}) {
        INFO(open);
        CHECK(table().fold(open).ends_open);
    }
    for (const char* closed : {"", " ", "zara ", "zara.", "h&", "zara \xc3"}) {
        INFO(closed);
        CHECK_FALSE(table().fold(closed).ends_open);
    }
}

TEST_CASE("a letter's source is its bytes and those of the marks that follow it") {
    const auto folded = table().fold("ß cafe\u0301s");
    REQUIRE(folded.letters == U"sscafes");
    CHECK(folded.sources[0].first == 0);
    CHECK(folded.sources[0].end == 2);
    CHECK(folded.sources[1].first == 0);
    CHECK(folded.sources[5].first == 6);
    CHECK(folded.sources[5].end == 9);
    CHECK(folded.sources[6].first == 9);
}

TEST_CASE("folding what is folded changes nothing, for every code point") {
    Folded once;
    Folded twice;
    int letters = 0;
    for (char32_t letter = 0; letter <= 0x10ffff; ++letter) {
        if (letter >= 0xd800 && letter < 0xe000) continue;
        // All beyond are unassigned or of private use.
        if (letter == 0x33000) letter = 0xe0000;
        if (letter == 0xe1000) letter = 0x10ff00;
        const std::string text = search::to_utf8({&letter, 1});
        table().fold(text, once);
        letters += once.letters.empty() ? 0 : 1;
        table().fold(search::to_utf8(once.letters), twice);
        if (once.letters != twice.letters) FAIL_CHECK("U+" << std::hex << static_cast<unsigned>(letter));
        if (!is_sound(once, text.size()))
            FAIL_CHECK("unsound: U+" << std::hex << static_cast<unsigned>(letter));
    }
    CHECK(letters > 130000);  // Unicode 15 has 139,612 letters
}

TEST_CASE("hostile text is folded within the limits") {
    const auto check = [](const std::string& text) {
        const auto folded = table().fold(text);
        CHECK(is_sound(folded, text.size()));
        return folded;
    };
    std::string flood = "a";
    for (int i = 0; i < 5000; ++i) flood += "\u0301";
    const auto marks = check(flood);
    CHECK(marks.letters == U"a");
    CHECK(marks.sources[0].end <= search::longest_text);
    CHECK(check(std::string(10000, 'x')).letters.size() == search::most_letters);
    std::string words;
    for (int i = 0; i < 5000; ++i) words += "x ";
    CHECK(check(words).words.size() == search::most_words);
    std::string ands;
    for (int i = 0; i < 5000; ++i) ands += "x&";
    check(ands);
    std::string ligatures;
    for (int i = 0; i < 500; ++i) ligatures += "\ufdfa";
    check(ligatures);
    CHECK(words_of(std::string("a\0b\xff\xfe", 5)) == "ab");
    CHECK(words_of("a\xed\xa0\x80z \xc0\xaf \xf4\x90\x80\x80 x\xe2\x82") == "a|z|x");
    CHECK(words_of("\u202eabc\u202c \u2066def\u2069") == "abc|def");
    CHECK(words_of("\u0301\u0301abc") == "abc");
}

TEST_CASE("a text is cut between code points") {
    const std::string text = std::string(search::longest_text - 1, ' ') + "é";
    CHECK(table().fold(text).letters.empty());
    CHECK(table().fold(text.substr(1)).letters == U"e");
}

TEST_CASE("the table is small, the same every time, and refused when damaged") {
    const auto bytes = search::make_fold_table();
    CHECK(bytes.size() < 62000);
    CHECK(bytes == search::make_fold_table());
    const auto refused = [](std::vector<std::byte> damaged) {
        CHECK_THROWS_AS(search::FoldTable(damaged), core::Error);
    };
    refused({});
    refused({bytes.begin(), bytes.begin() + 20});
    refused({bytes.begin(), bytes.begin() + 40000});
    auto other = bytes;
    other[0] ^= std::byte{1};
    refused(other);
    // An entry, an offset or a size that leads out of it.
    for (const std::size_t at : {8U, 12U, 20U, 33U}) {
        auto damaged = bytes;
        damaged[at] = damaged[at + 1] = std::byte{0xff};
        refused(damaged);
    }
}

TEST_CASE("a table damaged anywhere is refused or folds within its limits") {
    const auto bytes = search::make_fold_table();
    for (std::size_t at = 0; at < bytes.size(); at += 97) {
        auto damaged = bytes;
        damaged[at] ^= std::byte{0xf5};
        try {
            const search::FoldTable other(damaged);
            for (const std::string text : {"Straße H&M 7", "麥當勞 스타벅스", "ﷺﬃ𝕬"}) {
                if (!is_sound(other.fold(text), text.size())) FAIL_CHECK("byte " << at);
            }
        } catch (const core::Error&) {
            continue;
        }
    }
}
