// HTTP requests from the wire to the response: the parser, the router and problem documents. The same
// requests come out whether bytes come whole or in pieces; what is refused may be refused earlier when more
// has come.
#include <algorithm>
#include <vector>

#include "server/http/etag.hpp"
#include "server/http/problem.hpp"
#include "server/router.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/request_feed.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::server;

constexpr std::size_t most_requests = 64;  // pipelined in one input

// The requests in the bytes, also as one text.
std::string parse(std::string_view bytes, std::size_t step, std::vector<http::OwnedRequest>& requests) {
    test::RequestFeed parser({.header_bytes = 2048, .target_bytes = 1024, .header_count = 30}, 512);
    std::string story;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        http::ReadState state = parser.feed(bytes.substr(at, step));
        while (state == http::ReadState::done && requests.size() < most_requests) {
            requests.push_back(parser.take());
            const http::Request& request = requests.back().view();
            story += std::string(request.method) + ' ' + std::string(request.target) +
                     (request.keep_alive ? " keep" : " close");
            for (const auto& header : request.headers) {
                story += '|' + std::string(header.name) + '=' + std::string(header.value);
            }
            story += '|' + std::string(request.body) + '\n';
            state = parser.state();
        }
        if (state == http::ReadState::refused || state == http::ReadState::done) break;
    }
    if (parser.state() == http::ReadState::refused) {
        fuzz::require(parser.problem().status >= 400, "a refusal is an error");
        http::problem_response(parser.problem(), "", "fuzz");
    }
    return story;
}

Router make_router() {
    const Handler show = [](const Call& call) {
        http::Response response =
            http::make_response(200, "text/plain", std::string(call.path_value("mall")));
        const auto known = call.request.header("If-None-Match");
        if (known) http::none_match_holds(*known, http::etag_of(response.bytes()));
        return response;
    };
    static const SnapshotStore store;
    static const OpenGate gate;
    return Router(
        {{.method = "GET", .pattern = "/", .handler = show},
         {.method = "GET", .pattern = "/malls/{mall}", .parameters = {{.name = "q"}}, .handler = show},
         {.method = "POST", .pattern = "/malls/{mall}", .handler = show},
         {.method = "GET",
          .pattern = "/malls/{mall}/route",
          .parameters = {{.name = "from", .required = true}, {.name = "to", .required = true}},
          .handler = show}},
        store, gate);
}

void dispatch(const Router& router, const http::Request& request) {
    try {
        const http::Response response = router.dispatch(request);
        fuzz::require(!http::reason_phrase(response.status).empty(), "the status is one of ours");
        std::string head;
        http::append_head(head, response, {"", request.id, request.keep_alive});
    } catch (const http::ProblemError& error) {
        const int status = error.problem().status;
        fuzz::require(status == 400 || status == 404, "a refused request is the client's fault");
        http::problem_response(error.problem(), "", request.id);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Router router = make_router();
    const std::string bytes = fuzz::to_text(data, size);
    std::vector<http::OwnedRequest> requests;
    std::vector<http::OwnedRequest> again;
    const std::string whole = parse(bytes, std::max<std::size_t>(bytes.size(), 1), requests);
    const std::size_t step = bytes.empty() ? 1 : 1 + static_cast<unsigned char>(bytes.back()) % 7;
    fuzz::require(whole == parse(bytes, step, again), "bytes mean the same in pieces");
    for (const http::OwnedRequest& request : requests) dispatch(router, request.view());
    return 0;
}
