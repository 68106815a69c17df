#include "server/http/request.hpp"

#include <algorithm>
#include <cstring>

namespace mallctl::server::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

bool equal_names(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const HeaderView& h) { return equal_names(h.name, name); });
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

OwnedRequest::OwnedRequest(const Request& request) : request_(request) {
    std::size_t size = request.method.size() + request.target.size() + request.body.size() +
                       request.id.size() + request.client.size();
    for (const HeaderView& header : request.headers) size += header.name.size() + header.value.size();
    bytes_ = std::make_unique<char[]>(size);
    char* end = bytes_.get();
    const auto own = [&](std::string_view& text) {
        if (!text.empty()) std::memcpy(end, text.data(), text.size());
        text = {end, text.size()};
        end += text.size();
    };
    own(request_.method);
    own(request_.target);
    own(request_.body);
    own(request_.id);
    own(request_.client);
    for (HeaderView& header : request_.headers) {
        own(header.name);
        own(header.value);
    }
}

}  // namespace mallctl::server::http
