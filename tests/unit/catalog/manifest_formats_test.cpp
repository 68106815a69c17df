// CSV, YAML, JSON and JSON Lines: syntax, bounds, and how reading goes on behind what is refused.
#include <catch2/catch.hpp>

#include "tests/unit/catalog/read_rows.hpp"

using namespace mallctl;
using test::read_files;
using test::read_text;
using Strings = std::vector<std::string>;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

Strings keys(const test::ReadRows& read) {
    Strings all;
    for (const auto& row : read.rows) all.push_back(row.key());
    return all;
}

// Endless text that is never all in memory: a beginning, a filling so many times, an end.
class LongText : public std::streambuf {
  public:
    LongText(std::string begin, std::string filling, std::size_t times, std::string end)
        : begin_(std::move(begin)), filling_(std::move(filling)), times_(times), end_(std::move(end)) {
        setg(begin_.data(), begin_.data(), begin_.data() + begin_.size());
    }

  protected:
    int_type underflow() override {
        if (is_done_) return traits_type::eof();
        std::string& text = times_ > 0 ? filling_ : end_;
        if (times_ > 0) {
            --times_;
        } else {
            is_done_ = true;
        }
        setg(text.data(), text.data(), text.data() + text.size());
        return text.empty() ? traits_type::eof() : traits_type::to_int_type(text.front());
    }

  private:
    std::string begin_;
    std::string filling_;
    std::size_t times_;
    std::string end_;
    bool is_done_ = false;
};

test::ReadRows read_long(const std::string& begin, const std::string& filling, std::size_t times,
                         const std::string& end, const std::string& kind) {
    LongText text(begin, filling, times, end);
    std::istream in(&text);
    test::ReadRows read;
    catalog::ManifestOptions options;
    options.kind = kind;
    options.on_rejected = [&read](const catalog::RejectedRow& row) { read.rejected.push_back(row); };
    catalog::ManifestReader reader({"-"}, in, options);
    return test::drain(reader, read, "/");
}

}  // namespace

TEST_CASE("CSV is RFC 4180, whatever its line ends") {
    const auto read = read_text(
        "\xEF\xBB\xBFslug,name,phone\r\n\r\na,\"one \"\"two\"\"\r\nthree\",1\r\nb,\"\",\"\"\r\nc,=1+1,@x\r",
        "store");
    CHECK(read.findings == Strings{"-:5:4 M003"});
    REQUIRE(keys(read) == Strings{"a", "c"});
    CHECK(std::get<core::Names>(read.value(0, "name")).at("") == "one \"two\"\r\nthree");
    CHECK(std::get<core::Names>(read.value(1, "name")).at("") == "=1+1");
    CHECK(read.text(1, "phone") == "@x");
}

TEST_CASE("a record reads the same wherever a block of the file ends in it") {
    for (std::size_t before = 262'128; before < 262'146; ++before) {
        std::string text = "slug,name,phone\n";
        text += "x,\"" + std::string(50, 'y') + "\",1\n";
        while (text.size() + 200 < before) text += "s" + std::to_string(text.size()) + ",\"N\"\"\n\",2\r\n";
        text += std::string(before - text.size() - 3, '\n');
        text += "a,\"Ä \"\"quoted\"\"\nline\",\"3\"\r\nb,B,4\r\n";
        const auto read = read_text(text, "store");
        REQUIRE(read.findings == Strings{});
        const auto last = read.rows.size() - 1;
        REQUIRE(read.rows[last].key() == "b");
        REQUIRE(std::get<core::Names>(read.value(last - 1, "name")).at("") == "Ä \"quoted\"\nline");
        REQUIRE(read.text(last - 1, "phone") == "3");
        REQUIRE(read.rows[last].line == read.rows[last - 1].line + 2);
    }
}

TEST_CASE("headings that make no sense are findings") {
    CHECK(read_files({{"stores.csv", "slug;name\na;b\n"}}).findings ==
          Strings{"stores.csv:1:1 M002", "stores.csv:1:1 M010"});
    CHECK(read_files({{"stores.csv", "slug,name,name,hours:de,name:x\n"}}).findings ==
          Strings{"stores.csv:1:11 M002", "stores.csv:1:16 M002", "stores.csv:1:25 M002"});
    CHECK(read_files({{"stores.csv", "slug,\"name\na,b\n"}}).findings == Strings{"stores.csv:1:6 M006"});
    CHECK(read_files({{"stores.csv", ""}}).findings == Strings{});
    CHECK(read_files({{"stores.csv", "\xFF\xFEs"}}).findings == Strings{"stores.csv:1:1 M008"});
}

TEST_CASE("a line and a record of CSV over 1 MiB are refused, and the rows behind them read") {
    const std::string long_line = "slug,name\na,A\nb," + std::string(mebibyte, 'x') + "\nc,C\n";
    auto read = read_text(long_line, "store");
    CHECK(read.findings == Strings{"-:3:1 M009"});
    CHECK(keys(read) == Strings{"a", "c"});
    read = read_text("slug,name\na,A\nb,\"" + std::string(mebibyte, 'x') + "\"\nc,C\n", "store");
    CHECK(read.findings == Strings{"-:3:1 M009"});
    CHECK(keys(read) == Strings{"a", "c"});
    std::string lines;
    while (lines.size() < mebibyte) lines += "an endless text\n";
    read = read_text("slug,name\na,A\nb,\"" + lines + "c,C\n", "store");
    CHECK(read.findings.at(0) == "-:3:3 M006");
    CHECK(keys(read) == Strings{"a", "c"});
}

TEST_CASE("a line of 100 MB is refused, however the file goes on") {
    const std::string filling(100'000, 'x');
    CHECK(read_long("slug,name\na,", filling, 1000, "\nb,B\n", "store").findings == Strings{"-:2:1 M009"});
    CHECK(keys(read_long("slug,name\na,", filling, 1000, "\nb,B\n", "store")) == Strings{"b"});
    auto read =
        read_long("kind: tenant\nslug: a\nname: ", filling, 1000, "\n---\nkind: tenant\nslug: b\n", {});
    CHECK(read.findings == Strings{"-:3:1 M009"});
    CHECK(keys(read) == Strings{"b"});
    CHECK(read.rows.at(0).line == 5);
    CHECK(read.rejected.at(0).text.size() <= 64 * 1024);
    const std::string row = "{\"kind\": \"tenant\", \"slug\": \"a\", \"name\": \"";
    read = read_long(row, filling, 1000, "\"}\n{\"kind\": \"tenant\", \"slug\": \"b\"}\n", {});
    CHECK(read.findings == Strings{"-:1:1 M009"});
    CHECK(keys(read) == Strings{"b"});
    read = read_long("[" + row, filling, 1000, "\"},\n{\"kind\": \"tenant\", \"slug\": \"b\"}]", {});
    CHECK(read.findings == Strings{"-:1:2 M009"});
    CHECK(keys(read) == Strings{"b"});
}

TEST_CASE("YAML documents are read one by one, whatever stands between them") {
    const auto read = read_text(
        "# a manifest\n%YAML 1.2\n---\nkind: tenant\nslug: a\nname: |\n  --- x\n---\n# none\n---\n"
        "--- {kind: tenant, slug: b}\n...\n---\n- kind: tenant\n  slug: c\n- {kind: tenant, slug: d}\n");
    CHECK(read.findings == Strings{});
    CHECK(keys(read) == Strings{"a", "b", "c", "d"});
    CHECK(std::get<core::Names>(read.value(0, "name")).at("") == "--- x");
    CHECK(read.rows.at(1).line == 11);
    CHECK(read.rows.at(3).line == 16);
}

TEST_CASE("a YAML document with a fault is left out, and those behind it are read") {
    const auto read = read_text(
        "kind: store\nslug: a\nname: \"A\nphone: 1\n---\nkind: store\nslug: b\nname: caf\xE9\n---\n"
        "kind: store\nslug: c\nname: x\x04y\n---\nkind: store\nslug: d\n");
    CHECK(read.findings == Strings{"-:4:9 M006", "-:8:10 M008", "-:12:8 M006"});
    CHECK(keys(read) == Strings{"d"});
    CHECK(read.rejected.size() == 3);
    CHECK(read_text(",").findings == Strings{"-:1:1 M006"});
    CHECK(read_text("kind: tenant\nslug: a\nname: A\n---\n, b\n").findings == Strings{"-:5:1 M006"});
}

TEST_CASE("hostile YAML is refused in bounded time") {
    std::string bomb = "kind: store\nslug: a\nx0: &x0 [lol, lol]\n";
    for (int i = 1; i < 9; ++i) {
        const auto previous = "*x" + std::to_string(i - 1);
        bomb +=
            "x" + std::to_string(i) + ": &x" + std::to_string(i) + " [" + previous + ", " + previous + "]\n";
    }
    CHECK(read_text(bomb).findings == Strings{"-:4:10 M006"});
    std::string aliases = "kind: store\nslug: a\nname: &n A\ntags: [";
    for (int i = 0; i < 101; ++i) aliases += "*n, ";
    CHECK(read_text(aliases + "]\n").findings == Strings{"-:4:408 M006"});
    CHECK(read_text(std::string(100'000, '[')).findings.size() == 1);
    CHECK(read_text("kind: store\nname: !!python/object:os.system x\n").findings.size() >= 1);
    std::string document = "kind: store\nslug: a\ntags:\n";
    while (document.size() < mebibyte) document += "  - an endless list\n";
    const auto read = read_text(document + "---\nkind: store\nslug: b\n");
    CHECK(read.findings == Strings{"-:1:1 M009"});
    CHECK(keys(read) == Strings{"b"});
    CHECK(read_text("kind: store\nslug: a\nhours: &h 24/7\nphone: *h\n").text(0, "phone") == "24/7");
}

TEST_CASE("a list of rows in one YAML document may be of any length") {
    std::string text = "---\n# all of them\n";
    std::size_t count = 0;
    while (text.size() < mebibyte + mebibyte / 4) {
        text += "- kind: tenant\n  slug: t" + std::to_string(count++) + "\n  name: |\n    - no item\n  # " +
                std::string(200, '-') + "\n";
    }
    const auto read = read_text(text);
    CHECK(read.findings == Strings{});
    REQUIRE(read.rows.size() == count);
    CHECK(read.rows[count - 1].key() == "t" + std::to_string(count - 1));
    CHECK(read.rows[count - 1].line == 3 + 5 * (count - 1));
}

TEST_CASE("JSON is an object, an array of them, or several") {
    const Strings both{"a", "b"};
    const std::string a =
        "{\"kind\": \"tenant\", \"slug\": \"a\", \"name\": {\"de\": \"\\u00C4 \\uD83D\\uDE00\"}}";
    const std::string b = "{\"kind\": \"tenant\",\n \"slug\": \"b\"}";
    CHECK(keys(read_text(a)) == Strings{"a"});
    CHECK(keys(read_text(a + "\n" + a)).size() == 2);
    CHECK(keys(read_text("[" + a + ",\n" + b + "]\n")) == both);
    CHECK(keys(read_files({{"x.json", a + " " + b}})) == both);
    CHECK(keys(read_files({{"tenants.jsonl", "{\"slug\": \"a\"}\r\n\n{\"slug\": \"b\"}"}})) == both);
    CHECK(keys(read_files({{"x.json", " [ ] "}})) == Strings{});
    const auto read = read_text("[" + a + ",\n" + b + "]\n");
    CHECK(std::get<core::Names>(read.value(0, "name")).at("de") == "Ä 😀");
    CHECK(read.rows.at(1).line == 2);
    const auto parking = read_text(
        "{\"kind\": \"parking_zone\", \"slug\": \"p\", \"level\": 0, \"capacity\": 5, \"hours\": null, "
        "\"area\": [[[8, 49], [8, 50], [9, 50], [8, 49]]]}");
    CHECK(parking.findings == Strings{});
    CHECK(parking.text(0, "level") == "0");
    const auto area = std::get<core::MultiPolygon>(parking.value(0, "area"));
    CHECK(area.at(0).rings.at(0).at(1) == core::Point{9, 50});  // turned counter-clockwise
}

TEST_CASE("JSON with a fault is refused where it stands, and what is behind it is read") {
    const auto faults = [](const std::string& row) {
        const auto read = read_text(row + "\n{\"kind\": \"tenant\", \"slug\": \"z\"}\n");
        CHECK(keys(read) == Strings{"z"});
        REQUIRE(read.findings.size() == 1);
        return read.findings[0];
    };
    CHECK(faults("{\"kind\": \"tenant\", \"slug\": x}") == "-:1:28 M006");
    CHECK(faults("{\"kind\": \"tenant\", \"slug\" \"x\"}") == "-:1:27 M006");
    CHECK(faults("{\"kind\": \"tenant\", \"slug\": \"\\x\"}") == "-:1:30 M006");
    CHECK(faults("{\"kind\": \"tenant\", \"slug\": \"\\uD800\"}") == "-:1:35 M006");
    CHECK(faults("{\"kind\": \"tenant\", \"slug\": 01}") == "-:1:28 M006");
    CHECK(faults("{\"kind\": \"tenant\", \"slug\": \"a\",}") == "-:1:32 M006");
    CHECK(faults("{\"kind\": \"tenant\", \"slug\": \"a\", \"slug\": \"b\"}") == "-:1:34 M002");
    CHECK(faults("{\"kind\": \"tennant\", \"slug\": \"a\"}") == "-:1:11 M001");
    CHECK(faults("{\"kind\": \"tenant\", \"slug\": \"a\", \"name\": \"\xE9\"}") == "-:1:42 M008");
    CHECK(faults("{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}") == "-:1:13 M006");
    CHECK(read_files({{"x.jsonl", "{\n[1]\n{\"kind\": \"tenant\", \"slug\": \"a\"}\n"}}).findings ==
          Strings{"x.jsonl:1:2 M006", "x.jsonl:2:1 M006"});
    CHECK(read_text("[{\"kind\": \"tenant\", \"slug\": \"a\"} 1]").findings == Strings{"-:1:34 M006"});
    CHECK(read_text("[{\"kind\": \"tenant\", \"slug\": \"a\"}").findings == Strings{"-:1:33 M006"});
    CHECK(read_text("[{\"kind\": \"tenant\", \"slug\": \"a\"}] x").findings == Strings{"-:1:35 M006"});
    CHECK(read_files({{"x.json", "{\"kind\": \"tenant\", \"slug\": \"a\""}}).findings ==
          Strings{"x.json:1:1 M006"});
    CHECK(read_files({{"x.json", "1"}}).findings == Strings{"x.json:1:1 M006"});
}

TEST_CASE("a rejected row of YAML or JSON is handed over as the cells of a CSV file") {
    const auto read = read_text(
        "kind: parking_zone\nslug: p\nname: {de: Blau, en: Blue}\ncapacity: -1\nhours: null\n"
        "area: [[[8, 49], [9, 49], [9, 50], [8, 49]]]\n---\nkind: store\nslug: s\nunits: [a, a]\n");
    REQUIRE(read.rejected.size() == 2);
    using Fields = std::vector<std::pair<std::string, std::string>>;
    CHECK(read.rejected[0].fields == Fields{{"slug", "p"},
                                            {"name:de", "Blau"},
                                            {"name:en", "Blue"},
                                            {"capacity", "-1"},
                                            {"hours", ""},
                                            {"area", "[[[8,49],[9,49],[9,50],[8,49]]]"}});
    CHECK(read.rejected[1].fields.at(1).second == "a;a");
}
