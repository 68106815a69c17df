#include "server/http/response.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <iterator>
#include <utility>

namespace mallctl::server::http {

namespace {

constexpr std::string_view security_headers =
    "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\n";
constexpr std::string_view strict_policy =
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
constexpr std::string_view strict_transport = "Strict-Transport-Security: max-age=31536000\r\n";

const ReadyBytes& chosen_of(const Response& response) {
    return response.chosen != nullptr ? *response.chosen : response.ready->identity();
}

void append_header(std::string& out, const Header& header) {
    out += header.name;
    out += ": ";
    out += header.value;
    out += "\r\n";
}

// The value of a header in a head made ahead.
std::string_view find_header(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - (at + 2));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos && equal_names(line.substr(0, colon), name)) {
            return line.substr(colon + 2);
        }
    }
    return {};
}

}  // namespace

Response make_response(int status, std::string content_type, std::string body) {
    Response response;
    response.status = status;
    response.content_type = std::move(content_type);
    response.body = std::make_shared<const std::string>(std::move(body));
    return response;
}

Response ready_response(std::shared_ptr<const ReadyResponse> ready) {
    Response response;
    response.ready = std::move(ready);
    return response;
}

std::string_view Response::header(std::string_view name) const {
    for (const Header& header : headers) {
        if (equal_names(header.name, name)) return header.value;
    }
    if (!ready) return {};
    const ReadyBytes& bytes = chosen_of(*this);
    return find_header(status == 304 ? bytes.not_modified : bytes.head, name);
}

std::string_view Response::bytes() const {
    if (status == 304) return {};
    if (ready) return chosen_of(*this).body;
    return body ? std::string_view(*body) : std::string_view{};
}

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "";
    }
}

std::string format_http_date(core::Instant instant) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{instant - day};
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days.at(std::chrono::weekday{day}.c_encoding()), static_cast<unsigned>(date.day()),
                       months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

void append_head_start(std::string& out, int status, std::string_view content_type, std::size_t length,
                       const std::vector<Header>& headers) {
    auto inserter = std::back_inserter(out);
    fmt::format_to(inserter, "HTTP/1.1 {} {}\r\nServer: mallctl\r\n", status, reason_phrase(status));
    if (!content_type.empty()) fmt::format_to(inserter, "Content-Type: {}\r\n", content_type);
    if (status >= 200 && status != 204 && status != 304) {
        fmt::format_to(inserter, "Content-Length: {}\r\n", length);
    }
    bool has_policy = false;
    for (const Header& header : headers) {
        append_header(out, header);
        has_policy = has_policy || equal_names(header.name, "Content-Security-Policy");
    }
    if (status == 304) return;  // it keeps what the client has with the body
    out += security_headers;
    if (!has_policy) out += strict_policy;
}

void append_head(std::string& out, const Response& response, const HeadTail& tail) {
    if (response.ready) {
        const ReadyBytes& chosen = chosen_of(response);
        out += response.status == 304 ? chosen.not_modified : chosen.head;
        for (const Header& header : response.headers) append_header(out, header);
    } else {
        append_head_start(out, response.status, response.content_type, response.bytes().size(),
                          response.headers);
    }
    if (tail.secure) out += strict_transport;
    out += "Date: ";
    out += tail.date;
    out += "\r\nX-Request-Id: ";
    out += tail.request_id;
    out += tail.keep_alive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
}

}  // namespace mallctl::server::http
