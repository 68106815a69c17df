// What is written of rows of any kind, the readers of manifests read back as it was.
#include <catch2/catch.hpp>
#include <random>
#include <sstream>

#include "catalog/manifest_reader.hpp"
#include "exporters/manifest/csv.hpp"
#include "exporters/manifest/yaml.hpp"

using namespace mallctl;
using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;
using Texts = std::vector<std::string>;
using Values = std::vector<FieldValue>;

namespace {

const catalog::ValueStyle style{"EUR", "Europe/Berlin"};

// Values that every field may hold, and that careless writers break.
class Awkward {
  public:
    explicit Awkward(unsigned seed) : random_(seed) {}

    FieldValue value(const Field& field) {
        const bool can_be_empty = !field.required && field.type != FieldType::flag;
        if (can_be_empty && below(4) == 0) return {};
        switch (field.type) {
            case FieldType::slug:
            case FieldType::reference:
                return "slug-" + std::to_string(below(1'000'000'000));
            case FieldType::names:
                return names();
            case FieldType::list:
                return list(field.fewest);
            case FieldType::locales:
                return Texts{"en", "de", "zh-Hant"};
            case FieldType::dates:
                return Texts{"2026-01-01", "2026-12-25", "2028-02-29"};
            case FieldType::tiers:
                return Texts{"0.00:4", "1000000.00:5.5"};  // as they are kept
            case FieldType::targets:
                return Texts{"store:bakery", "offer:rye_week"};
            case FieldType::choice:
                return field.choices[below(field.choices.size())];
            case FieldType::integer:
            case FieldType::money:
                return static_cast<std::int64_t>(below(1'000'000'000));
            case FieldType::longitude:
            case FieldType::latitude:
            case FieldType::percent:
            case FieldType::heading:
                return real(90);
            case FieldType::flag:
                return below(2) == 1;
            case FieldType::time:
                return time();
            case FieldType::area:
                return core::MultiPolygon{polygon(0), polygon(1)};
            case FieldType::text:
                return text();
            default:
                return field.example;
        }
    }

  private:
    std::size_t below(std::size_t limit) { return random_() % limit; }
    double real(double limit) { return std::uniform_real_distribution<double>(0, limit)(random_); }

    std::string text() {
        static const Texts texts = {"=1+1",
                                    "+49 30 1",
                                    "-5",
                                    "@home",
                                    "say \"hi\"",
                                    "it's",
                                    "a,b",
                                    "two\nlines",
                                    "#tag",
                                    "key: value",
                                    "- item",
                                    "null",
                                    "~",
                                    "true",
                                    "012",
                                    "1e5",
                                    "Ärger € 漢字 \U0001F600",
                                    "{a}",
                                    "[b]",
                                    "\\n \\",
                                    "%TAG",
                                    "&anchor",
                                    "*alias",
                                    "!tag",
                                    "| block",
                                    "> fold",
                                    "---",
                                    "...",
                                    "a\tb",
                                    "'quoted'",
                                    "\"",
                                    "\"\"",
                                    "a;b",
                                    "2026-01-01"};
        return texts[below(texts.size())];
    }

    core::Names names() {
        static const Texts languages = {"", "en", "de", "zh-Hant"};
        core::Names names;
        while (names.empty()) {
            for (const auto& language : languages) {
                if (below(2) == 0) names[language] = text();
            }
        }
        return names;
    }

    Texts list(std::size_t fewest) {
        Texts items;
        for (std::size_t i = 0; i <= below(4); ++i) {
            const std::string item = text();
            const bool fits = item.find_first_of(";\n") == std::string::npos;
            if (fits && std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
        }
        while (items.size() < fewest) items.push_back("a b " + std::to_string(items.size()));
        return items;
    }

    // Half of them in the hours in which clocks change.
    core::Instant time() {
        const auto start =
            core::parse_instant(below(2) == 0 ? "2026-03-28T23:00:00Z" : "2026-10-24T23:00:00Z");
        const std::size_t span = below(2) == 0 ? 6 * 60 : 60 * 24 * 300;
        const auto second = below(10) == 0 ? below(60) : 0;
        return start + std::chrono::minutes(below(span)) + std::chrono::seconds(second);
    }

    core::Polygon polygon(double west) {
        const double x = west + real(0.4);
        const double y = 50 + real(0.4);
        return {{{{x, y}, {x + 0.1, y}, {x + 0.1, y + 0.1}, {x, y}}}};
    }

    std::mt19937 random_;
};

std::vector<Field> stored_fields(const catalog::Kind& kind) {
    std::vector<Field> fields;
    for (const auto& field : kind.fields) {
        if (!field.shorthand) fields.push_back(field);
    }
    return fields;
}

std::vector<Values> awkward_rows(const catalog::Kind& kind, unsigned seed) {
    Awkward awkward(seed);
    std::vector<Values> rows(20);
    for (auto& row : rows) {
        for (const auto& field : stored_fields(kind)) row.push_back(awkward.value(field));
    }
    // The key of a unit is any text; here it has to tell rows apart.
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i][0] = "slug-" + std::to_string(i);
    return rows;
}

// A language without a text is none.
FieldValue settled(FieldValue value) {
    if (auto* names = std::get_if<core::Names>(&value)) {
        std::erase_if(*names, [](const auto& name) { return name.second.empty(); });
        if (names->empty()) return {};
    }
    return value;
}

void check_read_back(const catalog::Kind& kind, const std::vector<Values>& rows, const std::string& text,
                     bool all_stated) {
    std::istringstream in(text);
    catalog::ManifestOptions options;
    options.kind = kind.name;
    catalog::ManifestReader reader({"-"}, in, options);
    reader.assume({style.currency, style.time_zone});
    std::size_t count = 0;
    for (catalog::Row row; reader.next(row); ++count) {
        REQUIRE(count < rows.size());
        std::size_t stored = 0;
        for (std::size_t i = 0; i < kind.fields.size(); ++i) {
            if (kind.fields[i].shorthand) continue;
            const FieldValue& wanted = rows[count][stored++];
            INFO(kind.name << "." << kind.fields[i].name << " of row " << count << " in\n" << text);
            const bool same = (row.states(i) ? settled(row.values[i]) : FieldValue()) == wanted;
            CHECK(same);
            if (all_stated) CHECK(row.states(i));
        }
    }
    for (const auto& finding : reader.take_findings()) FAIL_CHECK(core::to_line(finding) << " in\n" << text);
    CHECK(count == rows.size());
}

}  // namespace

TEST_CASE("awkward rows of every kind read back from YAML as they were") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        for (const auto& kind : catalog::kinds()) {
            const auto rows = awkward_rows(kind, seed);
            const auto fields = stored_fields(kind);
            for (const auto empty : {exporters::EmptyFields::stated, exporters::EmptyFields::left_out}) {
                std::string text;
                for (const auto& row : rows) {
                    if (kind.name == "mall" && !text.empty()) break;
                    text += (text.empty() ? "" : "---\n") +
                            exporters::yaml_document(kind.name, fields, row, style, empty);
                }
                const auto count = kind.name == "mall" ? 1 : rows.size();
                check_read_back(kind, {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count)}, text,
                                empty == exporters::EmptyFields::stated);
            }
        }
    }
}

TEST_CASE("awkward rows of every kind read back from CSV as they were") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        for (const auto& kind : catalog::kinds()) {
            if (kind.name == "mall") continue;  // its file is always YAML
            const auto rows = awkward_rows(kind, seed);
            const auto fields = stored_fields(kind);
            std::vector<std::set<std::string>> languages(fields.size());
            for (const auto& row : rows) {
                for (std::size_t i = 0; i < row.size(); ++i) {
                    const auto* names = std::get_if<core::Names>(&row[i]);
                    if (names == nullptr) continue;
                    for (const auto& [language, name] : *names) languages[i].insert(language);
                }
            }
            const exporters::ManifestCsv csv(fields, languages, style);
            std::string text = csv.header();
            for (const auto& row : rows) text += csv.line(row);
            check_read_back(kind, rows, text, true);
        }
    }
}
