#include "tests/support/hostile_texts.hpp"

#include <random>
#include <string_view>

namespace mallctl::test {

namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += part;
    return text;
}

std::string random_bytes(std::size_t count, unsigned seed) {
    std::mt19937 draw(seed);
    std::string text;
    while (text.size() < count) text += static_cast<char>(draw() & 0xff);
    return text;
}

// Words of so many letters of those that most words are made of.
std::string random_words(std::size_t words, std::size_t letters, unsigned seed) {
    constexpr std::string_view common = "eaionrtlsu";
    std::mt19937 draw(seed);
    std::string text;
    for (std::size_t word = 0; word < words; ++word) {
        if (word > 0) text += ' ';
        for (std::size_t i = 0; i < letters; ++i) text += common[draw() % common.size()];
    }
    return text;
}

void add_long(std::vector<HostileText>& texts) {
    texts.push_back({"10 KB of words", random_words(1500, 6, 1)});
    texts.push_back({"5,000 words", random_words(5000, 3, 2)});
    texts.push_back({"5,000 times one word", repeated("coffee ", 35000)});
    texts.push_back({"one letter 10,000 times", std::string(10000, 'a')});
    texts.push_back({"two letters in turn", repeated("ab", 10000)});
    texts.push_back({"one word of 10 KB", random_words(1, 10240, 3)});
    texts.push_back({"connectors", repeated("& and + und ", 10000)});
    texts.push_back({"digits", repeated("1234567890", 10000)});
}

// All that fits within the limits of a text, made so that each word is spelt like many others.
void add_broad(std::vector<HostileText>& texts) {
    for (const std::size_t letters : {1, 2, 3, 4, 5, 6}) {
        texts.push_back({"words of " + std::to_string(letters) + " common letters",
                         random_words(24, letters, static_cast<unsigned>(10 + letters))});
    }
    texts.push_back({"one word of 64 letters", random_words(1, 64, 20)});
    texts.push_back({"one word of 160 letters", random_words(1, 160, 21)});
    texts.push_back({"two words of 80 letters", random_words(2, 80, 22)});
    texts.push_back({"one letter", "s"});
    texts.push_back({"a letter and a space", "s "});
    texts.push_back(
        {"the alphabet, letter by letter", "a b c d e f g h i j k l m n o p q r s t u v w x y z"});
}

void add_marks(std::vector<HostileText>& texts) {
    texts.push_back({"a letter under 5,000 accents", "e" + repeated("\u0301", 10000)});
    texts.push_back({"accents alone", repeated("\u0308", 10240)});
    texts.push_back({"each letter under ten accents", repeated("o" + repeated("\u0323", 20), 10240)});
    texts.push_back({"right to left overrides", repeated("\u202estarbucks\u202c", 10240)});
    texts.push_back({"an override within a word", "star\u202ebucks"});
    texts.push_back({"zero-width joiners", repeated("a\u200d\u200c\u200b", 10240)});
    texts.push_back({"a ligature that stands for eighteen letters", repeated("\ufdfa", 10240)});
    texts.push_back({"fullwidth letters", repeated("\uff53\uff54\uff41\uff52", 10240)});
    texts.push_back(
        {"emoji of several code points", repeated("\U0001f468\u200d\U0001f469\u200d\U0001f467", 10240)});
    texts.push_back({"mathematical letters", repeated("\U0001d4d0\U0001d4d1", 10240)});
}

void add_unspaced(std::vector<HostileText>& texts) {
    texts.push_back({"Thai without a space", repeated("ร้านกาแฟ", 10240)});
    texts.push_back({"Han without a space", repeated("咖啡店", 10240)});
    texts.push_back({"kana without a space", repeated("スターバックス", 10240)});
    texts.push_back({"hangul without a space", repeated("스타벅스", 10240)});
    texts.push_back({"jamo alone", repeated("\u1100\u1161", 10240)});
}

void add_malformed(std::vector<HostileText>& texts) {
    using namespace std::string_literals;
    texts.push_back({"nothing", ""});
    texts.push_back({"a space", " "});
    texts.push_back({"a NUL", "\0"s});
    texts.push_back({"NULs", std::string(10000, '\0')});
    texts.push_back({"a NUL within a word", "star\0bucks"s});
    texts.push_back({"lone surrogates", repeated("\xed\xa0\x80", 10000)});
    texts.push_back({"a lone surrogate within a word",
                     "star\xed\xbf\xbf"
                     "bucks"});
    texts.push_back({"overlong forms", repeated("\xc0\xaf\xe0\x80\x80", 10000)});
    texts.push_back({"a letter cut short", "caf\xc3"});
    texts.push_back({"four bytes cut short", repeated("\xf0\x9f\x98", 10000)});
    texts.push_back({"beyond Unicode", repeated("\xf5\x80\x80\x80\xff\xfe", 10000)});
    texts.push_back({"noncharacters", repeated("\ufffe\uffff", 10000)});
    texts.push_back({"controls", repeated("\x01\x02\x1b[31m\x7f", 10000)});
    for (const unsigned seed : {31, 32, 33, 34}) {
        texts.push_back({"random bytes " + std::to_string(seed), random_bytes(10240, seed)});
        texts.push_back({"a few random bytes " + std::to_string(seed), random_bytes(40, seed)});
    }
}

}  // namespace

std::vector<HostileText> hostile_texts() {
    std::vector<HostileText> texts;
    add_long(texts);
    add_broad(texts);
    add_marks(texts);
    add_unspaced(texts);
    add_malformed(texts);
    return texts;
}

}  // namespace mallctl::test
