// Rows that have a bad value are checked against the others all the same, and are never written.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/mall_repository.hpp"
#include "operations/apply.hpp"
#include "operations/edit_rows.hpp"
#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using Places = std::set<std::string>;

namespace {

const char* const souk =
    "kind: mall\nslug: souk\nname: Souk\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: store\nslug: bakery\nname: Bakery\ntenant: acme\n"
    "---\nkind: lease\nslug: l-1\ntenant: acme\nunits: [G-01@G]\nfrom: 2025-01-01\n";

class Souk {
  public:
    Souk() : session_(database_.endpoint(), "test") { apply(souk); }

    operations::WriteReport apply(const std::string& text, const std::string& kind = {},
                                  const std::filesystem::path& rejects = {},
                                  operations::ApplyOptions options = {}) {
        std::istringstream in(text);
        operations::RefusedRows refused(rejects, options.dry_run);
        catalog::ManifestOptions reading;
        reading.kind = kind;
        reading.on_rejected = [&](const catalog::RejectedRow& row) { refused.add(row); };
        catalog::ManifestReader reader({"-"}, in, reading);
        if (reader.mall() == nullptr) options.mall = "souk";
        return operations::apply(session_, reader, refused, options);
    }

    // "LINE:COLUMN CODE" of all findings for which the text is refused.
    Places places(const std::string& text, const std::string& kind = {}) {
        try {
            apply(text, kind);
        } catch (const core::Error& error) {
            return places_of(error.findings());
        }
        return {};
    }

    // The same with a file for the rows that are left out.
    Places places_with_rejects(const std::string& text, const std::string& kind,
                               const operations::ApplyOptions& options = {}) {
        const test::TemporaryDirectory directory;
        const auto file = directory.path() / "bad.jsonl";
        try {
            apply(text, kind, file, options);
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
            CHECK_FALSE(std::filesystem::exists(file));
            return places_of(error.findings());
        }
        return {};
    }

    Places stores() {
        std::optional<catalog::Mall> mall;
        {
            db::Transaction look_up(session_, std::nullopt, db::Transaction::Mode::read);
            mall = db::MallRepository(look_up).find("souk");
        }
        db::Transaction transaction(session_, mall.value().id, db::Transaction::Mode::read);
        Places slugs;
        for (const auto& store : db::CatalogRepository(transaction).load().stores) slugs.insert(store.slug);
        return slugs;
    }

    static Places places_of(const core::Diagnostics& findings) {
        Places places;
        for (const auto& finding : findings) {
            if (finding.severity != core::Severity::error) continue;
            places.insert(std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column) +
                          " " + finding.code);
        }
        return places;
    }

    db::Session& session() { return session_; }

  private:
    test::TestDatabase database_;
    db::Session session_;
};

}  // namespace

TEST_CASE("a refused row has its references and its key checked in the same run") {
    Souk mall;
    CHECK(mall.places("slug,name,tenant,hours\n"
                      "kiosk,Kiosk,nobody,never\n"
                      "kiosk,Kiosk again,acme,\n"
                      "florist,,florists,\n"
                      "bakery,,,24/7\n",
                      "store") ==
          Places{"2:13 M005", "2:20 M003", "3:1 M004", "4:9 M003", "4:10 M005", "5:8 M003"});
    CHECK(mall.places("slug,name,tenant,hours\nNo Slug,Kiosk,nobody,24/7\n", "store") ==
          Places{"2:1 M003", "2:15 M005"});
}

TEST_CASE(
    "a lease with another fault is told where it overlaps, unless its term or its units are not known") {
    Souk mall;
    CHECK(mall.places("slug,tenant,units,from,to,base_rent\n"
                      "l-2,acme,G-01@G,2026-01-01,,-5.00\n"
                      "l-3,acme,G-01@G,2026-02-30,,5.00\n"
                      "l-4,acme,G-01@G,2020-02-01,2026-13-01,5.00\n"
                      "l-5,acme,G-05@G,2026-02-01,2026-01-01,x\n",
                      "lease") ==
          Places{"2:10 M012", "2:29 M003", "3:17 M003", "4:28 M003", "5:28 M003", "5:39 M003"});
    CHECK(mall.places("slug,reason,unit,connector\nlift,Lift," + std::string(201, 'x') + ",\n", "closure") ==
          Places{"2:11 M003"});
    CHECK(mall.places("slug,name,location_kind,level,point\ngate,Gate,qr,G,8.5;95\n", "location") ==
          Places{"2:20 M003"});
}

TEST_CASE("what refers to a refused row is not blamed for it") {
    Souk mall;
    CHECK(mall.places(
              "{kind: store, slug: kiosk, name: Kiosk, hours: never}\n---\n"
              "{kind: product, slug: tea, name: Tea, store: kiosk}\n---\n"
              "{kind: location, slug: gate, name: Gate, level: G, point: [8, 9], location_kind: x}\n---\n"
              "{kind: offer, slug: o, name: O, audience: 'near:50m:gate', product: tea}\n") ==
          Places{"1:48 M003", "5:82 M003"});
}

TEST_CASE("with rejects, what refers to a refused row goes with it, and each row has all its reasons") {
    Souk mall;
    const test::TemporaryDirectory directory;
    const auto file = directory.path() / "bad.jsonl";
    const auto report = mall.apply(
        "{kind: store, slug: kiosk, name: Kiosk, tenant: nobody, hours: never}\n---\n"
        "{kind: store, slug: books, name: Books, tenant: acme}\n---\n"
        "{kind: product, slug: tea, name: Tea, store: kiosk}\n---\n"
        "{kind: product, slug: novel, name: Novel, store: books}\n---\n"
        "{kind: location, slug: gate, name: Gate, level: G, lon: 8, lat: 9, location_kind: x}\n---\n"
        "{kind: offer, slug: near, name: Near, audience: 'near:50m:gate'}\n---\n"
        "{kind: offer, slug: red, name: Red, product: tea}\n",
        {}, file);
    CHECK(report.changed.by_kind.at("store").added == 1);
    CHECK(report.changed.by_kind.at("product").added == 1);
    CHECK(report.changed.by_kind.at("offer").added == 0);
    CHECK(report.refused == 5);
    std::map<std::string, std::string> reasons;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto row = nlohmann::json::parse(line);
        reasons[row.at("slug")] =
            row.at("reject_code").get<std::string>() + " " + row.at("reject_reason").get<std::string>();
    }
    CHECK(reasons.size() == 5);
    CHECK_THAT(reasons["kiosk"], Catch::StartsWith("M003") && Catch::Contains("bad hours") &&
                                     Catch::Contains("there is no tenant \"nobody\""));
    CHECK_THAT(reasons["tea"], Catch::StartsWith("M005 the store \"kiosk\" is refused itself"));
    CHECK_THAT(reasons["red"], Catch::StartsWith("M005 the product \"tea\" is refused itself"));
    CHECK_THAT(reasons["near"],
               Catch::StartsWith("M060") && Catch::Contains("\"gate\", which is refused itself"));
    CHECK_THAT(reasons["gate"], Catch::StartsWith("M003"));
}

TEST_CASE("each of many references to nothing has its finding, the first ones a guess besides") {
    Souk mall;
    const auto misspelt = [](std::size_t i) {
        return fmt::format("acme{:c}{:c}", static_cast<char>('a' + i / 26), static_cast<char>('a' + i % 26));
    };
    std::string rows;
    for (std::size_t i = 0; i < 300; ++i)
        rows += fmt::format("{{kind: store, slug: s{}, name: S, tenant: {}}}\n---\n", i, misspelt(i / 2));
    core::Diagnostics findings;
    try {
        mall.apply(rows);
    } catch (const core::Error& error) {
        findings = error.findings();
    }
    REQUIRE(findings.size() == 300);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        INFO(i);
        CHECK(findings[i].code == "M005");
        CHECK(findings[i].message == fmt::format("there is no tenant \"{}\"", misspelt(i / 2)));
        CHECK(findings[i].where.line == static_cast<int>(2 * i + 1));
        CHECK(findings[i].advice == (i / 2 < 100 ? "did you mean \"acme\"?" : ""));
    }
}

TEST_CASE("a command line tells all that is wrong with its row") {
    Souk mall;
    operations::EditOptions options;
    options.mall = "souk";
    try {
        operations::create_row(mall.session(), "store", "kiosk",
                               {"name=Kiosk", "tenant=nobody", "hours=never"}, options);
        FAIL("it was written");
    } catch (const core::Error& error) {
        std::set<std::string> codes;
        for (const auto& finding : error.findings()) codes.insert(finding.code);
        CHECK(codes == std::set<std::string>{"M003", "M005"});
    }
}

TEST_CASE("a dry run leaves the file of refused rows as it is, and counts them") {
    Souk mall;
    const test::TemporaryDirectory directory;
    const auto file = directory.path() / "bad.csv";
    const std::string mended = "slug,name,hours\nkiosk,Kiosk,24/7\n";
    std::ofstream(file) << mended;
    operations::ApplyOptions dry;
    dry.dry_run = true;
    CHECK(mall.apply(mended, "store", file, dry).refused == 0);
    CHECK(test::read_file(file) == mended);

    const auto report = mall.apply("slug,name,tenant\nkiosk,,acme\nbooks,Books,nobody\nshoes,Shoes,acme\n",
                                   "store", file, dry);
    CHECK(report.refused == 2);
    CHECK(report.changed.by_kind.at("store").added == 1);
    CHECK(report.rejects_file.empty());
    CHECK(test::read_file(file) == mended);
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("with rejects, what is wrong with no row refuses the whole all the same") {
    Souk mall;
    const std::string bad_row = "tea,Tea,nobody";
    CHECK(mall.places_with_rejects("slug,name,tenant,colour\ntea,Tea,acme,red\n", "store") ==
          Places{"1:18 M002"});
    CHECK(mall.places_with_rejects("slug,name,name\ntea,Tea,T\n", "store") == Places{"1:11 M002"});
    CHECK(mall.places_with_rejects("slug,name,\xe9\n" + bad_row + "\n", "store") == Places{"1:11 M008"});
    CHECK(mall.places_with_rejects(std::string("\xff\xfes\0l\0", 6), "store") == Places{"1:1 M008"});
    CHECK(mall.places_with_rejects(std::string(souk) + "---\nkind: mall\nslug: bazaar\nname: Bazaar\n", {}) ==
          Places{"22:1 M004"});
    CHECK(mall.stores() == Places{"bakery"});
}

TEST_CASE("with rejects nothing is pruned where a refused row does not say which stored row it is") {
    Souk mall;
    operations::ApplyOptions prune;
    prune.prune = true;
    prune.max_deletes = "100%";
    mall.apply("slug,name\nbooks,Books\nshoes,Shoes\n", "store");
    for (const char* line :
         {"books,Books,,\n", "books,\"Books,\n", "Books!,Books,\n", "tea,Tea,Old Books\n"}) {
        INFO(line);
        CHECK(mall.places_with_rejects(std::string("slug,name,was\nbakery,Bakery,\n") + line, "store",
                                       prune) == Places{"0:0 M036"});
    }
    CHECK(mall.stores() == Places{"bakery", "books", "shoes"});
    // A key that can be read keeps its row, whatever else is wrong.
    CHECK(mall.places_with_rejects("slug,name,tenant\nbakery,Bakery,\n books ,,nobody\n", "store", prune)
              .empty());
    CHECK(mall.stores() == Places{"bakery", "books"});
}

TEST_CASE("with rejects a new mall whose document has a fault is refused as a whole, with that fault") {
    Souk mall;
    const std::string text =
        "kind: mall\nslug: bazaar\nname: Bazaar\ntime_zone: Europe/Nowhere\ncurrency: EUR\n"
        "---\nkind: store\nslug: tea\nname: Tea\n";
    CHECK(mall.places_with_rejects(text, {}) == Places{"4:12 M003"});
    CHECK(mall.places_with_rejects(
                  "kind: mall\nslug: bazaar\ncurrency: EUR\n---\nkind: store\nslug: tea\nname: Tea\n", {})
              .size() > 0);
}

TEST_CASE("where the file of refused rows cannot be written, no row is, and nothing is left beside it") {
    Souk mall;
    const test::TemporaryDirectory directory;
    const auto file = directory.path() / "bad.csv";
    std::filesystem::create_directory(file);
    CHECK_THROWS_AS(mall.apply("slug,name\ntea,Tea\nBad slug,Bad\n", "store", file), core::Error);
    CHECK(mall.stores() == Places{"bakery"});
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
    std::filesystem::remove(file);
    CHECK(mall.apply("slug,name\ntea,Tea\nBad slug,Bad\n", "store", file).rejects_file == file);
    CHECK(mall.stores() == Places{"bakery", "tea"});
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}
