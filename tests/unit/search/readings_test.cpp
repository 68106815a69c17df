#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "search/text/fold.hpp"

using mallctl::search::readings_of;

namespace {

bool has(const std::vector<std::string>& words, const char* word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("words are found in scripts written without spaces") {
    CHECK(has(readings_of("ศูนย์การค้าเซ็นทรัล").words, "เซ็นทรัล"));
    CHECK(has(readings_of("スターバックスコーヒー").words, "コーヒー"));
    CHECK(has(readings_of("漢堡王餐廳").words, "餐廳"));
    CHECK(readings_of("ស្តារបាក់").words.size() == 2);
}

TEST_CASE("a name in another script is read in Latin letters") {
    CHECK(readings_of("ستاربكس").latin == "starbks");
    CHECK(readings_of("Старбакс").latin == "starbaks");
    CHECK(readings_of("Γιώργος").latin == "giorgos");
    CHECK(readings_of("スターバックス").latin == "sutabakkusu");
    CHECK(readings_of("星巴克").latin == "xing ba ke");
    CHECK(readings_of("Объект").latin == "obekt");
    CHECK(readings_of("عمر افندي").latin == "mr afndy");
    CHECK(readings_of("星巴克café 24小时").latin == "xing ba ke cafe 24 xiao shi");
    CHECK_FALSE(readings_of("스타벅스").latin.empty());
    CHECK_FALSE(readings_of("สตาร์บัคส์").latin.empty());
}

TEST_CASE("there is nothing to add to what is Latin, or what no rule reads") {
    for (const char* text : {"", "Starbucks", "Café Łódź", "H&M 24 — €"}) {
        CHECK(readings_of(text).latin.empty());
        CHECK(readings_of(text).words.empty());
    }
    CHECK(readings_of("ស្តារបាក់").latin.empty());
}

TEST_CASE("readings of hostile text are bounded") {
    std::string flood;
    for (int i = 0; i < 5000; ++i) flood += "星\u0301";
    const auto readings = readings_of(flood);
    CHECK(readings.words.size() < 512);
    CHECK(readings.latin.size() < 8 * 512);
    CHECK_NOTHROW(readings_of("\xed\xa0\x80\xff\xc3" + std::string(3, '\0')));
}
