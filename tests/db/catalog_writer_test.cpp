// The one way into the catalog: conflicts with people, removals, renames and refused rows.
#include "db/catalog_writer.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "core/error.hpp"
#include "operations/apply.hpp"
#include "operations/edit_rows.hpp"
#include "operations/matching_slugs.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using Counts = core::ChangeCounts;

namespace {

const char* const bazaar =
    "kind: mall\nslug: bazaar\nname: Bazaar\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: store\nslug: bakery\nname: Bakery\ntenant: acme\nphone: '1'\n"
    "---\nkind: product\nslug: bread\nname: Bread\nstore: bakery\nprice: 3.20\n";

class Bazaar {
  public:
    Bazaar() : session_(database_.endpoint(), "test") {}

    operations::WriteReport apply(const std::string& text, const operations::ApplyOptions& options = {},
                                  const std::string& kind = {}, const std::filesystem::path& rejects = {}) {
        return test::apply_text(session_, "bazaar", text, options, kind, rejects);
    }

    operations::EditReport set(const std::string& slug, const std::string& words) {
        return operations::set_rows(session_, "store", {slug}, {words}, by_hand());
    }

    operations::EditReport create_product(const std::string& slug) {
        return operations::create_row(session_, "product", slug, {"name=Made by hand", "store=bakery"},
                                      by_hand());
    }

    operations::EditReport remove(const std::string& kind, const std::string& slug) {
        return operations::delete_rows(session_, kind, {slug}, by_hand());
    }

    // The fault and the codes for which an action is refused.
    template <class Action>
    std::string refusal(const Action& action) {
        try {
            action();
        } catch (const core::Error& error) {
            std::string codes = error.fault() == core::Fault::conflict ? "conflict" : "rejected";
            for (const auto& finding : error.findings()) codes += ' ' + finding.code;
            return codes;
        }
        return "none";
    }

    std::vector<std::string> slugs(const std::string& kind) {
        return operations::matching_slugs(session_, "bazaar", kind, {});
    }

  private:
    static operations::EditOptions by_hand() {
        operations::EditOptions options;
        options.mall = "bazaar";
        return options;
    }

    test::TestDatabase database_;
    db::Session session_;
};

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("files do not write over what a person has changed, unless they are told to") {
    Bazaar mall;
    mall.apply(bazaar);
    CHECK(mall.set("bakery", "phone=2").changed.by_kind.at("store") == Counts{0, 1, 0, 0});
    CHECK(mall.refusal([&] { mall.apply(bazaar); }) == "conflict M034");
    // What files do not state, or state alike, is no conflict; and then it is theirs again.
    CHECK(mall.apply("kind: store\nslug: bakery\nname: Bakery\n").changed.total() == Counts{0, 0, 0, 1});
    CHECK(mall.apply("kind: store\nslug: bakery\nphone: '2'\n").changed.total() == Counts{0, 0, 0, 1});
    CHECK(mall.apply(bazaar).changed.by_kind.at("store") == Counts{0, 1, 0, 0});
    mall.set("bakery", "phone=3");
    operations::ApplyOptions forced;
    forced.force_conflicts = true;
    CHECK(mall.apply(bazaar, forced).changed.by_kind.at("store") == Counts{0, 1, 0, 0});
    CHECK(mall.apply(bazaar).changed.total() == Counts{0, 0, 0, 4});
}

TEST_CASE("a row that a person deleted stays away") {
    Bazaar mall;
    mall.apply(bazaar);
    CHECK(mall.refusal([&] { mall.remove("store", "bakery"); }) == "rejected M033");
    CHECK(mall.remove("product", "bread").changed.by_kind.at("product") == Counts{0, 0, 1, 0});
    CHECK_THROWS_WITH(mall.remove("product", "bread"), "there is no product \"bread\" in bazaar");
    CHECK(mall.refusal([&] { mall.apply(bazaar); }) == "conflict M035");
    operations::ApplyOptions forced;
    forced.force_conflicts = true;
    CHECK(mall.apply(bazaar, forced).changed.by_kind.at("product") == Counts{1, 0, 0, 0});
}

TEST_CASE("pruning takes what files made and state no more, and not too much of it") {
    Bazaar mall;
    mall.apply(bazaar);
    mall.apply(
        "kind: product\nslug: cake\nname: Cake\nstore: bakery\n---\nkind: product\nslug: roll\nname: Roll\n"
        "store: bakery\n");
    mall.create_product("tart");
    operations::ApplyOptions prune;
    prune.prune = true;
    CHECK(mall.refusal([&] { mall.apply(bazaar, prune); }) == "rejected M032");
    prune.max_deletes = "2";
    CHECK(mall.apply(bazaar, prune).changed.by_kind.at("product") == Counts{0, 0, 2, 1});
    prune.max_deletes = "some";
    CHECK_THROWS_AS(mall.apply("kind: product\nslug: cake\nname: Cake\nstore: bakery\n", prune), core::Error);
}

TEST_CASE("a rename keeps what refers to the row, and slugs can be swapped") {
    Bazaar mall;
    mall.apply(bazaar);
    mall.apply("kind: store\nslug: cafe\nname: Cafe\n");
    CHECK(mall.apply("kind: store\nslug: old_bakery\nwas: bakery\n").changed.by_kind.at("store") ==
          Counts{0, 1, 0, 0});
    CHECK(mall.apply("kind: store\nslug: old_bakery\nwas: bakery\n").changed.total() == Counts{0, 0, 0, 1});
    CHECK(mall.slugs("store") == Strings{"cafe", "old_bakery"});
    CHECK(mall.refusal([&] { mall.apply("kind: store\nslug: cafe\nwas: old_bakery\n"); }) == "rejected M031");
    CHECK(mall.refusal([&] { mall.apply("kind: store\nslug: bar\nname: Bar\nwas: pub\n"); }) ==
          "rejected M030");
    mall.apply("kind: store\nslug: cafe\nwas: old_bakery\n---\nkind: store\nslug: old_bakery\nwas: cafe\n");
    // The product went with its store; the slug that is free again is another row's.
    mall.apply("kind: store\nslug: bakery\nname: New bakery\n---\nkind: product\nslug: bread\nstore: cafe\n");
    CHECK(mall.slugs("store") == Strings{"bakery", "cafe", "old_bakery"});
}

TEST_CASE("refused rows are left out with what refers to them, and can be applied when they are mended") {
    Bazaar mall;
    mall.apply(bazaar);
    const auto file = std::filesystem::temp_directory_path() /
                      ("mallctl-rejects-" + core::to_string(core::uuid_v4()) + ".csv");
    const auto report =
        mall.apply("slug,name,store,price\na,A,bakery,1.50\nb,B,bakry,1\nc,C,bakery,-1\na,A again,bakery,2\n",
                   {}, "product", file);
    CHECK(report.changed.by_kind.at("product") == Counts{1, 0, 0, 0});
    CHECK(report.refused == 3);
    CHECK(report.rejects_file == file.string());
    std::ifstream in(file);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    CHECK(text.find("reject_file,reject_line,reject_column,reject_code,reject_reason") != std::string::npos);
    CHECK(text.find("b,B,bakry,1.00,-,3,") != std::string::npos);
    text.replace(text.find("bakry"), 5, "bakery");
    text.replace(text.find(",-1,"), 4, ",1,");
    text.replace(text.find("\na,"), 3, "\nd,");
    CHECK(mall.apply(text, {}, "product", file).changed.by_kind.at("product") == Counts{3, 0, 0, 0});
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("more rows than one block are staged before the lock is taken, and again change nothing") {
    Bazaar mall;
    mall.apply(bazaar);
    std::string rows = "slug,name,store,price\n";
    for (int i = 0; i < 10'000; ++i)
        rows += "p-" + std::to_string(i) + ",Product,bakery," + std::to_string(i % 90) + ".50\n";
    CHECK(mall.apply(rows, {}, "product").changed.by_kind.at("product") == Counts{10'000, 0, 0, 0});
    CHECK(mall.apply(rows, {}, "product").changed.total() == Counts{0, 0, 0, 10'000});
    rows.replace(rows.find("p-7,Product"), 11, "p-7,Produce");
    CHECK(mall.apply(rows, {}, "product").changed.total() == Counts{0, 1, 0, 9'999});
}
