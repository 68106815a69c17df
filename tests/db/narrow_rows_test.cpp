// Few changes among many rows: what is checked and written is the same as among few.
#include <catch2/catch.hpp>
#include <map>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "operations/edit_rows.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;

namespace {

const char* const market =
    "kind: mall\nslug: market\nname: Market\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: store\nslug: grocer\nname: Grocer\n";

constexpr int products = 12'000;

// CSV of all products; some have another name, price or store than the others.
class Products {
  public:
    std::map<int, std::string> names, german_names, prices, stores;

    std::string csv() const {
        std::string text = "slug,name:en,name:de,store,price\n";
        for (int i = 0; i < products; ++i) {
            text += "product-" + std::to_string(i) + ',' + of(names, i, "Product") + ',' +
                    of(german_names, i, "Ware") + ',' + of(stores, i, "grocer") + ',' +
                    of(prices, i, "2.50") + '\n';
        }
        return text;
    }

  private:
    static std::string of(const std::map<int, std::string>& special, int i, const char* usual) {
        const auto it = special.find(i);
        return it == special.end() ? usual : it->second;
    }
};

class Market {
  public:
    Market() : session_(database_.endpoint(), "test") {
        test::apply_text(session_, "market", market);
        apply(Products());
    }

    core::ChangeCounts apply(const Products& rows) {
        return test::apply_text(session_, "market", rows.csv(), {}, "product").changed.by_kind["product"];
    }

    // What is wrong with the rows, each as "LINE CODE".
    std::vector<std::string> refusal(const Products& rows) {
        try {
            apply(rows);
        } catch (const core::Error& error) {
            std::vector<std::string> found;
            for (const auto& finding : error.findings())
                found.push_back(std::to_string(finding.where.line) + ' ' + finding.code);
            return found;
        }
        return {};
    }

    // "NAME|GERMAN NAME|STORE|PRICE" of the products that are not as the others, by number.
    std::map<std::string, std::string> special() {
        pqxx::connection connection(database_.url());
        pqxx::work work(connection);
        std::map<std::string, std::string> rows;
        for (const auto& row :
             work.exec("select slug, concat_ws('|', name->>'en', coalesce(name->>'de', '-'), store, "
                       "price_minor) from mallctl.product where name->>'en' <> 'Product' or "
                       "coalesce(name->>'de', '-') <> 'Ware' or store <> 'grocer' or price_minor <> 250"))
            rows[row[0].c_str()] = row[1].c_str();
        return rows;
    }

    void set_price(int number, const std::string& price) {
        operations::EditOptions options;
        options.mall = "market";
        operations::set_rows(session_, "product", {"product-" + std::to_string(number)}, {"price=" + price},
                             options);
    }

  private:
    test::TestDatabase database_;
    db::Session session_;
};

using Strings = std::vector<std::string>;
using Counts = core::ChangeCounts;

}  // namespace

TEST_CASE("few changed rows of many are written as stated, and nothing else is") {
    Market mall;
    Products rows;
    rows.names[7] = "Apples";
    rows.german_names[11'999] = "";  // takes the German name away
    rows.prices[4'000] = "9.99";
    CHECK(mall.apply(rows) == Counts{0, 3, 0, products - 3});
    const std::map<std::string, std::string> expected = {{"product-7", "Apples|Ware|grocer|250"},
                                                         {"product-11999", "Product|-|grocer|250"},
                                                         {"product-4000", "Product|Ware|grocer|999"}};
    CHECK(mall.special() == expected);
    CHECK(mall.apply(rows) == Counts{0, 0, 0, products});
    CHECK(mall.apply(Products()) == Counts{0, 3, 0, products - 3});
    CHECK(mall.special().empty());
}

TEST_CASE("what is wrong with few changed rows of many is found, each at its line") {
    Market mall;
    Products rows;
    rows.stores[100] = "nobody";
    rows.names[200] = "";
    rows.german_names[200] = "";
    CHECK(mall.refusal(rows) == Strings{"102 M005", "202 M010"});
    rows = Products();
    rows.prices[300] = "1.00";
    mall.set_price(300, "2.00");
    CHECK(mall.refusal(rows) == Strings{"302 M034"});
    CHECK(mall.special() == std::map<std::string, std::string>{{"product-300", "Product|Ware|grocer|200"}});
}
