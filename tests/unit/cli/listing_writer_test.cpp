#include "cli/output/listing_writer.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "catalog/bound_fields.hpp"

using namespace mallctl;

namespace {

catalog::Store bakery() {
    catalog::Store store;
    store.slug = "bakery";
    store.name = {{"de", "Bäckerei \"Ä\""}, {"en", "Bakery"}};
    store.tenant = "acme";
    store.description = {{"", "Bread,\nand: cake"}, {"de", "Brot"}};
    return store;
}

catalog::Lease lease() {
    catalog::Lease lease;
    lease.slug = "l-1";
    lease.tenant = "acme";
    lease.units = {"G-01@G"};
    lease.from = "2026-01-01";
    lease.base_rent_minor = 1200050;
    return lease;
}

catalog::Offer offer() {
    catalog::Offer offer;
    offer.slug = "o-1";
    offer.from = core::parse_instant("2026-03-02T08:00:00Z");
    return offer;
}

// Rows of the model that are in memory.
class FixedListing : public operations::Listing {
  public:
    template <class Row>
    FixedListing(const std::string& kind, const std::vector<Row>& rows, bool single = false) {
        kind_ = kind;
        style_ = {"EUR", "Europe/Berlin"};
        locales_ = {"de"};
        is_single_ = single;
        for (const auto& bound : catalog::bound_fields<Row>()) {
            if (!bound.field.shorthand) fields_.push_back(bound.field);
        }
        for (const auto& row : rows) {
            auto& values = rows_.emplace_back();
            for (const auto& bound : catalog::bound_fields<Row>()) {
                if (!bound.field.shorthand) values.push_back(catalog::get_value(bound, row));
            }
        }
    }

    std::vector<std::set<std::string>> languages() override {
        std::vector<std::set<std::string>> languages(fields_.size());
        for (const auto& row : rows_) {
            for (std::size_t i = 0; i < row.size(); ++i) catalog::add_languages(languages[i], row[i]);
        }
        return languages;
    }

    bool next(std::vector<catalog::FieldValue>& row) override {
        if (at_ == rows_.size()) {
            rest_ = "l-1";
            return false;
        }
        row = rows_[at_++];
        return true;
    }

  private:
    std::vector<std::vector<catalog::FieldValue>> rows_;
    std::size_t at_ = 0;
};

template <class Row>
std::string written(const std::string& kind, const std::vector<Row>& rows, std::string_view format,
                    cli::ListingStyle style = {}, bool single = false) {
    FixedListing listing(kind, rows, single);
    std::ostringstream out;
    cli::write_listing(listing, format, style, out);
    return out.str();
}

}  // namespace

TEST_CASE(
    "JSON has amounts in minor units, times in UTC, names by language and empty values in their shape") {
    CHECK(written("lease", std::vector{lease()}, "jsonl") ==
          "{\"slug\":\"l-1\",\"tenant\":\"acme\",\"store\":null,\"units\":[\"G-01@G\"],\"from\":\"2026-01-"
          "01\",\"to\":null,\"break_from\":null,"
          "\"base_rent\":{\"amount_minor\":1200050,\"currency\":\"EUR\"},"
          "\"turnover_rent\":[]}\n");
    CHECK(written("store", std::vector{bakery()}, "jsonl")
              .find("\"description\":{\"und\":\"Bread,\\nand: cake\",\"de\":\"Brot\"},\"tags\":[]") !=
          std::string::npos);
    const auto promotion = written("offer", std::vector{offer()}, "jsonl");
    CHECK(promotion.find("\"from\":\"2026-03-02T08:00:00Z\",\"to\":null") != std::string::npos);
    CHECK(promotion.find("\"draft\":false") != std::string::npos);
}

TEST_CASE("JSON is one object of a single row, else an array, and a page says where to go on") {
    using Leases = std::vector<catalog::Lease>;
    CHECK(written("lease", Leases{lease()}, "json", {}, true).starts_with("{\n  \"slug\": \"l-1\""));
    CHECK(written("lease", Leases{}, "json") == "[]\n");
    CHECK(written("lease", Leases{lease(), lease()}, "json").starts_with("[\n  {\n    \"slug\": \"l-1\""));
    const auto page = written("lease", Leases{lease()}, "json", {false, true});
    CHECK(page.starts_with("{\n  \"rows\": [\n    {\n      \"slug\": \"l-1\""));
    CHECK(page.ends_with("    }\n  ],\n  \"next\": \"l-1\"\n}\n"));
}

TEST_CASE("CSV is a manifest: a column a language, a cell that spreadsheets would run as it is") {
    auto row = bakery();
    row.phone = "=1+1";
    CHECK(written("store", std::vector{row}, "csv") ==
          "slug,name:de,name:en,tenant,category,units,hours,brand,aliases,phone,website,description,"
          "description:de,tags\n"
          "bakery,\"Bäckerei \"\"Ä\"\"\",Bakery,acme,,,,,,=1+1,,\"Bread,\nand: cake\",Brot,\n");
}

TEST_CASE("a table shows the name in the mall's language and leaves out wide columns unless asked") {
    const auto narrow = written("store", std::vector{bakery()}, "table");
    CHECK(narrow.find("Bäckerei \"Ä\"") != std::string::npos);
    CHECK(narrow.find("DESCRIPTION") == std::string::npos);
    CHECK(written("store", std::vector{bakery()}, "table", {true, false}).find("DESCRIPTION") !=
          std::string::npos);
}

TEST_CASE("a table of many rows is written while they come, and wider cells push their line") {
    std::vector<catalog::Tenant> tenants(3000);
    for (auto& tenant : tenants) tenant.slug = "short";
    tenants.back().slug = "much-longer-than-the-heading";
    const auto table = written("tenant", tenants, "table");
    CHECK(std::count(table.begin(), table.end(), '\n') == 3001);
    CHECK(table.starts_with("SLUG   NAME  PHONE\nshort  -     -\n"));
    CHECK(table.ends_with("\nmuch-longer-than-the-heading  -     -\n"));
}
