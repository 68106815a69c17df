// Targets, hosts, escapes and --listen addresses.
#include <set>

#include "core/escape.hpp"
#include "core/utf8.hpp"
#include "server/http/etag.hpp"
#include "server/http/target.hpp"
#include "server/http/text.hpp"
#include "server/listen_address.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::server;

void check_target(const std::string& text) {
    const http::ParsedTarget parsed = http::parse_target(text);
    fuzz::require(parsed.target.has_value() == parsed.fault.empty(), "a target or a fault, never both");
    if (!parsed.target) return;
    fuzz::require(parsed.target->segments.size() <= 64, "segments are bounded");
    for (const std::string& segment : parsed.target->segments) {
        fuzz::require(core::is_utf8(segment), "segments are UTF-8");
    }
    std::set<std::string> names;
    for (const auto& [name, value] : parsed.target->query.parameters) {
        fuzz::require(!name.empty() && names.insert(name).second, "a parameter has a name of its own");
        fuzz::require(core::is_utf8(name) && core::is_utf8(value), "parameters are UTF-8");
    }
}

void check_escapes(const std::string& text) {
    const auto decoded = http::percent_decode(text);
    if (decoded) {
        fuzz::require(core::is_utf8(*decoded), "what is decoded is UTF-8");
        fuzz::require(http::percent_decode(http::percent_encode(*decoded)) == decoded, "escapes turn back");
    }
    fuzz::require(core::escape_markup(text).find_first_of("<>\"'") == std::string::npos,
                  "nothing escapes HTML");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    check_target(text);
    check_escapes(text);
    if (http::is_host(text)) check_target("http://" + text + "/");
    http::none_match_holds(text, http::etag_of("body"));
    if (const auto address =
            fuzz::attempt([&] { return parse_listen_address(text); }, {core::Fault::usage})) {
        const std::string written = to_string(*address);
        fuzz::require(to_string(parse_listen_address(written)) == written, "an address reads back");
    }
    return 0;
}
