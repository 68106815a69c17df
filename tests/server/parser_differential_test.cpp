// The HTTP reader against itself and against another: the same bytes mean the same in whatever pieces they
// come, and what is accepted here Node's parser (llhttp) accepts too, and reads the same.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "server/http/target.hpp"
#include "server/http/text.hpp"
#include "tests/fuzz/mutate.hpp"
#include "tests/server/conformance_cases.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"
#include "tests/support/request_feed.hpp"

using namespace mallctl;
using namespace mallctl::test;
using server::http::ReadState;
using Json = nlohmann::json;

namespace {

constexpr std::size_t mutations = 60'000;

std::string base64(const std::string& bytes) {
    std::string hex;
    for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return server::http::base64_of_hex(hex);
}

struct Story {
    Json requests = Json::array();  // [method, target, body in base64]
    std::vector<bool> chunked;      // of each
    bool refused = false;
    int status = 0;
    std::string why;

    bool operator==(const Story& other) const {
        return requests == other.requests && refused == other.refused && status == other.status;
    }
};

// What is read of the bytes in pieces that end at `cuts`, until a request that ends the connection.
Story read(const std::string& bytes, const std::vector<std::size_t>& cuts) {
    RequestFeed feed;
    Story story;
    std::size_t begin = 0;
    std::vector<std::size_t> ends = cuts;
    ends.push_back(bytes.size());
    for (const std::size_t end : ends) {
        ReadState state = feed.feed(std::string_view(bytes).substr(begin, end - begin));
        begin = end;
        while (state == ReadState::done) {
            const auto owned = feed.take();
            const auto& request = owned.view();
            story.requests.push_back({std::string(request.method), std::string(request.target),
                                      base64(std::string(request.body))});
            story.chunked.push_back(request.header("Transfer-Encoding").has_value());
            if (!request.keep_alive) return story;
            state = feed.state();
        }
        if (state == ReadState::refused) {
            story.refused = true;
            story.status = feed.problem().status;
            story.why = feed.problem().detail;
            return story;
        }
    }
    return story;
}

std::vector<std::string> streams() {
    std::vector<std::string> all;
    const auto add = [&](const ConformanceCase& one) {
        if (one.bytes.size() < 2'000) all.push_back(one.bytes);
    };
    for (const auto& one : lasting_cases()) add(one);
    for (const auto& one : ending_cases()) add(one);
    const std::size_t cases = all.size();
    for (std::size_t i = 0; i + 1 < cases; i += 7) all.push_back(all[i] + all[i + 1]);
    fuzz::Mutator mutator(all);
    for (std::size_t i = 0; i < mutations; ++i) all.push_back(mutator.next());
    return all;
}

const std::vector<std::string>& all_streams() {
    static const auto all = streams();
    return all;
}

// Where the peer refuses a request that is read here, and that is meant.
bool is_meant(const std::string& error, const Json& request, bool chunked) {
    // Extensions of chunks are ignored, whatever they hold that can be printed (RFC 9112 section 7.1.1).
    if (error == "HPE_STRICT") return chunked;
    // A trailer is dropped whole: what it says of lengths and codings is not even read (RFC 9112
    // section 7.1.2).
    if (error == "HPE_INVALID_CONTENT_LENGTH" || error == "HPE_INVALID_TRANSFER_ENCODING" ||
        error == "HPE_UNEXPECTED_CONTENT_LENGTH")
        return chunked;
    // The reader leaves targets to parse_target, which answers 400 and goes on in step.
    if (error == "HPE_INVALID_URL")
        return !server::http::parse_target(request.at(1).get<std::string>()).target;
    // Methods are any token here (RFC 9110 section 9.1): unknown ones get 405. llhttp knows a list of them.
    return error == "HPE_INVALID_METHOD" ||
           // A later minor version is read as HTTP/1.1 (RFC 9110 section 2.5). llhttp knows three versions.
           error == "HPE_INVALID_VERSION";
}

bool is_prefix(const Json& requests, const Json& of) {
    return requests.size() <= of.size() && std::equal(requests.begin(), requests.end(), of.begin());
}

}  // namespace

TEST_CASE("bytes mean the same byte by byte and cut anywhere") {
    std::mt19937 random(11);
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (const std::string& bytes : all_streams()) {
        const Story whole = read(bytes, {});
        (whole.refused ? refused : accepted) += 1;
        std::vector<std::size_t> every;
        for (std::size_t i = 1; i < bytes.size(); ++i) every.push_back(i);
        std::vector<std::size_t> some;
        for (std::size_t i = 1; i < bytes.size(); ++i) {
            if (random() % 9 == 0) some.push_back(i);
        }
        for (const auto& cuts : {every, some}) {
            const Story pieces = read(bytes, cuts);
            if (whole == pieces) continue;
            INFO(Json(bytes).dump(-1, ' ', true, Json::error_handler_t::replace));
            INFO(whole.why << " | " << pieces.why);
            CHECK(whole.requests == pieces.requests);
            CHECK(whole.refused == pieces.refused);
            CHECK(whole.status == pieces.status);
        }
    }
    CHECK(accepted > 1'000);
    CHECK(refused > 1'000);
}

TEST_CASE("a short stream means the same cut at every place") {
    for (const std::string& bytes : all_streams()) {
        if (bytes.size() > 120) continue;
        const Story whole = read(bytes, {});
        for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
            if (whole == read(bytes, {cut})) continue;
            INFO(cut << " of " << Json(bytes).dump(-1, ' ', true, Json::error_handler_t::replace));
            CHECK(whole == read(bytes, {cut}));
        }
    }
}

TEST_CASE("what is accepted here Node's parser accepts too, and reads the same") {
    if (run({"node", "--version"}).exit_code != 0) {
        WARN("node is not installed: the other parser is not asked");
        return;
    }
    RunOptions options;
    for (const std::string& bytes : all_streams()) options.input += base64(bytes) + "\n";
    const RunResult result = run(
        {"node", "--no-deprecation", (source_dir() / "tests/conformance/http_peer.mjs").string()}, options);
    REQUIRE(result.exit_code == 0);
    std::size_t at = 0;
    std::size_t both = 0;
    std::map<std::string, int> meant;
    for (const std::string& bytes : all_streams()) {
        const std::size_t end = result.out.find('\n', at);
        REQUIRE(end != std::string::npos);
        const Json peer = Json::parse(result.out.substr(at, end - at));
        at = end + 1;
        const Story ours = read(bytes, {});
        INFO(Json(bytes).dump(-1, ' ', true, Json::error_handler_t::replace));
        INFO("here " << ours.requests << ' ' << ours.why << "; Node " << peer);
        const Json& theirs = peer.at("requests");
        if (!peer.at("error").is_null() && theirs.size() < ours.requests.size()) {
            const std::string error = peer.at("error");
            CHECK(is_meant(error, ours.requests.at(theirs.size()), ours.chunked.at(theirs.size())));
            CHECK(is_prefix(theirs, ours.requests));
            ++meant[error];
            continue;
        }
        CHECK(is_prefix(ours.requests, theirs));
        // What is whole here must be whole there: no byte of it is left for a request that only one of them
        // sees.
        if (!ours.refused && peer.at("error").is_null()) CHECK(ours.requests == theirs);
        both += ours.requests.empty() ? 0 : 1;
    }
    CHECK(both > 2'000);
}
