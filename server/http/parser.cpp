#include "server/http/parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>
#include <utility>

#include "server/http/target.hpp"

namespace mallctl::server::http {

namespace {

namespace beast_http = boost::beast::http;
using BeastParser = beast_http::request_parser<beast_http::string_body>;

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Problem malformed(std::string detail) {
    return {400, "malformed-request", "The request is not valid HTTP/1.1", std::move(detail), {}, 0};
}

// "... HTTP/2.0": a version that exists, in words that this server understands.
bool names_other_version(std::string_view bytes) {
    const std::string_view line = bytes.substr(0, bytes.find("\r\n"));
    const std::size_t at = line.rfind(" HTTP/");
    if (at == std::string_view::npos || line.size() != at + 9) return false;
    const auto digit = [&](std::size_t i) { return line[i] >= '0' && line[i] <= '9'; };
    return digit(at + 6) && line[at + 7] == '.' && digit(at + 8);
}

Problem problem_of_code(beast_http::error code, const ParserLimits& limits, std::string_view bytes) {
    using beast_http::error;
    switch (code) {
        case error::header_limit:
            return {431,
                    "header-too-large",
                    "The request's header is too large",
                    "the header is over " + std::to_string(limits.header_bytes) + " bytes",
                    {},
                    0};
        case error::body_limit:
            return {413,
                    "body-too-large",
                    "The request's body is too large",
                    "the body is over " + std::to_string(limits.body_bytes) + " bytes",
                    {},
                    0};
        case error::bad_version:
            if (!names_other_version(bytes)) return malformed(beast_http::make_error_code(code).message());
            return {505,
                    "unsupported-version",
                    "The HTTP version is not supported",
                    "this server speaks HTTP/1.1",
                    {},
                    0};
        default:
            return malformed(beast_http::make_error_code(code).message());
    }
}

// What two servers could read differently, in the header's lines up to its end: a line end without CR, and a
// line that begins with a space, which once continued the line before. "" where there is neither.
std::string line_fault(std::string_view bytes) {
    for (std::size_t end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n', end + 1)) {
        if (end == 0 || bytes[end - 1] != '\r') return "a header line ends without CR LF";
        if (end == 1 || bytes[end - 2] == '\n') break;  // the empty line; Beast may have taken all before it
        if (end + 1 < bytes.size() && (bytes[end + 1] == ' ' || bytes[end + 1] == '\t')) {
            return "a header line begins with a space: folded lines are obsolete";
        }
    }
    return {};
}

// What the message says of its own length and host, beyond what Beast has checked.
std::optional<Problem> check_header(const BeastParser::value_type& message) {
    const auto count = [&](beast_http::field field) {
        const auto range = message.equal_range(field);
        return std::distance(range.first, range.second);
    };
    const auto hosts = count(beast_http::field::host);
    if (hosts > 1) return malformed("the request has more than one Host");
    if (hosts == 0 && message.version() >= 11) return malformed("the request has no Host");
    if (hosts == 1 && !is_host(view(message[beast_http::field::host]))) {
        return malformed("the request's Host is malformed");
    }
    const auto codings = count(beast_http::field::transfer_encoding);
    if (codings > 1) return malformed("the request has more than one Transfer-Encoding");
    if (codings == 1) {
        const std::string_view coding = view(message[beast_http::field::transfer_encoding]);
        if (message.version() < 11) return malformed("Transfer-Encoding does not exist in HTTP/1.0");
        if (!equal_names(coding, "chunked")) {
            return Problem{501,
                           "unsupported-coding",
                           "The transfer coding is not supported",
                           "the only transfer coding here is chunked",
                           {},
                           0};
        }
    }
    const auto expect = message[beast_http::field::expect];
    if (!expect.empty() && !equal_names(view(expect), "100-continue")) {
        return Problem{417,
                       "unknown-expectation",
                       "The expectation cannot be met",
                       "the only expectation known here is 100-continue",
                       {},
                       0};
    }
    return std::nullopt;
}

OwnedRequest to_request(const BeastParser::value_type& message, bool keep_alive) {
    Request request;
    request.method = view(message.method_string());
    request.target = view(message.target());
    for (const auto& field : message) {
        request.headers.push_back({view(field.name_string()), view(field.value())});
    }
    request.body = message.body();
    request.keep_alive = keep_alive;
    return OwnedRequest(request);
}

}  // namespace

struct RequestParser::Impl {
    explicit Impl(const ParserLimits& given) : limits(given) { begin(); }

    ParserLimits limits;
    std::string pending;  // bytes not parsed yet
    std::optional<BeastParser> parser;
    std::size_t header_bytes = 0;  // of this request, parsed
    ParserState state = ParserState::idle;
    bool wants_continue = false;
    Problem problem;

    void begin() {
        parser.emplace();
        parser->header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        parser->body_limit(limits.body_bytes);
        header_bytes = 0;
        wants_continue = false;
        state = ParserState::idle;
    }

    void refuse(Problem why) {
        problem = std::move(why);
        state = ParserState::refused;
        pending.clear();
    }

    void parse();
    bool step();
    void finish_header();
};

// One call of Beast's parser; false when it wants more bytes or the request is refused.
bool RequestParser::Impl::step() {
    const bool in_header = !parser->is_header_done();
    if (in_header) {
        if (std::string fault = line_fault(pending); !fault.empty()) {
            refuse(malformed(std::move(fault)));
            return false;
        }
    }
    boost::beast::error_code error;
    const std::size_t used = parser->put(boost::asio::buffer(pending), error);
    if (in_header) header_bytes += used;
    pending.erase(0, used);
    const bool header_done = parser->is_header_done();
    const bool hungry = error == beast_http::error::need_more;
    if ((hungry || !error) && header_bytes + (header_done ? 0 : pending.size()) > limits.header_bytes) {
        error = beast_http::error::header_limit;
    } else if (hungry && header_done && pending.size() > limits.header_bytes) {
        error = beast_http::error::header_limit;  // a chunk's extensions or the trailer
    }
    if (error && error != beast_http::error::need_more) {
        refuse(problem_of_code(static_cast<beast_http::error>(error.value()), limits, pending));
        return false;
    }
    if (in_header && header_done) finish_header();
    return !error && state != ParserState::refused;
}

void RequestParser::Impl::finish_header() {
    if (std::optional<Problem> fault = check_header(parser->get())) {
        refuse(*std::move(fault));
        return;
    }
    const auto& message = parser->get();
    wants_continue =
        !parser->is_done() && message.version() >= 11 && message.count(beast_http::field::expect) > 0;
}

void RequestParser::Impl::parse() {
    // Empty lines before a request are skipped (RFC 9112 section 2.2).
    if (state == ParserState::idle) {
        while (pending.starts_with("\r\n")) pending.erase(0, 2);
        if (pending == "\r") return;
    }
    while (!pending.empty() && !parser->is_done() && step()) {
    }
    if (state == ParserState::refused) return;
    if (parser->is_done()) {
        state = ParserState::done;
    } else if (parser->is_header_done()) {
        state = ParserState::body;
    } else if (!pending.empty() || header_bytes > 0) {
        state = ParserState::header;
    }
}

RequestParser::RequestParser(const ParserLimits& limits) : impl_(std::make_unique<Impl>(limits)) {}

RequestParser::~RequestParser() = default;

ParserState RequestParser::feed(std::string_view bytes) {
    if (impl_->state == ParserState::refused) return impl_->state;
    impl_->pending += bytes;
    if (impl_->state != ParserState::done) impl_->parse();
    return impl_->state;
}

ParserState RequestParser::state() const {
    return impl_->state;
}

bool RequestParser::take_continue() {
    return impl_->state == ParserState::body && std::exchange(impl_->wants_continue, false);
}

OwnedRequest RequestParser::take() {
    const bool keep_alive = impl_->parser->keep_alive();
    OwnedRequest request = to_request(impl_->parser->get(), keep_alive);
    impl_->begin();
    impl_->parse();
    return request;
}

const Problem& RequestParser::problem() const {
    return impl_->problem;
}

}  // namespace mallctl::server::http
