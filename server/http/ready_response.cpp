#include "server/http/ready_response.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "server/http/etag.hpp"
#include "server/http/response.hpp"
#include "server/http/text.hpp"

namespace mallctl::server::http {

namespace {

// What a 304 repeats of the 200 (RFC 9110 section 15.4.5).
bool belongs_to_304(const Header& header) {
    for (const std::string_view name : {"Cache-Control", "Content-Location", "ETag", "Expires", "Vary"}) {
        if (equal_names(header.name, name)) return true;
    }
    return false;
}

// Each representation has a tag of its own (RFC 9110 section 8.8.3.3).
std::string etag_with(std::string_view etag, std::string_view coding) {
    if (coding.empty()) return std::string(etag);
    std::string tagged(etag.substr(0, etag.size() - 1));
    tagged += '-';
    tagged += coding;
    tagged += '"';
    return tagged;
}

ReadyBytes make_bytes(const ReadyParts& parts, std::string_view etag, std::string_view coding,
                      std::string body) {
    ReadyBytes made;
    made.etag = etag_with(etag, coding);
    made.body = std::move(body);
    std::vector<Header> headers = parts.headers;
    headers.push_back({"ETag", made.etag});
    const bool cached = std::any_of(headers.begin(), headers.end(), [](const Header& header) {
        return equal_names(header.name, "Cache-Control");
    });
    if (!cached) headers.push_back({"Cache-Control", "no-cache"});
    if (parts.negotiated || !parts.gzip.empty() || !parts.brotli.empty())
        headers.push_back({"Vary", "Accept-Encoding"});
    std::vector<Header> kept;
    std::copy_if(headers.begin(), headers.end(), std::back_inserter(kept), belongs_to_304);
    if (!coding.empty()) headers.push_back({"Content-Encoding", std::string(coding)});
    append_head_start(made.head, 200, parts.content_type, made.body.size(), headers);
    append_head_start(made.not_modified, 304, {}, 0, kept);
    return made;
}

// "q=0.5" in thousandths; 1000 for what is no weight.
int weight_of(std::string_view parameter) {
    parameter = without_ows(parameter);
    if (parameter.size() < 3 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=')
        return 1000;
    parameter.remove_prefix(2);
    if (parameter.front() == '1') return 1000;
    if (parameter.front() != '0') return 1000;
    int weight = 0;
    for (std::size_t i = 2; i < 5; ++i) {
        const char digit = i < parameter.size() ? parameter[i] : '0';
        if (digit < '0' || digit > '9') return 1000;
        weight = weight * 10 + (digit - '0');
    }
    return weight;
}

}  // namespace

int coding_weight(std::string_view accept_encoding, std::string_view coding) {
    int weight = coding == "identity" ? 1 : 0;
    while (!accept_encoding.empty()) {
        const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
        const std::string_view item = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
        const std::size_t semicolon = std::min(item.find(';'), item.size());
        const std::string_view name = without_ows(item.substr(0, semicolon));
        const bool same = equal_names(name, coding);
        if (!same && name != "*") continue;
        const int found = semicolon == item.size() ? 1000 : weight_of(item.substr(semicolon + 1));
        if (same) return found;
        if (coding != "identity" || found == 0) weight = found;
    }
    return weight;
}

ReadyResponse::ReadyResponse(ReadyParts parts) {
    const std::string etag = etag_of(parts.body);
    if (!parts.gzip.empty()) {
        gzip_ = std::make_unique<const ReadyBytes>(make_bytes(parts, etag, "gzip", parts.gzip));
    }
    if (!parts.brotli.empty()) {
        brotli_ = std::make_unique<const ReadyBytes>(make_bytes(parts, etag, "br", parts.brotli));
    }
    std::string body = std::move(parts.body);
    identity_ = make_bytes(parts, etag, "", std::move(body));
}

const ReadyBytes& ReadyResponse::choose(std::string_view accept_encoding) const {
    if (accept_encoding.empty() || (!gzip_ && !brotli_)) return identity_;
    const ReadyBytes* best = &identity_;
    int weight = coding_weight(accept_encoding, "identity");
    if (const int gzip = gzip_ ? coding_weight(accept_encoding, "gzip") : 0; gzip > 0 && gzip >= weight) {
        best = gzip_.get();
        weight = gzip;
    }
    if (const int brotli = brotli_ ? coding_weight(accept_encoding, "br") : 0;
        brotli > 0 && brotli >= weight) {
        best = brotli_.get();
    }
    return *best;
}

}  // namespace mallctl::server::http
