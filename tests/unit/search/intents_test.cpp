#include "search/query/intents.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "search/query/intents_atoms.hpp"
#include "search/query/intents_words.hpp"
#include "search/text/utf8.hpp"

using namespace mallctl;
using search::QueryLevel;

namespace {

const search::FoldTable& table() {
    static const std::vector<std::byte> bytes = search::make_fold_table();
    static const search::FoldTable made(bytes);
    return made;
}

// Labels are ordinals, so that a test reads "2" for what the mall may call by any name.
const std::vector<QueryLevel> european = {
    {-2, "-2", "B2", {"Level B2", "2. Untergeschoss"}},
    {-1, "-1", "B1", {"Level B1", "1. Untergeschoss"}},
    {0, "0", "G", {"Ground floor", "Erdgeschoss"}},
    {1, "1", "1", {"Level 1", "1. Obergeschoss"}},
    {2, "2", "2", {"Level 2", "2. Obergeschoss", "Garden"}},
    {3, "3", "3", {"Food Level", "Mezzanine"}},
};
const std::vector<QueryLevel> american = {{0, "0", "1", {}}, {1, "1", "2", {}}, {2, "2", "3", {}}};
const std::vector<QueryLevel> chinese = {{-1, "-1", "B1", {}}, {0, "0", "1F", {}}, {1, "1", "2F", {}}};
const std::vector<QueryLevel> bare = {{-1, "-1", "U", {}}, {0, "0", "E", {}}};
const std::vector<QueryLevel> signed_names = {{-1, "-1", "-1", {}}, {0, "0", "0", {}}, {1, "1", "+1", {}}};

// "rest|level|open|near", without what is not said.
std::string said(std::string_view text, const std::vector<QueryLevel>& levels = european) {
    const auto intents = find_intents(text, table(), levels);
    std::string result = "[" + intents.rest + "]";
    for (const std::string& level : intents.levels) result += " level " + level;
    if (intents.open_now) result += " open";
    if (intents.near_me) result += " near";
    return result;
}

}  // namespace

TEST_CASE("the examples of the issue are understood, slips and all") {
    CHECK(said("cofee nera me") == "[cofee] near");
    CHECK(said("schuhe 2. stock") == "[schuhe] level 2");
    CHECK(said("shoes first floor") == "[shoes] level 1");
    CHECK(said("Starbuks") == "[Starbuks]");
}

TEST_CASE("a level is understood by number in eight languages") {
    for (const char* text : {"2nd floor",
                             "second floor",
                             "level 2",
                             "Level two",
                             "floor 2",
                             "2. Stock",
                             "zweiter Stock",
                             "2. Etage",
                             "2. OG",
                             "zweites Obergeschoss",
                             "Ebene 2",
                             "2ème étage",
                             "2e étage",
                             "deuxième étage",
                             "niveau 2",
                             "2ª planta",
                             "segunda planta",
                             "segundo piso",
                             "planta 2",
                             "2º andar",
                             "segundo andar",
                             "secondo piano",
                             "2° piano",
                             "piano 2",
                             "二楼",
                             "2楼",
                             "第二层",
                             "二層",
                             "الطابق الثاني",
                             "الدور ٢",
                             "2F",
                             "L2",
                             "2OG",
                             "F2",
                             "LEVEL 2",
                             "on the 2nd floor",
                             "im zweiten Stock",
                             "in der 2. Etage",
                             "au 2ème étage",
                             "en la segunda planta",
                             "no segundo andar",
                             "al secondo piano",
                             "في الطابق الثاني"}) {
        CHECK(said("x " + std::string(text)) == "[x] level 2");
    }
}

TEST_CASE("a level alone asks for all that is on it") {
    for (const char* text : {"2. Stock", "second floor", "二楼", "im 2. Stock", "الطابق الثاني"}) {
        CHECK(said(text) == "[] level 2");
    }
    CHECK(said("Erdgeschoss") == "[] level 0");
    CHECK(said("ground floor") == "[] level 0");
}

TEST_CASE("the ground, what is below it and the top have words of their own") {
    for (const char* text :
         {"ground floor", "Erdgeschoss", "im Erdgeschoss", "rez-de-chaussée", "planta baja", "piso térreo",
          "piano terra", "底楼", "الطابق الأرضي", "level 0", "level G"}) {
        CHECK(said("x " + std::string(text)) == "[x] level 0");
    }
    for (const char* text : {"basement", "level B1", "B1", "Untergeschoss", "1. Untergeschoss", "1. UG",
                             "UG1", "sous-sol", "level -1", "niveau -1", "-1", "minus one floor", "地下一层",
                             "负一楼", "B1层", "basement 1", "im Untergeschoss", "erstes Untergeschoss"}) {
        CHECK(said("x " + std::string(text)) == "[x] level -1");
    }
    CHECK(said("x level B2") == "[x] level -2");
    CHECK(said("x 2. UG") == "[x] level -2");
    CHECK(said("x top floor") == "[x] level 3");
    CHECK(said("x último piso") == "[x] level 3");
    CHECK(said("x 顶楼") == "[x] level 3");
}

TEST_CASE("a number is a short name first, then counted from the ground") {
    CHECK(said("x first floor", american) == "[x] level 0");
    CHECK(said("x 3rd floor", american) == "[x] level 2");
    CHECK(said("x ground floor", american) == "[x] level 0");
    CHECK(said("x 一楼", chinese) == "[x] level 0");
    CHECK(said("x 2F", chinese) == "[x] level 1");
    CHECK(said("x second floor", chinese) == "[x] level 1");
    CHECK(said("x B1", chinese) == "[x] level -1");
    CHECK(said("x first floor", european) == "[x] level 1");
    CHECK(said("x level -1", signed_names) == "[x] level -1");
    CHECK(said("x level 1", signed_names) == "[x] level 1");
    CHECK(said("x -1", signed_names) == "[x] level -1");
}

TEST_CASE("the first floor is the ground in English, and only where there is no level 1") {
    CHECK(said("x first floor", bare) == "[x] level 0");
    CHECK(said("x 一楼", bare) == "[x] level 0");
    CHECK(said("x erster stock", bare) == "[x erster stock]");
    CHECK(said("x first floor", european) == "[x] level 1");
}

TEST_CASE("a level that the mall does not have stays in the text") {
    CHECK(said("shoes 9th floor") == "[shoes 9th floor]");
    CHECK(said("shoes level B7") == "[shoes level B7]");
    CHECK(said("shoes second floor", {}) == "[shoes second floor]");
    CHECK(said("basement shoes", american) == "[basement shoes]");
}

TEST_CASE("the name of a level counts with a word for floors or a preposition") {
    CHECK(said("pizza food level") == "[pizza] level 3");
    CHECK(said("pizza mezzanine level") == "[pizza] level 3");
    CHECK(said("pizza level mezzanine") == "[pizza] level 3");
    CHECK(said("pizza on the mezzanine") == "[pizza] level 3");
    CHECK(said("garden chairs") == "[garden chairs]");
    CHECK(said("mezzanine bar") == "[mezzanine bar]");
}

TEST_CASE("open now and near me are understood in eight languages") {
    for (const char* text :
         {"open now", "now open", "currently open", "that are open now", "jetzt geöffnet", "jetzt geoeffnet",
          "noch offen", "ouvert maintenant", "abierto ahora", "aberto agora", "aperto ora", "现在营业",
          "正在营业", "مفتوح الآن", "opne now", "jetzt geöfnet"}) {
        CHECK(said("x " + std::string(text)) == "[x] open");
        CHECK(said(text) == "[] open");
    }
    for (const char* text :
         {"near me", "nearby", "close to me", "the nearest", "in der Nähe", "in meiner nähe", "in der naehe",
          "près de moi", "à proximité", "cerca de mí", "perto de mim", "vicino a me", "附近", "بالقرب مني",
          "neer me", "nera me", "in der nahe"}) {
        CHECK(said("x " + std::string(text)) == "[x] near");
    }
    CHECK(said("near me") == "[] near");
    CHECK(said("nearest atm") == "[atm] near");
    CHECK(said("nächste Toilette") == "[Toilette] near");
}

TEST_CASE("intents go together, in any order, within text without spaces too") {
    CHECK(said("open now shoes near me 2nd floor") == "[shoes] level 2 open near");
    CHECK(said("附近的咖啡店") == "[咖啡店] near");
    CHECK(said("二楼的鞋店") == "[鞋店] level 2");
    CHECK(said("二樓鞋店現在營業") == "[鞋店] level 2 open");
    CHECK(said("2楼鞋店") == "[鞋店] level 2");
    CHECK(said("h&m, 2. Stock") == "[h&m] level 2");
    CHECK(said("2nd floor h&m ") == "[h&m ] level 2");
    CHECK(said("red (level 2) shoes") == "[red shoes] level 2");
}

TEST_CASE("one slip in an intent's word counts") {
    CHECK(said("schuhe 2. stok") == "[schuhe] level 2");
    CHECK(said("shoes secnod flor") == "[shoes] level 2");
    CHECK(said("shoes 2nd flooor") == "[shoes] level 2");
    CHECK(said("x erdgeschos") == "[x] level 0");
    CHECK(said("x erster stcok") == "[x] level 1");
    CHECK(said("x jezt geöffnet") == "[x] open");
}

TEST_CASE("names that hold words of intents lose none of them") {
    for (const char* name : {"level shoes",
                             "open kitchen",
                             "second cup",
                             "Forever 21",
                             "7-11",
                             "Studio 54",
                             "Level",
                             "Stock",
                             "basement",
                             "first choice",
                             "one stop shop",
                             "On",
                             "piano bar",
                             "Second Hand",
                             "Open",
                             "Near East",
                             "wear me",
                             "dear me",
                             "Premier Inn",
                             "Primark",
                             "closet",
                             "Chanel No 5",
                             "Levis 501",
                             "2 stage",
                             "Floor & Decor",
                             "Stockmann",
                             "G",
                             "1",
                             "-1",
                             "2F",
                             "B1",
                             "Next",
                             "the north face",
                             "Piso",
                             "Etam",
                             "Planta",
                             "Ground Coffee",
                             "Top Shop",
                             "Nowhere",
                             "opening hours",
                             "me",
                             "now",
                             "cerca",
                             "Second Floor9",
                             "H&M Home",
                             "Zara Home",
                             "In Town",
                             "24 hours",
                             "3 Store",
                             "Three",
                             "O2",
                             "一点点",
                             "七楼阅读",
                             "楼外楼"}) {
        CHECK(said(name) == "[" + std::string(name) + "]");
    }
}

TEST_CASE("what is left ends as the text does") {
    CHECK(said("2. stock schuh") == "[schuh] level 2");
    CHECK(said("2. stock schuhe ") == "[schuhe ] level 2");
    CHECK(said("no intents ") == "[no intents ]");
    CHECK(said("") == "[]");
}

TEST_CASE("every word of the tables is folded as queries are") {
    const auto check = [](std::u32string_view words) {
        std::u32string joined;
        for (const auto part : search::parts_of(words)) joined += part;
        const std::string text = search::to_utf8(words);
        if (table().fold(text).letters != joined) FAIL_CHECK("'" << text << "'");
        if (joined.empty()) FAIL_CHECK("an empty entry");
    };
    for (const auto& phrase : search::intent_phrases()) check(phrase.words);
    for (const auto& floor : search::floor_words()) check(floor.word);
    for (const auto list : {search::number_words(), search::level_affixes(), search::basement_affixes(),
                            search::minus_words(), search::articles(), search::prepositions(),
                            search::particles(), search::ordinal_endings().subspan(1)}) {
        for (const auto words : list) check(words);
    }
}

TEST_CASE("a level that several buildings have is meant in each of them") {
    const std::vector<QueryLevel> two = {
        {1, "East/1", "1", {}}, {2, "2", "2", {}}, {1, "West/1", "1", {"Garden level"}}};
    CHECK(said("shoes level 1", two) == "[shoes] level East/1 level West/1");
    CHECK(said("shoes level 2", two) == "[shoes] level 2");
}

TEST_CASE("hostile queries are bounded") {
    std::string flood;
    for (int i = 0; i < 2000; ++i) flood += "2. stock ";
    CHECK(find_intents(flood, table(), european).levels == std::vector<std::string>{"2"});
    std::string han;
    for (int i = 0; i < 3000; ++i) han += "负";
    CHECK(find_intents(han, table(), european).levels.empty());
    std::string marks = "level";
    for (int i = 0; i < 5000; ++i) marks += "\u0301";
    find_intents(marks, table(), european);
    CHECK(said("\xed\xa0\x80 2. stock \xff") == "[] level 2");
    CHECK(said(std::string("shoes\0 2. stock", 15)) == "[shoes] level 2");
    CHECK(said("\u202e2nd floor\u202c shoes") == "[shoes] level 2");
    CHECK(said("level 99999999999999999999 l99999999999") == "[level 99999999999999999999 l99999999999]");
    const std::vector<QueryLevel> odd = {{0, "", "", {"", "  "}}, {1, "x", "\xff", {"\xff", "level"}}};
    find_intents("level level on the level 2nd", table(), odd);
}
