#include "server/endpoints/public_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/closest.hpp"
#include "operations/row_json.hpp"
#include "operations/validity.hpp"
#include "server/bodies/ready_answer.hpp"
#include "server/endpoints/page.hpp"
#include "server/endpoints/parameters.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

using Json = nlohmann::ordered_json;
using operations::PublicKind;
using operations::PublicRows;

// Indexes of the fields that are asked for, the key first.
std::vector<std::size_t> fields_of(const Call& call, const PublicKind& kind) {
    const std::vector<std::string> asked = call.list("fields");
    std::vector<std::string> known;
    for (const auto& field : kind.fields) known.push_back(field.name);
    page::check_fields(asked, known);
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (i == 0 || asked.empty() || std::find(asked.begin(), asked.end(), known[i]) != asked.end())
            shown.push_back(i);
    }
    return shown;
}

Json row_json(const PublicKind& kind, const PublicRows& rows, std::size_t row,
              const std::vector<std::size_t>& fields, const std::string& currency) {
    Json json = Json::object();
    for (const std::size_t field : fields) {
        json[kind.fields[field].name] =
            operations::field_json(kind.fields[field], rows.value(row, field), currency);
    }
    return json;
}

operations::PublicFilter filter_of(const Call& call, const plan::Plan& plan) {
    operations::PublicFilter filter;
    filter.levels = page::levels(call, plan);
    filter.category = call.parameter("category");
    filter.store = call.parameter("store");
    filter.product = call.parameter("product");
    filter.word = call.parameter("location_kind");
    if (filter.word.empty()) filter.word = call.parameter("offer_kind");
    filter.open_now = call.flag("open_now");
    return filter;
}

// What differs from kind to kind, as literals: routes hold views.
struct Words {
    const char* kind;
    const char* list_pattern;
    const char* get_pattern;
    const char* list_operation;
    const char* get_operation;
    const char* list_summary;
    const char* get_summary;
    const char* list_schema;
    const char* get_schema;
    const char* problem;
    const char* tag;
};

constexpr Words words[] = {
    {"location", "/api/v1/malls/{mall}/locations", "/api/v1/malls/{mall}/locations/{slug}", "listLocations",
     "getLocation", "Named start points: entrances, kiosks, posters",
     "A location, by its slug or one that it had before", "PublicLocationList", "PublicLocation",
     "unknown-location", "Catalog"},
    {"store", "/api/v1/malls/{mall}/stores", "/api/v1/malls/{mall}/stores/{slug}", "listStores", "getStore",
     "The stores, with where they are and whether they are open", "A store", "PublicStoreList", "PublicStore",
     "unknown-store", "Catalog"},
    {"product", "/api/v1/malls/{mall}/products", "/api/v1/malls/{mall}/products/{slug}", "listProducts",
     "getProduct", "What stores sell", "A product", "PublicProductList", "PublicProduct", "unknown-product",
     "Catalog"},
    {"offer", "/api/v1/malls/{mall}/offers", "/api/v1/malls/{mall}/offers/{slug}", "listOffers", "getOffer",
     "The offers that are live", "An offer that is live", "PublicOfferList", "PublicOffer", "unknown-offer",
     "Catalog"},
    {"parking_zone", "/api/v1/malls/{mall}/parking_zones", "/api/v1/malls/{mall}/parking_zones/{slug}",
     "listParkingZones", "getParkingZone", "Where one parks", "A parking zone", "PublicParkingZoneList",
     "PublicParkingZone", "unknown-parking-zone", "Catalog"},
    {"closure", "/api/v1/malls/{mall}/closures", "/api/v1/malls/{mall}/closures/{slug}", "listClosures",
     "getClosure", "What is out of use", "A closure that is in force", "PublicClosureList", "PublicClosure",
     "unknown-closure", "Catalog"},
    {"amenity", "/api/v1/malls/{mall}/amenities", "/api/v1/malls/{mall}/amenities/{id}", "listAmenities",
     "getAmenity", "What is there for everybody: toilets, cash machines, benches", "An amenity, by its UUID",
     "PublicAmenityList", "PublicAmenity", "unknown-amenity", "Plan"},
    {"level", "/api/v1/malls/{mall}/levels", "/api/v1/malls/{mall}/levels/{level}", "listLevels", "getLevel",
     "The floors, from the lowest", "A floor, by its label or UUID", "PublicLevelList", "PublicLevel",
     "unknown-level", "Plan"},
};

constexpr const char* slug_schema = R"({"type":"string","maxLength":200})";

std::vector<Parameter> filters(std::string_view kind) {
    const Parameter store{.name = "store", .doc = "Only of this store: its slug", .schema = slug_schema};
    if (kind == "store")
        return {parameter::category,
                page::level,
                {.name = "open_now", .doc = "Only those that are open", .schema = parameter::flag}};
    if (kind == "product") return {parameter::category, store};
    if (kind == "offer")
        return {store,
                {.name = "product", .doc = "Only for this product: its slug", .schema = slug_schema},
                {.name = "offer_kind",
                 .doc = "Only of this kind",
                 .schema = R"({"type":"string","enum":["standard","flash"]})"}};
    if (kind == "location")
        return {page::level,
                {.name = "location_kind",
                 .doc = "Only of this kind",
                 .schema = R"({"type":"string","enum":["entrance","kiosk","qr"]})"}};
    if (kind == "amenity") return {parameter::category, page::level};
    if (kind == "parking_zone") return {page::level};
    return {};
}

std::string_view name_in(std::string_view pattern) {
    const std::size_t begin = pattern.rfind('{') + 1;
    return pattern.substr(begin, pattern.size() - begin - 1);
}

}  // namespace

namespace {

// What is asked of a list.
struct Asked {
    std::vector<std::size_t> fields;
    operations::PublicFilter filter = {};
    std::size_t limit = page::usual_limit;
    std::string_view after = {};
    core::Instant at = {};
    std::string_view path = {};  // and parameters: what the next page is linked as
    page::Given given = {};
};

Json list_json(const PublicKind& kind, const operations::Snapshot& snapshot, const Asked& asked) {
    const auto rows = operations::public_rows(kind, snapshot, asked.at);
    const auto begin = asked.after.empty() ? std::optional<std::size_t>(0) : rows->after(asked.after);
    if (!begin) throw page::bad_cursor(asked.after);
    Json list = Json::array();
    std::size_t total = 0;
    std::size_t last = 0;
    bool is_more = false;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        if (!rows->passes(row, asked.filter)) continue;
        ++total;
        if (row < *begin) continue;
        is_more = list.size() == asked.limit;
        if (is_more) continue;
        list.push_back(row_json(kind, *rows, row, asked.fields, snapshot.mall.currency));
        last = row;
    }
    const std::string next = is_more ? page::next_link(asked.path, asked.given, rows->key(last)) : "";
    return {{kind.plural, std::move(list)},
            {"total", total},
            {"next", next.empty() ? Json(nullptr) : Json(next)}};
}

}  // namespace

http::Response ListPublicRows::operator()(const Call& call) const {
    const std::string_view mall = call.path_value("mall");
    Asked asked{fields_of(call, kind)};
    if (page::is_plain(call)) {
        const std::string path = fmt::format("/api/v1/malls/{}/{}", mall, kind.plural);
        asked.path = path;
        const auto make = [&](const operations::Snapshot& snapshot, core::Instant now) {
            asked.at = now;
            return page::made(list_json(kind, snapshot, asked),
                              operations::rows_hold_until(snapshot, kind, now));
        };
        return bodies::ready_answer(store, mall, {kind.plural, ""}, std::cref(make));
    }
    const SnapshotPointer snapshot = store.require(mall);
    asked.filter = filter_of(call, snapshot->plan);
    asked.limit = call.count("limit", asked.limit);
    asked.after = call.parameter("after");
    asked.at = call.time("at");
    asked.path = call.target.path;
    asked.given = call.target.query.parameters;
    return page::answer(list_json(kind, *snapshot, asked));
}

http::Response GetPublicRow::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const std::vector<std::size_t> fields = fields_of(call, kind);
    const auto rows = operations::public_rows(kind, *snapshot, call.time("at"));
    const std::string_view key = call.path_values.last();
    if (const auto row = rows->find(key))
        return page::answer(row_json(kind, *rows, *row, fields, snapshot->mall.currency));
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < std::min<std::size_t>(rows->size(), 2'000); ++i) keys.push_back(rows->key(i));
    const std::string guess = core::did_you_mean(key, keys);
    throw http::ProblemError(
        {404, problem, "There is no such " + kind.name,
         fmt::format("mall '{}' has no {} '{}'", snapshot->mall.slug, kind.name, key),
         guess.empty() ? fmt::format("/api/v1/malls/{}/{} lists them", snapshot->mall.slug, kind.plural)
                       : guess,
         0});
}

std::vector<Route> public_row_routes(const SnapshotStore& store) {
    std::vector<Route> routes;
    for (const Words& said : words) {
        const PublicKind& kind = operations::public_kind(said.kind);
        std::vector<Parameter> parameters = filters(said.kind);
        for (const Parameter& common : {page::limit, page::after, page::fields, parameter::at})
            parameters.push_back(common);
        routes.push_back({.method = "GET",
                          .pattern = said.list_pattern,
                          .operation = said.list_operation,
                          .tag = said.tag,
                          .summary = said.list_summary,
                          .parameters = std::move(parameters),
                          .outcomes = {{.doc = "One page", .schema = said.list_schema}},
                          .handler = ListPublicRows{store, kind}});
        routes.push_back({.method = "GET",
                          .pattern = said.get_pattern,
                          .operation = said.get_operation,
                          .tag = said.tag,
                          .summary = said.get_summary,
                          .parameters = {{.name = name_in(said.get_pattern), .doc = "Its key"},
                                         page::fields,
                                         parameter::at},
                          .outcomes = {{.doc = "It", .schema = said.get_schema}},
                          .handler = GetPublicRow{store, kind, said.problem}});
    }
    return routes;
}

}  // namespace mallctl::server
