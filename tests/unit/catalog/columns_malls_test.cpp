// Real shop directories of Hong Kong, as their web sites had them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "catalog/columns/table_source.hpp"
#include "catalog/hours.hpp"
#include "catalog/source_text.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using namespace mallctl::catalog;
namespace fs = std::filesystem;

namespace {

struct Table {
    std::vector<RawRow> rows;
    core::Diagnostics findings;
};

Table read(const fs::path& file, const columns::ColumnMapping& mapping) {
    Findings findings;
    columns::TableSource source(file, mapping, findings);
    Table table;
    for (RawRow row; source.next(row);) table.rows.push_back(row);
    table.findings = findings.take();
    return table;
}

// Field to value of a row; lists joined.
std::map<std::string, std::string> fields_of(const RawRow& row) {
    std::map<std::string, std::string> fields;
    for (const auto& field : row.fields) {
        std::string text = field.value.text;
        for (const auto& item : field.value.items) text += (text.empty() ? "" : " ") + item.text;
        fields[field.name + (field.locale.empty() ? "" : ":" + field.locale)] = text;
    }
    return fields;
}

using Shops = std::map<std::string, std::map<std::string, std::string>>;

Shops shops_of(const Table& table) {
    Shops shops;
    for (const auto& row : table.rows) {
        auto fields = fields_of(row);
        const std::string slug = fields["slug"];
        CHECK(shops.emplace(slug, std::move(fields)).second);
    }
    return shops;
}

// The table itself, id to cell of a column, read by nothing that is tested here.
std::map<std::string, std::string> cells_of(const fs::path& file, const std::string& column) {
    Findings findings;
    const auto text = read_source(file, file.string(), findings);
    REQUIRE(text);
    std::vector<std::vector<std::string>> records(1, {""});
    bool quoted = false;
    for (const char c : *text) {
        if (c == '"')
            quoted = !quoted;  // none of these tables doubles a quote
        else if (c == ',' && !quoted)
            records.back().emplace_back();
        else if (c == '\n' && !quoted)
            records.push_back({""});
        else
            records.back().back() += c;
    }
    const auto& heading = records.front();
    const auto at =
        static_cast<std::size_t>(std::find(heading.begin(), heading.end(), column) - heading.begin());
    std::map<std::string, std::string> cells;
    for (std::size_t i = 1; i < records.size(); ++i) {
        if (records[i].size() == heading.size()) cells["hc-" + records[i][2]] = records[i][at];
    }
    return cells;
}

std::set<std::string> only_in(const auto& a, const auto& b) {
    std::set<std::string> keys;
    for (const auto& [key, value] : a) {
        if (b.count(key) == 0) keys.insert(key);
    }
    return keys;
}

std::set<std::string> differing(const Shops& a, const Shops& b, const std::string& field) {
    std::set<std::string> keys;
    for (const auto& [key, shop] : a) {
        const auto other = b.find(key);
        if (other != b.end() && shop.at(field) != other->second.at(field)) keys.insert(key);
    }
    return keys;
}

std::set<std::string> differing(const std::map<std::string, std::string>& a,
                                const std::map<std::string, std::string>& b) {
    std::set<std::string> keys;
    for (const auto& [key, cell] : a) {
        if (b.count(key) > 0 && b.at(key) != cell) keys.insert(key);
    }
    return keys;
}

using Keys = std::set<std::string>;

}  // namespace

TEST_CASE("two tables of Harbour City tell what opened, closed and moved between them") {
    const auto before = test::shared_data("tenants/hk-malls/HarbourCity_shopmaster_20220102.csv");
    const auto after = test::shared_data("tenants/hk-malls/HarbourCity_shopmaster_20220131.csv");
    if (!before || !after) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto mapping =
        columns::read_mapping(test::source_dir() / "samples/tables/harbourcity.columns.yaml", "");
    const auto old_table = read(*before, mapping);
    const auto new_table = read(*after, mapping);
    CHECK_FALSE(core::has_errors(old_table.findings));
    CHECK_FALSE(core::has_errors(new_table.findings));
    const Shops old_shops = shops_of(old_table);
    const Shops new_shops = shops_of(new_table);
    const auto old_numbers = cells_of(*before, "shop_number");
    const auto new_numbers = cells_of(*after, "shop_number");
    CHECK(old_shops.size() == old_numbers.size());
    CHECK(new_shops.size() == new_numbers.size());

    const Keys opened = only_in(new_shops, old_shops);
    const Keys closed = only_in(old_shops, new_shops);
    CHECK(opened == only_in(new_numbers, old_numbers));
    CHECK(closed == only_in(old_numbers, new_numbers));
    CHECK(opened == Keys{"hc-1752", "hc-24761", "hc-24765", "hc-24989", "hc-24991", "hc-24992", "hc-25410"});
    CHECK(closed == Keys{"hc-22849", "hc-23310"});
    CHECK(differing(old_shops, new_shops, "units") == differing(old_numbers, new_numbers));
    CHECK(differing(old_shops, new_shops, "units") == Keys{"hc-1543", "hc-1769", "hc-24333", "hc-5341"});
    CHECK(new_shops.at("hc-5341").at("units") == "2326@gateway-arcade/2 2327@gateway-arcade/2");
    CHECK(differing(old_shops, new_shops, "name:en") == Keys{"hc-11228"});
    CHECK(differing(old_shops, new_shops, "hours") == Keys{"hc-7287"});
    // "Kids &amp; Family" became "Kids & Family": the same tags.
    CHECK(differing(old_shops, new_shops, "tags").empty());
}

TEST_CASE("every row of a real shop directory is a store, with hours that are hours") {
    const auto folder = test::shared_data("tenants/hk-malls");
    if (!folder) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto mapping = columns::parse_mapping(
        "kind: store\n"
        "fields:\n"
        "  slug: {column: shop_id, do: [slug]}\n"
        "  name:en: {column: shop_name_en, do: [html, trim]}\n"
        "  name:zh-Hant: {column: shop_name_tc, do: [html, trim]}\n"
        "  tags: {column: shop_category_name, do: [html, {split: \";\"}]}\n"
        "  hours: {column: opening_hours, do: [hours]}\n"
        "  units: {column: shop_number, do: [{numbers: {drop: [Shop], levels: {\"L?\": \"\", GF: G}}}]}\n",
        "m.yaml", "");
    int tables = 0;
    for (const auto& entry : fs::directory_iterator(*folder)) {
        if (entry.path().filename().string().find("shopmaster") == std::string::npos) continue;
        ++tables;
        INFO(entry.path().filename());
        const auto table = read(entry.path(), mapping);
        CHECK_FALSE(core::has_errors(table.findings));
        CHECK(table.rows.size() == cells_of(entry.path(), "shop_id").size());
        std::size_t with_hours = 0;
        for (const auto& row : table.rows) {
            const std::string hours = fields_of(row).at("hours");
            if (hours.empty()) continue;
            ++with_hours;
            CHECK_NOTHROW(OpeningHours::parse(hours));
        }
        const auto cells = cells_of(entry.path(), "opening_hours");
        const auto empty =
            std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return cell.second.empty(); });
        const auto told = std::count_if(table.findings.begin(), table.findings.end(),
                                        [](const auto& finding) { return finding.code == "M053"; });
        CHECK(with_hours + static_cast<std::size_t>(empty + told) == table.rows.size());
        CHECK(with_hours * 3 > table.rows.size());
    }
    CHECK(tables == 9);
}
