#include <fmt/format.h>
#include <sys/resource.h>
#include <zip.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>

#include "core/diagnostic.hpp"
#include "core/error.hpp"
#include "importers/xlsx/cell_value.hpp"
#include "importers/xlsx/xlsx.hpp"

using namespace mallctl;
using catalog::FieldType;
namespace fs = std::filesystem;

namespace {

const std::string workbook_head =
    "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";

// A workbook written part by part, as the format has it, so that every oddity can be in it.
class Book {
  public:
    explicit Book(std::string name)
        : path_(fs::temp_directory_path() / ("mallctl-" + std::move(name) + ".xlsx")) {}
    ~Book() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    // `rows`: what stands in <sheetData>; `behind`: what follows it.
    Book& sheet(const std::string& name, const std::string& rows, const std::string& state = "",
                const std::string& behind = "") {
        const auto number = ++sheets_;
        list_ += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"{}/>", name, number, number,
                             state.empty() ? "" : " state=\"" + state + "\"");
        links_ += fmt::format(
            "<Relationship Id=\"rId{}\" Target=\"worksheets/sheet{}.xml\" "
            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>",
            number, number);
        parts_[fmt::format("xl/worksheets/sheet{}.xml", number)] =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" +
            rows + "</sheetData>" + behind + "</worksheet>";
        return *this;
    }
    Book& settings(const std::string& text) {
        settings_ = text;
        return *this;
    }
    Book& part(const std::string& name, const std::string& text) {
        parts_[name] = text;
        return *this;
    }

    const fs::path& write() {
        fs::remove(path_);
        const std::string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        parts_["[Content_Types].xml"] =
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
            type + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" +
            type + "worksheet+xml\"/></Types>";
        parts_["xl/workbook.xml"] = workbook_head + settings_ + "<sheets>" + list_ + "</sheets></workbook>";
        parts_["xl/_rels/workbook.xml.rels"] = "<Relationships>" + links_ + "</Relationships>";
        // Styles: 0 general, 1 a date, 2 a date and time, 3 a percentage.
        parts_["xl/styles.xml"] =
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf "
            "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf "
            "numFmtId=\"9\"/></cellXfs></styleSheet>";
        zip_t* archive = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
        REQUIRE(archive != nullptr);
        for (const auto& [name, text] : parts_) {
            zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
            REQUIRE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
        }
        REQUIRE(zip_close(archive) == 0);
        return path_;
    }

  private:
    fs::path path_;
    std::map<std::string, std::string> parts_;
    std::string list_;
    std::string links_;
    std::string settings_;
    int sheets_ = 0;
};

std::string text_cell(const std::string& text) {
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string row(int number, const std::vector<std::string>& texts, const std::string& more = "") {
    std::string cells;
    for (const auto& text : texts) cells += text.starts_with("<c") ? text : text_cell(text);
    return fmt::format("<row r=\"{}\">{}{}</row>", number, cells, more);
}

struct Result {
    std::vector<catalog::RawRow> rows;
    core::Diagnostics findings;
};

Result read(const fs::path& file, const char* kind = nullptr) {
    catalog::Findings findings;
    Result result;
    const auto source =
        importers::xlsx::open_workbook(file, kind == nullptr ? nullptr : catalog::find_kind(kind), findings);
    for (catalog::RawRow row; source->next(row);) result.rows.push_back(row);
    result.findings = findings.take();
    return result;
}

// "slug=a name:de=B": what a row states; an empty cell has no value.
std::string line(const catalog::RawRow& row) {
    std::string text;
    for (const auto& field : row.fields) {
        text += (text.empty() ? "" : " ") + field.name + (field.locale.empty() ? "" : ":" + field.locale) +
                "=" + field.value.text;
    }
    return text;
}

std::string place(const core::Diagnostic& finding) {
    return fmt::format("{}:{}:{} {}", fs::path(finding.where.file).filename().string(), finding.where.line,
                       finding.where.column, finding.code);
}

}  // namespace

TEST_CASE("sheets are rows of the kinds that they are named after") {
    Book book("kinds");
    book.sheet("tenants", row(1, {"slug", "name", "was"}) + row(2, {"a", "A &amp; Co", "b"}))
        .sheet("stores.food", row(2, {"slug", "name:de", "", "units"}) + row(3, {"b", "", "note", "1;2"}) +
                                  row(5, {"c", "C"}));
    const auto result = read(book.write());
    CHECK(result.findings.empty());
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[0].kind == "tenant");
    CHECK(line(result.rows[0]) == "slug=a name=A & Co was=b");
    CHECK(result.rows[1].kind == "store");
    CHECK(line(result.rows[1]) == "slug=b name:de= units=1;2");
    CHECK(result.rows[1].fields[1].value.shape == catalog::RawValue::Shape::null);
    CHECK(result.rows[1].where.line == 3);
    CHECK(result.rows[1].fields[2].value.column == 4);
    CHECK(fs::path(result.rows[1].where.file).filename() == "mallctl-kinds.xlsx!stores.food");
    CHECK(result.rows[2].where.line == 5);
}

TEST_CASE("cells keep what their author wrote") {
    Book book("values");
    book.sheet("leases",
               row(1, {"slug", "tenant", "units", "from", "base_rent", "to"}) +
                   row(2, {"<c t=\"inlineStr\"><is><t>007</t></is></c>", "<c><v>2044</v></c>",
                           "<c t=\"str\"><f>A2&amp;1</f><v>0071</v></c>", "<c s=\"1\"><v>46053</v></c>",
                           "<c><v>12.300000000000001</v></c>", "2026-12-31"}) +
                   row(3, {"b", "<c t=\"b\"><v>1</v></c>", "", "<c s=\"2\"><v>46053.75</v></c>",
                           "<c><v>12.5</v></c>"}));
    const auto result = read(book.write());
    CHECK(result.findings.empty());
    REQUIRE(result.rows.size() == 2);
    CHECK(line(result.rows[0]) ==
          "slug=007 tenant=2044 units=0071 from=2026-01-31 base_rent=12.3 to=2026-12-31");
    CHECK(line(result.rows[1]).starts_with("slug=b tenant=1 units= from=2026-01-31 18:00 base_rent=12.5"));
}

TEST_CASE("dates and numbers have one form, texts stay") {
    using importers::xlsx::cell_value;
    CHECK(cell_value("2026/01/31", FieldType::date) == "2026-01-31");
    CHECK(cell_value("2026/01/31 18:00:30", FieldType::time) == "2026-01-31 18:00:30");
    CHECK(cell_value("2026/01/31 00:00:00", FieldType::date) == "2026-01-31");
    CHECK(cell_value("2026/12/25", FieldType::dates) == "2026-12-25");
    CHECK(cell_value("2026-12-25;2026-12-26", FieldType::dates) == "2026-12-25;2026-12-26");
    CHECK(cell_value("2026/01/31", FieldType::text) == "2026/01/31");
    CHECK(cell_value("31/01/2026", FieldType::date) == "31/01/2026");
    CHECK(cell_value("12.300000000000001", FieldType::money) == "12.3");
    CHECK(cell_value("5.0000000000000003E-2", FieldType::percent) == "0.05");
    CHECK(cell_value("13.405000000000001", FieldType::longitude) == "13.405");
    CHECK(cell_value("-0.10000000000000001", FieldType::latitude) == "-0.1");
    CHECK(cell_value("12.50", FieldType::money) == "12.50");
    CHECK(cell_value("12.300000000000001", FieldType::text) == "12.300000000000001");
    CHECK(cell_value("1e999", FieldType::money) == "1e999");
    CHECK(cell_value("beer", FieldType::money) == "beer");
}

TEST_CASE("sheets that are no kind, and columns that are none, are told") {
    Book book("unknown");
    book.sheet("stors", row(1, {"slug"}) + row(2, {"a"}))
        .sheet("Sheet1", "")
        .sheet("Lists", row(1, {"x"}) + row(2, {"y"}), "hidden")
        .sheet("stores", row(1, {"slug", "nam", "hours:de", "slug"}) + row(2, {"a"}))
        .sheet("tenants", row(1, {"name"}) + row(2, {"a"}));
    auto result = read(book.write());
    CHECK(result.rows.size() == 1);
    REQUIRE(result.findings.size() == 5);
    CHECK(place(result.findings[0]) == "mallctl-unknown.xlsx!stores:1:2 M002");
    CHECK(place(result.findings[3]) == "mallctl-unknown.xlsx!stors:1:0 M001");
    CHECK(result.findings[3].advice == "did you mean \"stores\"?");
    CHECK(place(result.findings[4]) == "mallctl-unknown.xlsx!tenants:1:1 M010");
    result = read(book.write(), "store");
    CHECK(result.rows.size() == 2);
}

TEST_CASE("cells whose value is not to be had are findings, not empty") {
    Book book("odd");
    book.sheet("products",
               row(1, {"slug", "name", "price"}) +
                   row(2, {"a", "<c><f>B1</f></c>", "<c t=\"e\"><v>#N/A</v></c>"}) + row(3, {"b", "B"}),
               "", "<mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells>");
    const auto result = read(book.write());
    REQUIRE(result.findings.size() == 3);
    CHECK(place(result.findings[0]) == "mallctl-odd.xlsx!products:2:2 M058");
    CHECK(result.findings[0].message == "products!B2 holds a formula without its value");
    CHECK(place(result.findings[1]) == "mallctl-odd.xlsx!products:2:2 M059");
    CHECK(place(result.findings[2]) == "mallctl-odd.xlsx!products:2:3 M058");
}

TEST_CASE("a sheet of one row has no rows, and gaps between rows are none") {
    Book book("gap");
    book.sheet("tenants", row(1, {"slug"}))
        .sheet("stores", row(1, {"slug"}) + row(2, {"a"}) + row(90, {"b"}));
    const auto result = read(book.write());
    CHECK(result.findings.empty());
    REQUIRE(result.rows.size() == 2);
    CHECK(result.rows[1].where.line == 90);
}

TEST_CASE("what is no workbook is refused with a finding") {
    const auto refused = [](const fs::path& file) {
        const auto result = read(file);
        CHECK(result.rows.empty());
        REQUIRE(result.findings.size() == 1);
        CHECK(result.findings[0].code == "M006");
        return result.findings[0].message;
    };
    Book book("hostile");
    book.sheet("stores", row(1, {"slug"}) + row(2, {"a"}));
    const auto file = book.write();
    const auto size = fs::file_size(file);
    fs::resize_file(file, size / 2);
    CHECK(refused(file).find("damaged or cut short") != std::string::npos);
    std::ofstream(file, std::ios::trunc) << "slug,name\n";
    CHECK_FALSE(refused(file).empty());
    book.settings("<workbookPr date1904=\"1\"/>");
    CHECK(refused(book.write()).find("1904") != std::string::npos);

    Book unordered("unordered");
    unordered.sheet("stores", row(2, {"slug"}) + row(1, {"a"}));
    CHECK(refused(unordered.write()).find("out of order") != std::string::npos);
    Book wide("wide");
    wide.sheet("stores", "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>");
    CHECK(refused(wide.write()).find("more than 1000 columns") != std::string::npos);
    Book far("far");
    far.sheet("stores", row(1, {"slug"}) + row(1'000'000, {"a"}));
    CHECK(refused(far.write()).find("cannot be read whole") != std::string::npos);
    Book bomb("bomb");
    bomb.sheet("stores", std::string(50 << 20, ' '));
    CHECK(refused(bomb.write()).find("200 times") != std::string::npos);
    CHECK_THROWS_AS(read("/no/such.xlsx"), core::Error);
}

TEST_CASE("a million columns cost no memory") {
    std::string cells;
    for (std::int64_t i = 0; i < 1'000'000; ++i)
        cells += "<c><v>" + std::to_string(i * 7919 % 1000003) + "</v></c>";
    Book book("million");
    book.sheet("stores", "<row r=\"1\">" + cells + "</row>");
    const auto file = book.write();
    cells.clear();
    cells.shrink_to_fit();
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    const auto result = read(file);
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].message.find("more than 1000 columns") != std::string::npos);
    CHECK(after.ru_maxrss - before.ru_maxrss < 100'000);  // KiB
}
