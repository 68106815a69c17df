#include "server/http/head.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "server/http/target.hpp"
#include "server/http/text.hpp"

namespace mallctl::server::http {

namespace {

constexpr std::array<bool, 256> make_token_table() {
    std::array<bool, 256> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = true;
    for (const char c : std::string_view("!#$%&'*+-.^_`|~")) table[static_cast<unsigned char>(c)] = true;
    return table;
}

constexpr std::array<bool, 256> make_value_table() {
    std::array<bool, 256> table{};
    for (std::size_t i = 0x20; i < 256; ++i) table[i] = i != 0x7F;
    table['\t'] = true;
    return table;
}

constexpr std::array<bool, 256> token_bytes = make_token_table();
constexpr std::array<bool, 256> value_bytes = make_value_table();

using Fault = std::optional<Problem>;

// Calls `use` with each item of a comma-separated list.
template <typename Use>
void for_each_item(std::string_view list, Use use) {
    for (;;) {
        const std::size_t comma = list.find(',');
        use(without_ows(list.substr(0, comma)));
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

// What the lines said, before it is known whether it goes together.
struct Seen {
    bool version_1_0 = false;
    int hosts = 0;
    int lengths = 0;
    int codings = 0;
    bool close = false;
    bool keep_alive = false;
    std::string_view host;
    std::string_view length;
    std::string_view coding;
    std::string_view expect;
};

Fault read_version(std::string_view version, Seen& seen) {
    const bool known_form = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                            version[6] == '.' && is_digit(version[7]);
    if (!known_form) return malformed("the request line does not end with the HTTP version");
    if (version[5] != '1') {
        return Problem{505,
                       "unsupported-version",
                       "The HTTP version is not supported",
                       "this server speaks HTTP/1.1",
                       {},
                       0};
    }
    seen.version_1_0 = version[7] == '0';  // a later minor version is read as 1.1 (RFC 9110 section 2.5)
    return std::nullopt;
}

Fault read_request_line(std::string_view line, const ParserLimits& limits, Request& request, Seen& seen) {
    const std::size_t space = std::min(line.find(' '), line.size());
    request.method = line.substr(0, space);
    if (request.method.empty() || !std::all_of(request.method.begin(), request.method.end(), is_token_byte)) {
        return malformed("the request does not begin with a method");
    }
    line.remove_prefix(std::min(space + 1, line.size()));
    const std::size_t second = line.find(' ');
    if (second == std::string_view::npos) return malformed("the request line has no HTTP version");
    request.target = line.substr(0, second);
    if (request.target.size() > limits.target_bytes) {
        return Problem{414,
                       "target-too-long",
                       "The request's address is too long",
                       "the request target is over " + std::to_string(limits.target_bytes) + " bytes",
                       {},
                       0};
    }
    if (request.target.empty()) return malformed("the request line has no target");
    for (const char c : request.target) {
        if (c <= 0x20 || c >= 0x7F) {
            return malformed("the request target holds bytes outside printable ASCII: percent-encode them");
        }
    }
    return read_version(line.substr(second + 1), seen);
}

void note_connection(std::string_view value, Seen& seen) {
    for_each_item(value, [&](std::string_view option) {
        if (equal_names(option, "close")) seen.close = true;
        if (equal_names(option, "keep-alive")) seen.keep_alive = true;
    });
}

// Keeps what the framing of the message depends on. By length first: few names have one of these.
void note(const HeaderView& header, Seen& seen) {
    switch (header.name.size()) {
        case 4:
            if (!equal_names(header.name, "host")) return;
            ++seen.hosts;
            seen.host = header.value;
            return;
        case 6:
            if (equal_names(header.name, "expect")) seen.expect = header.value;
            return;
        case 10:
            if (equal_names(header.name, "connection")) note_connection(header.value, seen);
            return;
        case 14:
            if (!equal_names(header.name, "content-length")) return;
            ++seen.lengths;
            seen.length = header.value;
            return;
        case 17:
            if (!equal_names(header.name, "transfer-encoding")) return;
            ++seen.codings;
            seen.coding = header.value;
            return;
        default:
            return;
    }
}

Fault read_header(std::string_view line, HeaderView& header) {
    std::size_t colon = 0;
    while (colon < line.size() && is_token_byte(line[colon])) ++colon;
    if (colon == 0 && (line.front() == ' ' || line.front() == '\t')) {
        return malformed("a header line begins with a space: folded lines are obsolete");
    }
    if (colon == 0 || colon == line.size() || line[colon] != ':') {
        return malformed("a header line is not a name, a colon and a value");
    }
    header.name = line.substr(0, colon);
    header.value = without_ows(line.substr(colon + 1));
    if (!std::all_of(header.value.begin(), header.value.end(), is_value_byte)) {
        return malformed("a header's value holds control characters");
    }
    return std::nullopt;
}

Fault read_length(const Seen& seen, Framing& framing) {
    if (seen.lengths == 0) return std::nullopt;
    if (seen.lengths > 1) return malformed("the request has more than one Content-Length");
    const bool number = !seen.length.empty() && seen.length.size() <= 18 &&
                        std::all_of(seen.length.begin(), seen.length.end(), is_digit);
    if (!number) return malformed("the request's Content-Length is no length");
    for (const char digit : seen.length) {
        framing.content_length = framing.content_length * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return std::nullopt;
}

Fault read_coding(const Seen& seen, Framing& framing) {
    if (seen.codings == 0) return std::nullopt;
    if (seen.codings > 1) return malformed("the request has more than one Transfer-Encoding");
    if (seen.version_1_0) return malformed("Transfer-Encoding does not exist in HTTP/1.0");
    if (seen.lengths > 0) return malformed("the request has both Content-Length and Transfer-Encoding");
    framing.chunked = equal_names(seen.coding, "chunked");
    if (framing.chunked) return std::nullopt;
    bool ends_chunked = false;
    int chunked = 0;
    bool empty = false;
    for_each_item(seen.coding, [&](std::string_view coding) {
        ends_chunked = equal_names(coding, "chunked");
        chunked += ends_chunked ? 1 : 0;
        empty = empty || coding.empty();
    });
    if (empty || chunked > 1 || (chunked == 1 && !ends_chunked)) {
        return malformed("the request's Transfer-Encoding does not end with its only chunked");
    }
    return Problem{501,
                   "unsupported-coding",
                   "The transfer coding is not supported",
                   "the only transfer coding here is chunked",
                   {},
                   0};
}

// What the message says of its host and its own length (RFC 9112 sections 3.2 and 6.3).
Fault check(const Seen& seen, Request& request, Framing& framing) {
    if (seen.hosts > 1) return malformed("the request has more than one Host");
    if (seen.hosts == 0 && !seen.version_1_0) return malformed("the request has no Host");
    if (seen.hosts == 1 && !is_host(seen.host)) return malformed("the request's Host is malformed");
    if (Fault fault = read_length(seen, framing)) return fault;
    if (Fault fault = read_coding(seen, framing)) return fault;
    if (!seen.expect.empty() && !seen.version_1_0) {
        if (!equal_names(seen.expect, "100-continue")) {
            return Problem{417,
                           "unknown-expectation",
                           "The expectation cannot be met",
                           "the only expectation known here is 100-continue",
                           {},
                           0};
        }
        framing.expects_continue = framing.has_body();
    }
    request.keep_alive = seen.version_1_0 ? seen.keep_alive && !seen.close : !seen.close;
    return std::nullopt;
}

}  // namespace

bool is_token_byte(char c) {
    return token_bytes[static_cast<unsigned char>(c)];
}

bool is_value_byte(char c) {
    return value_bytes[static_cast<unsigned char>(c)];
}

Problem malformed(std::string detail) {
    return {400, "malformed-request", "The request is not valid HTTP/1.1", std::move(detail), {}, 0};
}

std::optional<Problem> parse_head(std::string_view head, const ParserLimits& limits, Request& request,
                                  Framing& framing) {
    Seen seen;
    framing = {};
    request.headers.clear();
    bool first = true;
    for (;;) {
        const std::size_t end = head.find('\n');
        if (end == std::string_view::npos) return malformed("the header has no end");
        if (end == 0 || head[end - 1] != '\r') return malformed("a header line ends without CR LF");
        const std::string_view line = head.substr(0, end - 1);
        head.remove_prefix(end + 1);
        if (first) {
            if (Fault fault = read_request_line(line, limits, request, seen)) return fault;
            first = false;
            continue;
        }
        if (line.empty()) break;
        if (request.headers.size() == limits.header_count) {
            return Problem{431,
                           "header-too-large",
                           "The request's header is too large",
                           "the header has over " + std::to_string(limits.header_count) + " lines",
                           {},
                           0};
        }
        HeaderView& header = request.headers.emplace_back();
        if (Fault fault = read_header(line, header)) return fault;
        note(header, seen);
    }
    return check(seen, request, framing);
}

}  // namespace mallctl::server::http
