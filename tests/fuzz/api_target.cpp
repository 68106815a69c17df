// Request targets against the real table of routes and a mall in memory: paths, values of parameters, keys
// and cursors as anybody may send them. Whatever they are, the server's answer is whole, and never a fault of
// its own.
#include <atomic>
#include <nlohmann/json.hpp>

#include "server/api.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/server/small_mall.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::server;

struct Api {
    SnapshotStore store;
    std::atomic<bool> draining{false};
    OpenGate gate;
    Router router = make_api(store, draining, "1", gate);

    Api() {
        store.set_listed({{"alpha"}, {"full"}});
        store.put(test::small_mall("alpha"));
        store.put(test::full_mall("full"));
    }
};

void check(const http::Response& response) {
    fuzz::require(!http::reason_phrase(response.status).empty(), "the status is one of ours");
    fuzz::require(response.status < 500 || response.status == 503, "no input is a fault of the server");
    const std::string_view type = response.content_type;
    if (type.ends_with("json") && !response.bytes().empty())
        fuzz::require(nlohmann::json::accept(response.bytes()), "what is sent as JSON is JSON");
}

}  // namespace

// The input is the part of the target behind the mall, or a whole target where it begins with '/'.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Api api;
    const std::string text = fuzz::to_text(data, size);
    const std::string target = text.starts_with('/') ? text : "/api/v1/malls/alpha/" + text;
    for (const char* method : {"GET", "POST"}) {
        http::Request request;
        request.method = method;
        request.target = target;
        request.id = "fuzz";
        check(api.router.answer(request));
        const Expectation expected = api.router.expect(request);
        if (expected.at_once) check(*expected.at_once);
    }
    return 0;
}
