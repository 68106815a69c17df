// What stores sell and promote: product, offer.
#include "catalog/bound_fields.hpp"
#include "catalog/kinds/declare.hpp"

namespace mallctl::catalog {

using namespace declare;  // of this folder only

template <>
const std::vector<BoundField<Product>>& bound_fields<Product>() {
    static const std::vector<BoundField<Product>> fields = {
        {slug("rye_bread"), &Product::slug},
        {required(field("name", FieldType::names, "what shoppers read", "Rye bread")), &Product::name},
        {required(reference("store", "store", "who sells it", "bakery")), &Product::store},
        {field("category", FieldType::text, "dotted, from wide to narrow", "food.bread"), &Product::category},
        {field("brand", FieldType::text, "who makes it", "Zangolind"), &Product::brand},
        {field("sku", FieldType::text, "the store's own number", "4006381333931"), &Product::sku},
        {field("description", FieldType::names, "in a few sentences", "Sourdough, 1 kg", longest_description),
         &Product::description},
        {field("price", FieldType::money, "of one piece, in the mall's currency", "4.20"),
         &Product::price_minor},
        {field("stock", FieldType::integer, "pieces; empty: not counted", "35"), &Product::stock},
        {field("image", FieldType::url, "a picture", "https://zangolind.example/rye.jpg", longest_address),
         &Product::image},
        {field("website", FieldType::url, "where to read on", "https://zangolind.example/rye",
               longest_address),
         &Product::website},
        {field("tags", FieldType::list, "words that shoppers search for", "bread;vegan"), &Product::tags},
    };
    return fields;
}

template <>
const std::vector<BoundField<Offer>>& bound_fields<Offer>() {
    static const std::vector<BoundField<Offer>> fields = {
        {slug("rye_week"), &Offer::slug},
        {required(field("name", FieldType::names, "what shoppers read", "Rye week: 20 % off")), &Offer::name},
        {reference("store", "store", "whose it is; empty: the mall's", "bakery"), &Offer::store},
        {reference("product", "product", "what it is for", "rye_bread"), &Offer::product},
        {choice("offer_kind", {"standard", "flash"},
                "a flash offer is pushed to every phone; empty: standard"),
         &Offer::kind},
        {field("description", FieldType::names, "in a few sentences", "All rye breads", longest_description),
         &Offer::description},
        {field("terms", FieldType::names, "what a shopper must know", "While stocks last",
               longest_description),
         &Offer::terms},
        {field("from", FieldType::time, "when it begins; empty: as soon as it is published",
               "2026-03-02 08:00"),
         &Offer::from},
        {field("to", FieldType::time, "when it ends; empty: open end", "2026-03-08 20:00"), &Offer::to},
        {field("audience", FieldType::audience, "who sees it; empty: all", "near:50m:north_entrance"),
         &Offer::audience},
        {field("cap", FieldType::integer, "how often it can be redeemed; empty: without limit", "500"),
         &Offer::cap},
        {field("price", FieldType::money, "of the offer, in the mall's currency", "3.36"),
         &Offer::price_minor},
        {field("discount", FieldType::percent, "percent off", "20"), &Offer::discount},
        {field("draft", FieldType::flag, "true: not published yet", "false"), &Offer::draft},
    };
    return fields;
}

}  // namespace mallctl::catalog
