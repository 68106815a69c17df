#include <catch2/catch.hpp>
#include <limits>

#include "core/error.hpp"
#include "tests/support/failure.hpp"
#include "tests/unit/search/index_maker.hpp"

using namespace mallctl;
using search::DocumentKind;
using search::Field;
using test::MadeIndex;
using Words = std::vector<std::u32string>;
using Slugs = std::vector<std::string>;

namespace {

search::Corpus small_mall() {
    search::Corpus corpus;
    corpus.locales = {"de", "en"};
    auto nero = test::store("caffe_nero", "Caffè Nero");
    nero.category = "food.cafe";
    nero.tags = {"breakfast"};
    auto hm = test::store("hm", "H&M");
    hm.names["de"] = "H & M Style";
    hm.aliases = {"Hennes & Mauritz"};
    hm.brand = "H&M";
    hm.category = "fashion";
    hm.popularity = 10;
    auto bull = test::document(DocumentKind::product, "red-bull-250", "Red Bull 250 ml");
    bull.store = "caffe_nero";
    auto offer = test::document(DocumentKind::offer, "coffee-day", "Star day");
    offer.store = "gone";
    offer.from = core::Instant(std::chrono::seconds(100));
    offer.to = core::Instant(std::chrono::seconds(200));
    const auto gate = test::document(DocumentKind::location, "north_gate", "Star Gate");
    corpus.documents = {bull, offer, gate, nero, hm};
    return corpus;
}

}  // namespace

TEST_CASE(
    "documents are numbered by kind, then popularity, then slug, and have what the corpus says of them") {
    const MadeIndex index(small_mall());
    REQUIRE(index->document_count() == 5);
    Slugs slugs;
    for (search::DocumentId i = 0; i < 5; ++i) slugs.emplace_back(index->slug_of(i));
    CHECK(slugs == Slugs{"hm", "caffe_nero", "north_gate", "coffee-day", "red-bull-250"});
    CHECK(index->kind_of(2) == DocumentKind::location);
    CHECK(index->name_of(0) == "H & M Style");
    CHECK(index->name_of(1) == "Caffè Nero");
    CHECK(index->category_of(1) == "food.cafe");
    CHECK(index->category_of(2).empty());
    CHECK(index->store_of(4) == 1);
    CHECK(index->store_of(3) == search::no_document);
    CHECK(index->popularity_of(0) == 255);
    CHECK(index->popularity_of(1) == 0);
    CHECK(index->validity_of(3) == std::pair<std::int64_t, std::int64_t>(100, 200));
    CHECK(index->validity_of(0).second == std::numeric_limits<std::int64_t>::max());
    CHECK(std::vector(index->dated_documents().begin(), index->dated_documents().end()) ==
          std::vector<search::DocumentId>{3});
    CHECK(index->find(DocumentKind::store, "caffe_nero") == search::DocumentId{1});
    CHECK_FALSE(index->find(DocumentKind::product, "caffe_nero"));
    CHECK_FALSE(index->find(DocumentKind::product, "zzz"));
}

TEST_CASE("a document is found by the words of its names, aliases and brand, equal ones once") {
    const MadeIndex index(small_mall());
    const auto [first, end] = index->surfaces_of(0);
    Words words;
    std::vector<Field> fields;
    for (auto surface = first; surface < end; ++surface) {
        words.push_back(index.words(surface));
        fields.push_back(index->surface(surface).field);
        CHECK(index->document_of(surface) == 0);
    }
    CHECK(words == Words{U"h & m style", U"h & m", U"hennes & mauritz"});
    CHECK(fields == std::vector{Field::name, Field::name, Field::alias});
    CHECK(index->text_of(first + 1) == "H&M");
    CHECK(index.found_by(U"nero") == Words{U"caffe nero"});
}

TEST_CASE("a term has the surfaces that have it, ascending, and a range of terms those of all") {
    const MadeIndex index(small_mall());
    const auto terms = static_cast<search::TermId>(index->dictionary().term_count());
    std::uint64_t all = 0;
    for (search::TermId term = 0; term < terms; ++term) {
        const auto postings = index->postings(term);
        CHECK(std::is_sorted(postings.begin(), postings.end()));
        CHECK(index->posting_count({term, term + 1}) == postings.size());
        all += postings.size();
        for (const auto surface : postings) {
            const auto words = index->surface(surface).words;
            const bool is_word = std::find(words.begin(), words.end(), term) != words.end();
            // Parts of Chinese words alone are neither.
            CHECK(
                (is_word || index->is_compound(term) || index->document_of(surface) == search::no_document));
        }
    }
    CHECK(index->posting_count({0, terms}) == all);
    CHECK(index->postings(search::TermRange{0, terms}).size() == all);
}

TEST_CASE("names of places are found written together, with connectors and without; products are not") {
    const MadeIndex index(small_mall());
    CHECK(index.found_by(U"caffenero") == Words{U"caffe nero"});
    CHECK(index.found_by(U"stargate") == Words{U"star gate"});
    CHECK(index.found_by(U"hm") == Words{U"h & m style", U"h & m"});
    CHECK(index.found_by(U"handm") == Words{U"h & m"});
    CHECK(index.found_by(U"hmstyle") == Words{U"h & m style"});
    CHECK(index->is_compound(index.term(U"stargate").first));
    CHECK_FALSE(index->is_compound(index.term(U"star").first));
    CHECK(index.found_by(U"redbull").empty());
}

TEST_CASE("a category is a group, and each beginning of it is one with its members") {
    auto corpus = small_mall();
    corpus.documents[2].category = "food";
    const MadeIndex index(corpus);
    std::vector<std::string> groups;
    for (const auto group : index->groups_of(1)) groups.emplace_back(index->group_name(group));
    CHECK(groups == Slugs{"food", "food.cafe", "breakfast"});
    CHECK(index->is_category(index->groups_of(1)[0]));
    CHECK_FALSE(index->is_category(index->groups_of(1)[2]));
    const auto members = index->members_of(index->groups_of(1)[0]);
    CHECK(std::vector<search::DocumentId>(members.begin(), members.end()) ==
          std::vector<search::DocumentId>{1, 2});
    CHECK(index.slugs_found_by(U"breakfast") == Slugs{"caffe_nero"});
    CHECK(index.slugs_found_by(U"cafe") == Slugs{"caffe_nero"});
}

TEST_CASE("who types one of the mall's synonyms finds what has another, words and phrases alike") {
    auto corpus = small_mall();
    corpus.synonyms = {{"nero", {"nero", "Schwarz", "dark side"}}, {"gates", {"star gate", "Sternentor"}}};
    const MadeIndex index(corpus);
    const auto related = index->synonyms_of(index.term(U"schwarz").first);
    CHECK(std::find(related.begin(), related.end(), index.term(U"nero").first) != related.end());
    CHECK(index.slugs_found_by(U"schwarz").empty());
    CHECK(index.slugs_found_by(U"dark") == Slugs{"caffe_nero"});
    CHECK(index.slugs_found_by(U"sternentor") == Slugs{"north_gate"});
    CHECK(index->synonyms_of(index.term(U"mauritz").first).empty());
}

TEST_CASE("words that ship with the program find a category in another language") {
    const MadeIndex index(small_mall());
    CHECK(index.slugs_found_by(U"kaffee") == Slugs{"caffe_nero"});
}

TEST_CASE("a name in other letters is found as it is read, and by its parts where it has no spaces") {
    search::Corpus corpus;
    corpus.documents = {test::store("sbux", "スターバックスコーヒー"), test::store("moskva", "Москва")};
    const MadeIndex index(corpus);
    CHECK(index.slugs_found_by(U"moskva") == Slugs{"moskva"});
    const auto folded = search::FoldTable(index->fold_table()).fold("コーヒー");
    CHECK(index.slugs_found_by(folded.letters) == Slugs{"sbux"});
}

TEST_CASE("pins and exclusions are found by the letters of their query") {
    auto corpus = small_mall();
    corpus.pins = {{"Coffee!", {{DocumentKind::store, "hm"}, {DocumentKind::store, "caffe_nero"}}},
                   {"coffee", {{DocumentKind::store, "hm"}, {DocumentKind::store, "gone"}}},
                   {"?", {{DocumentKind::store, "hm"}}}};
    corpus.exclusions = {{"", DocumentKind::product, "red-bull-250"},
                         {"coffee", DocumentKind::offer, "coffee-day"},
                         {"tea", DocumentKind::store, "gone"}};
    const MadeIndex index(corpus);
    const auto rules = index->rules_for(U"coffee");
    REQUIRE(rules.size() == 3);
    CHECK((rules[0].query.empty() && !rules[0].pin && rules[0].documents[0] == 4));
    CHECK((!rules[1].pin && rules[1].documents[0] == 3));
    CHECK(rules[2].pin);
    CHECK(std::vector(rules[2].documents.begin(), rules[2].documents.end()) ==
          std::vector<search::DocumentId>{0, 1});
    CHECK(index->rules_for(U"tea").size() == 1);
    CHECK(index->rules_for(U"").size() == 1);
}

TEST_CASE("an index of nothing is one") {
    const MadeIndex index(search::Corpus{});
    CHECK(index->document_count() == 0);
    CHECK(index->dictionary().term_count() == 0);
    CHECK(index->rules_for(U"x").empty());
    CHECK_FALSE(index->find(DocumentKind::store, "x"));
}

TEST_CASE("a document without a name, or with one of signs alone, is there and shows what it has") {
    search::Corpus corpus;
    corpus.documents = {search::Document{}, test::store("signs", "!!!")};
    corpus.documents[0].slug = "empty";
    corpus.documents[1].aliases = {"chk chk chk"};
    const MadeIndex index(corpus);
    CHECK(index->name_of(0).empty());
    CHECK(index->name_of(1) == "!!!");
    CHECK(index.slugs_found_by(U"chk") == Slugs{"signs"});
}

TEST_CASE("two documents of one kind and slug are refused, as is text that is not UTF-8") {
    auto corpus = small_mall();
    corpus.documents.push_back(test::store("hm", "Other"));
    const auto twice = test::failure([&] { search::build_index(corpus); });
    CHECK(twice.fault() == core::Fault::rejected);
    CHECK(std::string(twice.what()).find("two stores") != std::string::npos);
    corpus.documents.back().slug = "other";
    corpus.documents.back().aliases = {"\xff\xfe"};
    CHECK(test::failure([&] { search::build_index(corpus); }).fault() == core::Fault::rejected);
}
