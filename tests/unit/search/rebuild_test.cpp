#include <catch2/catch.hpp>

#include "tests/support/artifact_seal.hpp"
#include "tests/unit/search/index_maker.hpp"

using namespace mallctl;

namespace {

// A small mall of chance, made of few words so that documents share terms, groups and phrases.
class RandomCorpus {
  public:
    explicit RandomCorpus(unsigned seed) : random_(seed) {}

    search::Corpus make(std::size_t size) {
        search::Corpus corpus;
        corpus.locales = {"de", "en"};
        for (std::size_t i = 0; i < size; ++i) corpus.documents.push_back(document(i));
        corpus.synonyms = {{"a", {word(), word(), word() + " " + word()}}, {"b", {"Star Gate", word()}}};
        corpus.pins = {{word(), {{search::DocumentKind::store, slug()}}}};
        corpus.exclusions = {{"", search::DocumentKind::product, slug()}};
        return corpus;
    }

    // A change of one document, or, rarely, of what all of them depend on.
    void edit(search::Corpus& corpus) {
        switch (random_() % 16) {
            case 0:
                corpus.documents.push_back(document(1000 + random_() % 100'000));
                break;
            case 1:
                pick(corpus).aliases.push_back(name());
                break;
            case 2:
                pick(corpus).names["en"] = name();
                break;
            case 3:
                pick(corpus).tags = {word(), word()};
                break;
            case 4:
                pick(corpus).category = category();
                break;
            case 5:
                pick(corpus).popularity = static_cast<double>(random_() % 50);
                break;
            case 6:
                corpus.documents.erase(corpus.documents.begin() + at(corpus));
                break;
            case 7:
                corpus.synonyms.push_back({word(), {word(), name()}});
                break;
            case 8:
                std::reverse(corpus.locales.begin(), corpus.locales.end());
                break;
            case 9:
                pick(corpus).brand = name();
                break;
            case 10:
                pick(corpus).aliases.clear();
                break;
            case 11:
                pick(corpus).store = slug();
                break;
            case 12:
                pick(corpus).slug = "s" + std::to_string(1000 + random_() % 100'000);
                break;
            case 13:
                pick(corpus).from = core::Instant(std::chrono::seconds(random_() % 1000));
                break;
            case 14:
                pick(corpus).names["en"] += " unheard" + std::to_string(random_() % 1000);
                break;
            default:
                corpus.pins.push_back({name(), {{search::DocumentKind::store, slug()}}});
        }
        std::shuffle(corpus.documents.begin(), corpus.documents.end(), random_);
    }

  private:
    std::string word() {
        static const std::vector<std::string> words{
            "Star",   "Gate",  "H&M",       "and",    "Caffè", "Nero",
            "ice",    "cream", "Gelato",    "Schuhe", "новый", "スターバックスコーヒー",
            "星巴克", "!!!",   "ice cream", "Kaffee", "Wüste", "a",
            "b",      "ab",    "abc"};
        return words[random_() % words.size()];
    }
    std::string name() {
        std::string text = word();
        while (random_() % 2 == 0) text += " " + word();
        return text;
    }
    std::string category() {
        static const std::vector<std::string> categories{"",      "food", "food.cafe", "food.ice_cream",
                                                         "x.y.z", ".",    "a..b"};
        return categories[random_() % categories.size()];
    }
    std::string slug() { return "s" + std::to_string(random_() % 60); }

    search::Document document(std::size_t number) {
        search::Document made;
        made.kind = static_cast<search::DocumentKind>(random_() % 5);
        made.slug = "s" + std::to_string(number);
        made.names = {{"de", name()}, {"en", name()}};
        if (random_() % 4 == 0) made.aliases = {name(), name()};
        if (random_() % 4 == 0) made.brand = word();
        made.category = category();
        if (random_() % 3 == 0) made.tags = {word(), "breakfast"};
        made.store = slug();
        made.popularity = static_cast<double>(random_() % 3);
        if (random_() % 5 == 0) made.to = core::Instant(std::chrono::seconds(random_() % 1000));
        return made;
    }

    std::ptrdiff_t at(const search::Corpus& corpus) {
        return static_cast<std::ptrdiff_t>(random_() % corpus.documents.size());
    }
    search::Document& pick(search::Corpus& corpus) {
        return corpus.documents[static_cast<std::size_t>(at(corpus))];
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("an index built on the one before is the same as one built from nothing, after any edits") {
    for (unsigned seed = 0; seed < 25; ++seed) {
        RandomCorpus random(seed);
        auto corpus = random.make(40);
        auto before = search::build_index(corpus).bytes;
        for (int round = 0; round < 8; ++round) {
            // One edit after another, then more and more at once.
            const int edits = round < 4 ? 1 : 3 * (round - 3);
            for (int i = 0; i < edits; ++i) random.edit(corpus);
            const auto whole = search::build_index(corpus);
            const auto again = search::build_index(corpus, before);
            REQUIRE((again.bytes == whole.bytes));
            CHECK(whole.reused == 0);
            search::IndexView(again.bytes).verify();
            before = again.bytes;
        }
    }
}

TEST_CASE("an index built on that of another mall, of none, or for none, is the same as one from nothing") {
    const auto first = RandomCorpus(1).make(30);
    const auto second = RandomCorpus(2).make(50);
    const search::Corpus none;
    for (const auto* corpus : {&first, &second, &none}) {
        const auto whole = search::build_index(*corpus).bytes;
        for (const auto* other : {&first, &second, &none}) {
            CHECK((search::build_index(*corpus, search::build_index(*other).bytes).bytes == whole));
        }
    }
}

TEST_CASE("letters that come and go, and words that nobody has any more, leave no trace") {
    RandomCorpus random(3);
    const auto corpus = random.make(20);
    auto other = corpus;
    other.documents[3].names["en"] = "Ωμέγα ǅ unheard 𝒳";
    const auto bytes = search::build_index(corpus).bytes;
    const auto with = search::build_index(other, bytes);
    CHECK((with.bytes == search::build_index(other).bytes));
    CHECK((search::build_index(corpus, with.bytes).bytes == bytes));
}

TEST_CASE("what is known of popularity changes the order of documents, and takes over all of them") {
    RandomCorpus random(5);
    auto corpus = random.make(60);
    const auto before = search::build_index(corpus).bytes;
    for (std::size_t i = 0; i < corpus.documents.size(); ++i) {
        corpus.documents[i].popularity = static_cast<double>((i * 37) % 60);
    }
    const auto again = search::build_index(corpus, before);
    CHECK(again.reused == 60);
    CHECK((again.bytes == search::build_index(corpus).bytes));
}

TEST_CASE("an index before whose bytes were turned under mended checksums harms no build") {
    RandomCorpus random(13);
    auto corpus = random.make(12);
    const auto whole = search::build_index(corpus).bytes;
    corpus.documents[4].names["en"] += " Vestibule";
    std::mt19937 turn(21);
    for (int i = 0; i < 1500; ++i) {
        auto bytes = whole;
        for (int k = 0; k < 2; ++k) bytes[turn() % bytes.size()] = static_cast<std::byte>(turn());
        test::seal_artifact(bytes);
        CHECK(search::build_index(corpus, bytes).documents == 12);
    }
}

TEST_CASE("all documents but the changed one are taken over, and none of what is no artifact") {
    RandomCorpus random(7);
    auto corpus = random.make(40);
    const auto before = search::build_index(corpus).bytes;
    CHECK(search::build_index(corpus, before).reused == 40);
    corpus.documents[5].names["en"] += " Vestibule";
    corpus.documents[6].popularity = 99;
    const auto again = search::build_index(corpus, before);
    CHECK(again.reused == 39);
    CHECK(again.documents == 40);
    std::vector<std::byte> damaged;
    for (std::size_t i = 0; i < before.size(); i += before.size() / 25) {
        damaged = before;
        damaged[i] ^= std::byte{1};
        const auto built = search::build_index(corpus, damaged);
        CHECK(built.reused == 0);
        CHECK((built.bytes == again.bytes));
    }
    CHECK((search::build_index(corpus, std::vector<std::byte>(100)).bytes == again.bytes));
}

TEST_CASE("the order of a corpus's parts does not matter") {
    RandomCorpus random(11);
    auto corpus = random.make(50);
    corpus.pins = {{"a b", {{search::DocumentKind::store, corpus.documents[0].slug}}},
                   {"A B", {{search::DocumentKind::store, corpus.documents[1].slug}}}};
    const auto bytes = search::build_index(corpus).bytes;
    std::reverse(corpus.documents.begin(), corpus.documents.end());
    std::reverse(corpus.synonyms.begin(), corpus.synonyms.end());
    std::reverse(corpus.pins.begin(), corpus.pins.end());
    for (auto& document : corpus.documents) std::reverse(document.tags.begin(), document.tags.end());
    CHECK((search::build_index(corpus).bytes == bytes));
}
