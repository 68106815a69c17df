// Words written together and apart, misspelt, cut short and left out, and their scripts, over a whole index.
#include <catch2/catch.hpp>

#include "tests/support/script_mall.hpp"

using namespace mallctl;

namespace {

std::string first_for(const test::OwnedIndex& index, const std::string& text) {
    search::Query query;
    query.text = text;
    const search::Answer answer = index->search(query);
    return answer.hits.empty() ? "" : answer.hits.front().slug;
}

struct Asked {
    const char* text;
    const char* store;
};

void check_all(std::initializer_list<Asked> queries) {
    const test::OwnedIndex index(test::script_mall());
    for (const Asked& asked : queries) {
        INFO(asked.text);
        CHECK(first_for(index, asked.text) == asked.store);
    }
}

}  // namespace

TEST_CASE("words are found however they are joined or split") {
    check_all({{"redbull", "red-bull"},
               {"red bull", "red-bull"},
               {"re dbull", "red-bull"},
               {"starbucks", "starbucks"},
               {"star bucks", "starbucks"},
               {"burgerking", "burger"},
               {"seven eleven", "seven"},
               {"7 eleven", "seven"},
               {"7eleven", "seven"},
               {"mc donalds", "mcdonalds"},
               {"sea side", "seaside"},
               {"schuh haus muller", "schuhhaus"}});
}

TEST_CASE("connectors may be signs, words of any language, or left out") {
    check_all({{"h and m", "h-m"},
               {"h&m", "h-m"},
               {"h & m", "h-m"},
               {"hm", "h-m"},
               {"h m", "h-m"},
               {"h und m", "h-m"},
               {"b&m", "b-m"},
               {"b and m", "b-m"},
               {"bm", "b-m"}});
}

TEST_CASE("words may be misspelt, in another order, cut short or without accents") {
    check_all({{"Starbuks", "starbucks"},
               {"strabucks", "starbucks"},
               {"starbu", "starbucks"},
               {"mcdonlds", "mcdonalds"},
               {"mcdo", "mcdonalds"},
               {"nero caffe", "cafe-nero"},
               {"cafe nero", "cafe-nero"},
               {"caffè", "cafe-nero"},
               {"schuhaus mueller", "schuhhaus"},
               {"ksiegarnia lodz", "lodz"},
               {"lodz", "lodz"},
               {"yoshinoia", "yoshinoya"},
               {"paris bagette", "paris"}});
}

TEST_CASE("names of all scripts are found, misspelt and half typed too") {
    check_all({{"аптека", "apteka"},        {"соціальна атпека", "apteka"},
               {"КАЛИНА", "kalina"},        {"кплина", "kalina"},
               {"γερμανος", "germanos"},    {"ΓΕΡΜΑΝΟΣ", "germanos"},
               {"γερμανοσ", "germanos"},    {"مكتبه جرير", "jarir"},
               {"جرير", "jarir"},           {"ארומה", "aroma"},
               {"西贝", "xibei"},           {"西貝莜面村", "xibei"},
               {"星巴克", "starbucks"},     {"吉野家", "yoshinoya"},
               {"カラダ", "karada"},        {"からだふぁくとりー", "karada"},
               {"파리바게뜨", "paris"},     {"파리바", "paris"},
               {"กาแฟดอยช้าง", "coffee-th"}, {"ร้านกาแฟ", "coffee-th"}});
}

TEST_CASE("what managers say of words decides") {
    const test::OwnedIndex index(test::script_mall());
    CHECK(first_for(index, "sale") == "h-m");
    search::Query query;
    query.text = "king";
    for (const search::Hit& hit : index->search(query).hits) CHECK(hit.slug != "king-shoes");
    CHECK(first_for(index, "king shoes") == "king-shoes");
    CHECK(first_for(index, "washing room") == "6f6f1c1e-8e7a-5a51-9b6c-0d6f0f0e2a11");
}
