// diff --save and apply of the change set: exactly what the files would have done, or nothing.
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "tests/cli/workbench.hpp"

using namespace mallctl;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char* mall =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n";

// Rows of a mall as a directory holds them: kind and slug to fields, as YAML writes them.
using Rows = std::map<std::pair<std::string, std::string>, std::map<std::string, std::string>>;

Rows first_rows() {
    Rows rows;
    for (const std::string n : {"1", "2", "3"}) {
        rows[{"tenant", "tenant-" + n}] = {{"name", "Tenant " + n}};
        rows[{"store", "store-" + n}] = {{"name", "{en: Store " + n + ", de: Laden " + n + "}"},
                                         {"tenant", "tenant-" + n},
                                         {"tags", "[a, b]"}};
        rows[{"product", "product-" + n}] = {
            {"name", "Product " + n}, {"store", "store-" + n}, {"price", n + ".50"}};
    }
    rows[{"closure", "works"}] = {{"from", "2026-10-25 02:30"},
                                  {"until", "2026-11-01 06:00"},
                                  {"reason", "Works"},
                                  {"area", "\"POLYGON ((13 52, 13.001 52, 13.001 52.001, 13 52))\""},
                                  {"level", "G"}};
    return rows;
}

class Mall {
  public:
    test::RunResult run(std::vector<std::string> arguments) const { return bench_.run(std::move(arguments)); }

    void must(const std::vector<std::string>& arguments, int code = 0) const {
        const auto result = run(arguments);
        INFO(arguments.front() << ": " << result.err << result.out);
        REQUIRE(result.exit_code == code);
    }

    void state(const Rows& rows) const {
        fs::create_directories(path("d"));
        std::map<std::string, std::string> files;
        for (const auto& [key, fields] : rows) {
            std::string& file = files[key.first];
            file += (file.empty() ? "" : "---\n") + ("kind: " + key.first) + "\nslug: " + key.second + '\n';
            for (const auto& [field, value] : fields) file += field + ": " + value + '\n';
        }
        bench_.write("d/mall.yaml", mall);
        for (const std::string kind : {"tenant", "store", "product", "closure"}) {
            fs::remove(path("d/" + kind + ".yaml"));
            if (files.contains(kind)) bench_.write("d/" + kind + ".yaml", files[kind]);
        }
    }

    // The catalog as files, without what says when.
    std::map<std::string, std::string> exported() const {
        must({"export", "manifest", "--mall", "arcade", "-o", "out", "--overwrite"});
        std::map<std::string, std::string> contents;
        for (const auto& entry : fs::directory_iterator(path("out")))
            contents[entry.path().filename().string()] = test::read_file(entry.path());
        return contents;
    }

    std::string file(const std::string& name) const { return test::read_file(path(name)); }
    void write(const std::string& name, const std::string& bytes) const { bench_.write(name, bytes); }
    fs::path path(const std::string& name) const { return bench_.path(name); }

  private:
    test::Workbench bench_;
};

const std::vector<std::string> diff_save = {"diff", "d", "--prune", "--max-deletes", "100%", "--save", "c"};

Rows without_was(Rows rows) {
    for (auto& [key, fields] : rows) fields.erase("was");
    return rows;
}

// A few random edits: values, renames, rows that come and rows that go.
Rows edited(Rows rows, std::mt19937& random, int round) {
    const auto pick = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
    const std::string number = std::to_string(round);
    rows[{"product", "new-" + number}] = {{"name", "{de: Neu, zh-Hant: \"\u65b0\"}"}, {"store", "store-1"}};
    for (auto& [key, fields] : rows) {
        if (pick(3) != 0) continue;
        if (key.first == "product")
            fields["price"] = std::to_string(pick(90)) + "." + std::to_string(10 + pick(90));
        if (key.first == "product" && pick(3) == 0) fields["price"] = "null";
        if (key.first == "store") fields["tags"] = pick(2) == 0 ? "[]" : "[x" + number + ", \"y z\"]";
        if (key.first == "store") fields["name"] = "{en: Shop " + number + "}";
        if (key.first == "tenant") fields["name"] = "\"=Tenant " + number + "\"";
        if (key.first == "closure") fields["until"] = "2026-12-0" + std::to_string(1 + pick(9)) + " 06:00";
    }
    if (const auto gone = rows.find({"product", "new-" + std::to_string(round - 1)}); gone != rows.end())
        rows.erase(gone);
    // The tenant of store-1 gets another slug, and store-2 another tenant in the same change.
    const std::string old = rows[{"store", "store-1"}]["tenant"];
    auto tenant = rows.extract({"tenant", old});
    tenant.key().second = "renamed-" + number;
    tenant.mapped()["was"] = old;
    rows.insert(std::move(tenant));
    for (const std::string store : {"store-1", "store-2", "store-3"}) {
        auto& fields = rows[{"store", store}];
        if (fields["tenant"] == old) fields["tenant"] = "renamed-" + number;
    }
    rows[{"store", "store-2"}]["tenant"] = pick(2) == 0 ? "tenant-2" : "renamed-" + number;
    return rows;
}

}  // namespace

TEST_CASE("a saved change set does what applying the files would have done, whatever is edited") {
    const Mall by_set;
    const Mall by_files;
    std::mt19937 random(7);
    Rows rows = first_rows();
    for (const Mall* one : {&by_set, &by_files}) {
        one->state(rows);
    }
    // The first change set makes the mall.
    for (int round = 0; round < 5; ++round) {
        INFO("round " << round);
        if (round > 0) rows = edited(without_was(rows), random, round);
        by_set.state(rows);
        by_files.state(rows);
        by_set.must(diff_save, 6);
        INFO(by_set.file("c"));
        by_set.must({"apply", "c"});
        by_files.must({"apply", "d", "--prune", "--max-deletes", "100%"});
        CHECK(by_set.exported() == by_files.exported());
        by_set.state(without_was(rows));
        by_set.must({"diff", "d", "--prune"});
    }
    const auto again = by_set.run({"apply", "c"});
    CHECK(again.exit_code == 5);
    CHECK(again.err.find("it seems to be applied already") != std::string::npos);
    CHECK(by_set.exported() == by_files.exported());
}

// 3.50 EUR and 350 JPY are the same number of minor units, so that such a row is in no change set.
TEST_CASE("a change set takes another currency along, also where an amount keeps its number") {
    const std::string currency = "currency: EUR";
    for (const auto& [code, same, other] :
         {std::array{"USD", "1.50", "9.99"}, {"JPY", "150", "1000"}, {"EUR", "1.50", "2.50"}}) {
        INFO(code);
        const Mall by_set;
        const Mall by_files;
        Rows rows = first_rows();
        for (const Mall* one : {&by_set, &by_files}) {
            one->state(rows);
            one->must({"apply", "d"});
        }
        rows[{"product", "product-1"}]["price"] = same;
        rows[{"product", "product-2"}]["price"] = other;
        rows[{"product", "product-3"}]["price"] = other;
        std::string document = mall;
        document.replace(document.find(currency), currency.size(), std::string("currency: ") + code);
        for (const Mall* one : {&by_set, &by_files}) {
            one->state(rows);
            one->write("d/mall.yaml", document);
        }
        by_set.must({"diff", "d", "--save", "c"}, 6);
        CHECK(by_set.file("c").find("product-1") == std::string::npos);
        by_set.must({"apply", "c"});
        by_files.must({"apply", "d"});
        CHECK(by_set.exported() == by_files.exported());
        by_set.must({"diff", "d"});
    }
    // What keeps an amount is refused before there is a change set.
    const Mall one;
    one.state(first_rows());
    one.must({"apply", "d"});
    fs::remove(one.path("d/product.yaml"));
    std::string document = mall;
    one.write("d/mall.yaml", document.replace(document.find(currency), currency.size(), "currency: USD"));
    one.must({"diff", "d", "--save", "c"}, 3);
    CHECK_FALSE(fs::exists(one.path("c")));
}

TEST_CASE("a change set is of one version: after any other write it changes nothing") {
    const Mall one;
    one.state(first_rows());
    one.must({"apply", "d"});
    Rows rows = first_rows();
    rows[{"product", "product-1"}]["price"] = "9.99";
    one.state(rows);
    one.must(diff_save, 6);
    one.must({"apply", "c", "--dry-run"});
    one.must({"set", "tenant", "tenant-3", "name=By hand", "--mall", "arcade"});
    const auto before = one.exported();
    const auto late = one.run({"apply", "c"});
    CHECK(late.exit_code == 5);
    CHECK(late.err.find("is at version 2, and the change set is for version 1") != std::string::npos);
    CHECK(late.err.find("applied already") == std::string::npos);
    CHECK(one.exported() == before);

    // The same version of another database, where a row is another.
    const Mall other;
    rows = first_rows();
    rows[{"product", "product-1"}]["price"] = "1.11";
    other.state(rows);
    other.must({"apply", "d"});
    const auto foreign = other.run({"apply", one.path("c").string()});
    CHECK(foreign.exit_code == 5);
    CHECK(foreign.err.find("c:2:1: error M076: product \"product-1\" is not as it was") != std::string::npos);
}

TEST_CASE("a change set keeps the limit of deletions that it was saved with, and --max-deletes is another") {
    const Mall one;
    Rows rows = first_rows();
    one.state(rows);
    one.must({"apply", "d"});
    rows.erase({"product", "product-1"});
    rows.erase({"product", "product-2"});
    one.state(rows);
    one.must({"diff", "d", "--prune", "--save", "c"}, 3);
    CHECK_FALSE(fs::exists(one.path("c")));
    one.must(diff_save, 6);
    const auto limited = one.run({"apply", "c", "--max-deletes", "1"});
    CHECK(limited.exit_code == 3);
    CHECK(limited.err.find("M032") != std::string::npos);
    one.must({"apply", "c"});
}

TEST_CASE("a change set that was cut off, altered or made by hand is refused with its line") {
    const Mall one;
    one.state(first_rows());
    one.must({"diff", "d", "--save", "c"}, 6);
    const std::string saved = one.file("c");
    const auto refused = [&](const std::string& bytes, const std::string& where) {
        one.write("bad", bytes);
        const auto result = one.run({"apply", "bad"});
        INFO(result.err);
        CHECK(result.exit_code == 3);
        CHECK(result.err.find("bad:" + where) != std::string::npos);
    };
    const auto last = saved.rfind('\n', saved.size() - 2) + 1;
    refused(saved.substr(0, last), "12:1: error M074");
    refused(saved.substr(0, last + 20), "13:1: error M074");
    refused(saved.substr(0, saved.find("\n{\"kind\":\"store\"") + 5), "6:1: error M074");
    std::string altered = saved;
    altered.replace(altered.find("Laden 2"), 7, "Laden 9");
    refused(altered, "13:1: error M075");
    refused(saved + "{}\n", "14:1: error M075");
    std::string newer = saved;
    newer.replace(newer.find("\"version\":1"), 11, "\"version\":2");
    refused(newer, "1:1: error M072");
    CHECK(one.run({"get", "mall", "arcade"}).exit_code == 1);
    one.must({"apply", "c"});
}

TEST_CASE("a change set that renames its mall and edits a unit is told and built under the new name") {
    const Mall one;
    one.must({"apply", (test::source_dir() / "samples/riverside").string()});
    one.write("new.yaml",
              "kind: mall\nslug: lakeside\nwas: riverside\nname: Lakeside\ntime_zone: Europe/Berlin\n"
              "currency: EUR\n---\nkind: unit\nunit: G-05@G\ncategory: nonpublic\n");
    one.must({"diff", "new.yaml", "--save", "c"}, 6);
    const auto applied = one.run({"apply", "c", "--format", "json"});
    INFO(applied.err);
    REQUIRE(applied.exit_code == 0);
    const json report = json::parse(applied.out);
    CHECK(report["mall"] == "lakeside");
    CHECK(report["by_kind"]["mall"]["updated"] == 1);
    CHECK(report["by_kind"]["unit"]["updated"] == 1);
    CHECK(report["artifacts"] == json{{"nav", "built"}});

    // Back to the name before.
    const auto undone = one.run({"rollback", "v2", "--mall", "lakeside", "--yes", "--format", "json"});
    INFO(undone.err);
    REQUIRE(undone.exit_code == 0);
    CHECK(json::parse(undone.out)["mall"] == "riverside");
    CHECK(json::parse(undone.out)["artifacts"] == json{{"nav", "built"}});
}

TEST_CASE("what makes no sense with a change set is a usage error") {
    const Mall one;
    one.state(first_rows());
    one.must({"diff", "d", "--save", "c"}, 6);
    const auto refused = [&](const std::vector<std::string>& arguments, const std::string& why) {
        const auto result = one.run(arguments);
        INFO(result.err);
        CHECK(result.exit_code == 2);
        CHECK(result.err.find(why) != std::string::npos);
    };
    for (const std::string flag : {"--columns", "--rejects", "--kind"})
        refused({"apply", "c", flag, "store"}, flag + " makes no sense with a change set");
    refused({"apply", "c", "--prune"}, "--prune makes no sense with a change set");
    refused({"apply", "c", "--no-plan"}, "--no-plan makes no sense with a change set");
    refused({"apply", "c", "d"}, "a change set is applied alone");
    refused({"apply", "c", "--mall", "all"}, "a change set is for one mall");
    refused({"apply", "c", "--mall", "mine"}, "for mall \"arcade\", not \"mine\"");
    refused({"diff", "c"}, "mallctl apply c --dry-run -v");
    refused({"diff", "v1", "--mall", "arcade", "--save", "x"}, "these are versions");
    const std::vector<std::vector<std::string>> of_files = {{"--prune"},           {"--max-deletes", "5"},
                                                            {"--columns", "c"},    {"--kind", "store"},
                                                            {"--force-conflicts"}, {"--lock-timeout", "1s"}};
    for (const auto& flag : of_files) {
        std::vector<std::string> arguments = {"diff", "v1", "v2", "--mall", "arcade"};
        arguments.insert(arguments.end(), flag.begin(), flag.end());
        refused(arguments, flag.front() + " makes no sense with versions");
    }
    one.must({"apply", "c"});
    one.must({"diff", "d", "--save", "none"});  // nothing to do is a change set too
    one.must({"apply", "none"});
}
