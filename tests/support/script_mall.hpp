// A small made-up mall whose stores are named in many scripts, with everything that an index can hold, and an
// index of it in memory.
#pragma once

#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "search/build.hpp"
#include "search/index.hpp"

namespace mallctl::test {

inline search::Document made_store(std::string slug, core::Names names, std::string category,
                                   std::vector<std::string> aliases = {}, double popularity = 0) {
    search::Document store;
    store.slug = std::move(slug);
    store.names = std::move(names);
    store.category = std::move(category);
    store.aliases = std::move(aliases);
    store.popularity = popularity;
    return store;
}

inline void add_stores(std::vector<search::Document>& documents) {
    documents.push_back(
        made_store("starbucks", {{"en", "Starbucks"}, {"zh", "星巴克"}}, "food.cafe", {"sbux"}, 90));
    documents.push_back(
        made_store("mcdonalds", {{"en", "McDonald's"}}, "food.fast_food", {"Mac Donald"}, 95));
    documents.push_back(made_store("h-m", {{"en", "H&M"}}, "fashion.clothing", {"Hennes & Mauritz"}, 80));
    documents.push_back(made_store("b-m", {{"en", "B&M"}}, "household", {}, 10));
    documents.push_back(made_store("red-bull", {{"en", "Red Bull"}}, "food.drinks", {}, 20));
    documents.push_back(
        made_store("schuhhaus", {{"de", "Schuhhaus Müller"}, {"en", "Muller Shoes"}}, "fashion.shoes"));
    documents.push_back(made_store("cafe-nero", {{"it", "Caffè Nero"}}, "food.cafe", {}, 40));
    documents.push_back(made_store("lodz", {{"pl", "Łódź Księgarnia"}}, "books"));
    documents.push_back(
        made_store("apteka", {{"uk", "Соціальна Аптека"}}, "health.pharmacy", {"Социальная Аптека"}));
    documents.push_back(made_store("kalina", {{"ru", "Калина"}}, "beauty"));
    documents.push_back(made_store("germanos", {{"el", "Γερμανός"}}, "electronics"));
    documents.push_back(made_store("jarir", {{"ar", "مكتبة جرير"}, {"en", "Jarir Bookstore"}}, "books"));
    documents.push_back(made_store("aroma", {{"he", "ארומה"}}, "food.cafe"));
    documents.push_back(made_store("xibei", {{"zh", "西贝莜面村"}}, "food.restaurant"));
    documents.push_back(made_store("yoshinoya", {{"ja", "吉野家"}, {"en", "Yoshinoya"}}, "food.fast_food"));
    documents.push_back(made_store("karada", {{"ja", "カラダファクトリー"}}, "health"));
    documents.push_back(made_store("paris", {{"ko", "파리바게뜨"}, {"en", "Paris Baguette"}}, "food.bakery"));
    documents.push_back(made_store("coffee-th", {{"th", "ร้านกาแฟดอยช้าง"}}, "food.cafe"));
    documents.push_back(made_store("burger", {{"en", "Burger King"}}, "food.fast_food", {}, 85));
    documents.push_back(made_store("king-shoes", {{"en", "King Shoes"}}, "fashion.shoes"));
    documents.push_back(made_store("seven", {{"en", "7-Eleven"}}, "food.convenience"));
    documents.push_back(made_store("seaside", {{"en", "Seaside"}, {"", "Sea Side Outlet"}}, "fashion"));
}

inline void add_others(std::vector<search::Document>& documents) {
    search::Document restroom;
    restroom.kind = search::DocumentKind::amenity;
    restroom.slug = "6f6f1c1e-8e7a-5a51-9b6c-0d6f0f0e2a11";
    restroom.names = {{"en", "Restrooms"}, {"de", "Toiletten"}};
    restroom.category = "restroom";
    documents.push_back(restroom);

    search::Document entrance;
    entrance.kind = search::DocumentKind::location;
    entrance.slug = "north_entrance";
    entrance.names = {{"en", "North entrance"}, {"de", "Nordeingang"}};
    documents.push_back(entrance);

    search::Document offer;
    offer.kind = search::DocumentKind::offer;
    offer.slug = "latte-days";
    offer.names = {{"en", "Latte days"}};
    offer.store = "starbucks";
    offer.from = core::Instant{std::chrono::seconds{1000}};
    offer.to = core::Instant{std::chrono::seconds{2000}};
    documents.push_back(offer);

    for (const char* name :
         {"Running shoes blue", "Espresso beans dark roast", "Leather boots", "Red scarf"}) {
        search::Document product;
        product.kind = search::DocumentKind::product;
        product.slug = core::make_slug(name);
        product.names = {{"en", name}};
        product.store = "seaside";
        product.brand = "Seaside";
        product.tags = {"new", "sale"};
        documents.push_back(product);
    }
}

inline search::Corpus script_mall() {
    search::Corpus corpus;
    add_stores(corpus.documents);
    add_others(corpus.documents);
    corpus.synonyms = {{"shoes", {"shoes", "Schuhe", "أحذية", "鞋"}},
                       {"toilet", {"restroom", "WC", "washing room"}}};
    corpus.pins = {
        {"sale", {{search::DocumentKind::store, "h-m"}, {search::DocumentKind::store, "seaside"}}}};
    corpus.exclusions = {{"king", search::DocumentKind::store, "king-shoes"}};
    corpus.locales = {"en", "de"};
    return corpus;
}

// An index over bytes of its own, which begin where it wants them to.
class OwnedIndex {
  public:
    explicit OwnedIndex(const search::Corpus& corpus) : OwnedIndex(search::build_index(corpus).bytes) {}
    explicit OwnedIndex(std::span<const std::byte> bytes)
        : bytes_(static_cast<std::byte*>(::operator new (bytes.size() + 64, std::align_val_t{64}))),
          index_(copied(bytes)) {}

    const search::Index& operator*() const { return index_; }
    const search::Index* operator->() const { return &index_; }

  private:
    struct Free {
        void operator()(std::byte* bytes) const { ::operator delete (bytes, std::align_val_t{64}); }
    };

    std::span<const std::byte> copied(std::span<const std::byte> bytes) {
        if (!bytes.empty()) std::memcpy(bytes_.get(), bytes.data(), bytes.size());
        return {bytes_.get(), bytes.size()};
    }

    std::unique_ptr<std::byte, Free> bytes_;
    search::Index index_;
};

}  // namespace mallctl::test
