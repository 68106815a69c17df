// The search index of a mall: what makes it stale, what it is made of, and what happens where it is damaged.
#include <catch2/catch.hpp>
#include <filesystem>

#include "core/digest.hpp"
#include "db/artifact_repository.hpp"
#include "db/catalog_writer.hpp"
#include "db/outbox.hpp"
#include "operations/build_search.hpp"
#include "operations/change_json.hpp"
#include "operations/search.hpp"
#include "operations/search_corpus.hpp"
#include "search/build.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/db/sample_plan.hpp"
#include "tests/support/database.hpp"
#include "tests/support/failure.hpp"
#include "tests/support/paths.hpp"

namespace mallctl::test {

namespace {

using db::Transaction;
using operations::ArtifactState;

constexpr const char* mall = "arcade";

constexpr const char* rows =
    "kind: store\nslug: bakery\nname: {en: Corner Bakery, de: Eckbäckerei}\naliases: [Bun House]\n"
    "category: food.bakery\ntags: [bread]\n"
    "---\nkind: store\nslug: shoes\nname: Shoe Box\ncategory: fashion.shoes\n"
    "---\nkind: product\nslug: rye\nname: Rye bread\nstore: bakery\n"
    "---\nkind: offer\nslug: week\nname: Rye week\nproduct: rye\nfrom: 2026-03-02 08:00\nto: 2026-03-08 "
    "20:00\n"
    "---\nkind: offer\nslug: later\nname: Later\nstore: shoes\ndraft: true\n"
    "---\nkind: synonym\nslug: sole\nwords: [sole, shoe]\n"
    "---\nkind: pin\nslug: hungry\nquery: hungry\ntargets: [store:bakery, product:rye]\n"
    "---\nkind: exclusion\nslug: no_rye\nquery: corner\ntarget: product:rye\n";

class SearchedMall {
  public:
    SearchedMall() {
        create_mall(session, mall);
        apply(rows);
    }

    void apply(const std::string& text) { apply_text(session, mall, text); }

    void remove(const std::string& kind, const std::string& slug) {
        Transaction transaction(session, mall_id(mall), Transaction::Mode::write);
        db::CatalogWriter writer(transaction, {});
        writer.remove(kind, slug);
        REQUIRE_FALSE(core::has_errors(writer.check({}).findings));
        const auto changed = writer.write();
        db::record_version(transaction, "delete", operations::to_json(changed));
        transaction.commit();
    }

    ArtifactState state() {
        Transaction transaction(session, mall_id(mall), Transaction::Mode::read);
        return operations::artifact_state(transaction, operations::search_kind());
    }

    operations::BuildReport build() { return operations::build_search(session, mall); }

    std::vector<std::byte> bytes() {
        Transaction transaction(session, mall_id(mall), Transaction::Mode::read);
        return db::ArtifactRepository(transaction).bytes("search").value();
    }

    db::ArtifactInfo info() {
        Transaction transaction(session, mall_id(mall), Transaction::Mode::read);
        return db::ArtifactRepository(transaction).find("search").value();
    }

    void store(std::vector<std::byte> bytes, const std::string& sha256) {
        const auto input = info().input_sha256;
        Transaction transaction(session, mall_id(mall), Transaction::Mode::write);
        const auto size = static_cast<std::int64_t>(bytes.size());
        db::ArtifactRepository(transaction).put({"search", sha256, input, 1, size}, bytes);
        transaction.commit();
    }

    std::shared_ptr<const operations::Snapshot> open() {
        return operations::load_snapshot(session, mall, cache);
    }

    std::vector<std::string> find(const std::string& text, const char* at = "2026-03-03T12:00:00Z") {
        operations::SearchRequest request;
        request.text = text;
        request.at = core::parse_instant(at);
        std::vector<std::string> found;
        for (const auto& hit : operations::search(*open(), request).hits) found.push_back(hit.reference);
        return found;
    }

    TestDatabase database;
    db::Session session{database.endpoint(), "test"};
    TemporaryDirectory directory;
    std::filesystem::path kept = directory.path() / "artifacts";
    operations::ArtifactCache cache{kept};
};

std::string first(const std::vector<std::string>& found) {
    return found.empty() ? "" : found.front();
}

bool has(const std::vector<std::string>& found, const std::string& reference) {
    return std::find(found.begin(), found.end(), reference) != found.end();
}

}  // namespace

TEST_CASE("an index is built once, and again when a row that it is made of has changed") {
    SearchedMall searched;
    CHECK(searched.state() == ArtifactState::absent);
    const auto built = searched.build();
    CHECK(built.rebuilt);
    CHECK(built.parts_built == 4);
    CHECK(searched.state() == ArtifactState::fresh);
    CHECK_FALSE(searched.build().rebuilt);
    const std::vector<std::string> changes = {
        "kind: store\nslug: shoes\nname: Shoe Palace\n",
        "kind: product\nslug: rye\nname: Rye loaf\n",
        "kind: offer\nslug: later\nname: Later\ndraft: false\n",
        "kind: location\nslug: gate\nname: Gate\nlocation_kind: entrance\nlevel: G\npoint: [8, 49]\n",
        "kind: synonym\nslug: sole\nwords: [sole, shoe, boot]\n",
        "kind: pin\nslug: hungry\nquery: hungry\ntargets: [store:bakery]\n",
        "kind: exclusion\nslug: no_rye\nquery: crust\ntarget: product:rye\n",
        "kind: mall\nslug: arcade\nlocales: [en, de]\n"};
    for (const auto& change : changes) {
        INFO(change);
        searched.apply(change);
        CHECK(searched.state() == ArtifactState::stale);
        CHECK(searched.build().rebuilt);
        CHECK(searched.state() == ArtifactState::fresh);
    }
    searched.apply("kind: tenant\nslug: crust\nname: Crust\n");
    CHECK(searched.state() == ArtifactState::fresh);
}

TEST_CASE(
    "what has not changed is taken over from the index before, and the bytes are those of a new build") {
    SearchedMall searched;
    searched.build();
    const auto is_as_new = [&] {
        return search::build_index(operations::search_corpus(searched.session, mall)).bytes ==
               searched.bytes();
    };
    searched.apply("kind: store\nslug: shoes\nname: Shoe Palace\n");
    const auto again = searched.build();
    CHECK(again.parts_built == 1);
    CHECK(again.parts_reused == 3);
    CHECK(is_as_new());
    const std::vector<std::string> changes = {
        "kind: store\nslug: shoes\naliases: [Boots, Sohle]\nbrand: Schuster\n",
        "kind: store\nslug: shoes\ncategory: fashion.boots\ntags: [leather, bread]\n",
        "kind: store\nslug: alps\nname: Alpenmilch\n",
        "kind: tenant\nslug: crust\nname: Crust\n",
        "kind: product\nslug: rye\nname: Rye loaf\nstore: shoes\n",
        "kind: product\nslug: rye_loaf\nwas: rye\n",
        "kind: store\nslug: bread_house\nwas: bakery\n",
        "kind: offer\nslug: later\nname: Later\ndraft: false\nfrom: 2026-03-02 08:00\n",
        "kind: location\nslug: gate\nname: Gate\nlocation_kind: entrance\nlevel: G\npoint: [8, 49]\n",
        "kind: synonym\nslug: sole\nwords: [sole, shoe, boot]\n",
        "kind: pin\nslug: hungry\nquery: hungry\ntargets: [product:rye_loaf]\n",
        "kind: exclusion\nslug: no_rye\nquery: crust\ntarget: store:shoes\n",
        "kind: mall\nslug: arcade\nlocales: [en, de]\n"};
    for (const auto& change : changes) {
        INFO(change);
        searched.apply(change);
        searched.build();
        CHECK(is_as_new());
    }
    searched.remove("synonym", "sole");
    searched.build();
    CHECK(is_as_new());
    searched.remove("store", "alps");
    CHECK(searched.build().parts_built == 0);
    CHECK(is_as_new());
    write_plan(searched.session, mall_id(mall), sample_plan(mall_id(mall)));
    CHECK(searched.build().parts_reused == 6);
    CHECK(is_as_new());
}

TEST_CASE("a corpus has no drafts, gives an offer of a product its store, and drops targets that are gone") {
    SearchedMall searched;
    const auto corpus = operations::search_corpus(searched.session, mall);
    REQUIRE(corpus.documents.size() == 4);
    const auto offer =
        std::find_if(corpus.documents.begin(), corpus.documents.end(),
                     [](const auto& document) { return document.kind == search::DocumentKind::offer; });
    REQUIRE(offer != corpus.documents.end());
    CHECK(offer->slug == "week");
    CHECK(offer->store == "bakery");
    CHECK(offer->from == core::parse_instant("2026-03-02T07:00:00Z"));
    CHECK(corpus.locales == std::vector<std::string>{"de", "en"});
    REQUIRE(corpus.pins.size() == 1);
    CHECK(corpus.pins.front().targets.size() == 2);
    CHECK(corpus.exclusions.size() == 1);
    // By the slug that it had before.
    searched.apply("kind: product\nslug: rye_bread\nwas: rye\n");
    const auto renamed = operations::search_corpus(searched.session, mall);
    CHECK(renamed.pins.front().targets.at(1).slug == "rye_bread");
    CHECK(renamed.exclusions.front().slug == "rye_bread");
}

TEST_CASE("a search finds by name, typo, alias, synonym and pin, and not what is excluded or not yet live") {
    SearchedMall searched;
    searched.build();
    CHECK(first(searched.find("Corner Bakery")) == "store:bakery");
    CHECK(first(searched.find("eckbäckrei")) == "store:bakery");
    CHECK(first(searched.find("bun hose")) == "store:bakery");
    CHECK(first(searched.find("sole box")) == "store:shoes");
    const auto hungry = searched.find("hungry");
    REQUIRE(hungry.size() >= 2);
    CHECK(hungry[0] == "store:bakery");
    CHECK(hungry[1] == "product:rye");
    CHECK(has(searched.find("rye"), "product:rye"));
    CHECK_FALSE(has(searched.find("corner"), "product:rye"));
    CHECK(first(searched.find("rye week")) == "offer:week");
    CHECK_FALSE(has(searched.find("rye week", "2026-03-09T12:00:00Z"), "offer:week"));
}

TEST_CASE("an index that is damaged is left out, and a build replaces it") {
    SearchedMall searched;
    searched.build();
    const auto sha256 = searched.info().sha256;
    auto damaged = searched.bytes();
    damaged[damaged.size() / 2] ^= std::byte{1};
    SECTION("with a SHA-256 of its own") {
        searched.store(damaged, core::sha256_hex(damaged));
    }
    SECTION("under the one that it had") {
        searched.store(damaged, sha256);
    }
    SECTION("cut off") {
        damaged.resize(100);
        searched.store(damaged, core::sha256_hex(damaged));
    }
    const auto snapshot = searched.open();
    CHECK(snapshot->catalog.stores.size() == 2);
    CHECK_FALSE(snapshot->search);
    CHECK(snapshot->search_stale);
    const auto error = failure([&] { operations::search_of(*snapshot); });
    CHECK(error.fault() == core::Fault::failed);
    CHECK(error.advice() == "build it: mallctl build search --mall arcade");
    CHECK(searched.build().rebuilt);
    CHECK(searched.open()->search);
}

TEST_CASE("an index that is damaged on the disk of this machine is fetched anew") {
    SearchedMall searched;
    searched.build();
    CHECK(searched.open()->search_bytes.is_mapped());
    const auto file = searched.kept / (searched.info().sha256 + ".search");
    REQUIRE(std::filesystem::exists(file));
    auto text = read_file(file);
    text[text.size() / 2] ^= 1;
    write_file(file, text);
    const auto snapshot = searched.open();
    REQUIRE(snapshot->search);
    CHECK_FALSE(snapshot->search_stale);
    CHECK(first(searched.find("Shoe Box")) == "store:shoes");
}

TEST_CASE("an index that is older than the rows answers, and says so") {
    SearchedMall searched;
    searched.build();
    searched.apply("kind: store\nslug: shoes\nname: Shoe Palace\n");
    const auto snapshot = searched.open();
    CHECK(snapshot->search);
    CHECK(snapshot->search_stale);
    CHECK(first(searched.find("Shoe Box")) == "store:shoes");
}

}  // namespace mallctl::test
