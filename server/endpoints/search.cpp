#include "server/endpoints/search.hpp"

#include <fmt/format.h>

#include "operations/search.hpp"
#include "operations/search_batch.hpp"
#include "server/endpoints/page.hpp"
#include "server/endpoints/parameters.hpp"
#include "server/endpoints/place_problem.hpp"

namespace mallctl::server {

namespace {

search::Sort sort_of(std::string_view word) {
    if (word == "distance") return search::Sort::distance;
    return word == "name" ? search::Sort::name : search::Sort::relevance;
}

operations::SearchRequest search_request_of(const Call& call) {
    operations::SearchRequest request;
    request.text = call.parameter("query");
    request.near = call.parameter("near");
    request.levels = call.list("level");
    request.category = call.parameter("category");
    request.kinds = call.list("kind");
    request.open_now = call.flag("open_now");
    request.has_offer = call.flag("has_offer");
    request.sort = sort_of(call.parameter("sort"));
    request.limit = call.count("limit", request.limit);
    request.explain = call.flag("explain");
    request.at = call.time("at");
    return request;
}

}  // namespace

http::Response Search::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.path_value("mall"));
    const operations::SearchRequest request = search_request_of(call);
    if (request.sort == search::Sort::distance && request.near.empty()) {
        throw http::ProblemError({400, "bad-request", "The request cannot be understood",
                                  "to sort by distance it must be known from where",
                                  "say where you are: near=location:SLUG", 0});
    }
    if (!snapshot->search) {
        throw http::ProblemError({503, "no-search", "The mall has no search index",
                                  fmt::format("mall '{}' has no search index yet", snapshot->mall.slug),
                                  "the operator builds it with: mallctl build search", 60});
    }
    if (!request.near.empty()) require_graph(*snapshot);
    page::check_levels(request.levels, snapshot->plan);
    try {
        return http::make_response(
            200, "application/json",
            operations::to_compact_json(operations::search(*snapshot, request)) + "\n");
    } catch (const core::Error& error) {
        throw_place_problem(error);
    }
}

Route search_route(const SnapshotStore& store) {
    return {
        .method = "GET",
        .pattern = "/api/v1/malls/{mall}/search",
        .operation = "search",
        .tag = "Search",
        .summary = "Find stores, products, offers, amenities and locations as people type them",
        .parameters =
            {{.name = "query",
              .doc = "What to search for; absent: all that the filters let through",
              .schema = R"({"type":"string","maxLength":1000})",
              .example = "coffee"},
             {.name = "near", .doc = "Where you are: a place"},
             {.name = "level",
              .doc = "Only on one of these levels: labels, short names or ordinals",
              .schema = R"({"type":"array","items":{"type":"string"},"maxItems":16})"},
             parameter::category,
             {.name = "kind",
              .doc = "Only of one of these kinds",
              .schema = R"({"type":"array","maxItems":5,"items":{"type":"string",)"
                        R"("enum":["store","amenity","location","offer","product"]}})"},
             {.name = "open_now", .doc = "Only what is open", .schema = parameter::flag},
             {.name = "has_offer", .doc = "Only what has an offer that is live", .schema = parameter::flag},
             {.name = "sort",
              .doc = "The order: distance is on foot, from `near`",
              .schema = R"({"type":"string","enum":["relevance","distance","name"],"default":"relevance"})"},
             {.name = "limit",
              .doc = "At most this many",
              .schema = R"({"type":"integer","minimum":1,"maximum":200,"default":10})"},
             {.name = "explain",
              .doc = "Say of each hit why it stands where it does",
              .schema = parameter::flag},
             parameter::at},
        .outcomes = {{.doc = "The hits, best first", .schema = "SearchAnswer"}},
        .handler = Search{store}};
}

}  // namespace mallctl::server
