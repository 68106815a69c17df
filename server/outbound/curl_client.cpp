#include "server/outbound/curl_client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

#include "core/error.hpp"

namespace mallctl::server {

namespace {

using core::Error;
using core::Fault;

struct Free {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(char* text) const { curl_free(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

void start_once() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    return Owned<char>(text).get();
}

bool is_this_machine(const std::string& host) {
    if (host == "localhost" || host == "[::1]") return true;
    // Four numbers, so that "127.example.org" is none.
    int dots = 0;
    for (const char c : host) {
        if (c == '.')
            ++dots;
        else if (c < '0' || c > '9')
            return false;
    }
    return dots == 3 && host.starts_with("127.");
}

// Without the query, which may hold what is nobody else's.
std::string shown(const std::string& url) {
    return url.substr(0, url.find('?'));
}

struct Received {
    std::string body;
    std::size_t longest;
    bool too_long = false;
};

std::size_t receive(const char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    const std::size_t length = size * count;
    if (received.body.size() + length > received.longest) {
        received.too_long = true;
        return 0;  // ends the transfer
    }
    received.body.append(bytes, length);
    return length;
}

Owned<curl_slist> header_list(const std::vector<http::Header>& headers) {
    Owned<curl_slist> list;
    const auto add = [&](const std::string& line) {
        curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        static_cast<void>(list.release());
        list.reset(longer);
    };
    for (const http::Header& header : headers) add(header.name + ": " + header.value);
    add("Expect:");  // no question whether a small body may come
    return list;
}

void set_limits(CURL* handle, const CurlOptions& options) {
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_time.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options.whole_time.count()));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.ca_file.empty()) {
        curl_easy_setopt(handle, CURLOPT_CAINFO, options.ca_file.c_str());
        curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
    }
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "mallctl");
}

void set_request(CURL* handle, const OutboundRequest& request) {
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    // A proxy of the environment is for the world outside.
    if (request.url.starts_with("http:")) curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    if (request.method == "GET") return;
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
}

}  // namespace

bool is_allowed_url(const std::string& text) {
    start_once();
    const Owned<CURLU> url(curl_url());
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return false;
    if (!part_of(url.get(), CURLUPART_USER).empty() || !part_of(url.get(), CURLUPART_PASSWORD).empty())
        return false;
    const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
    return scheme == "https" || (scheme == "http" && is_this_machine(part_of(url.get(), CURLUPART_HOST)));
}

OutboundAnswer CurlClient::send(const OutboundRequest& request) const {
    if (!is_allowed_url(request.url)) {
        throw Error(Fault::unreachable, fmt::format("{} is not asked", shown(request.url)),
                    "name an https address; plain http is for this machine alone");
    }
    const Owned<CURL> handle(curl_easy_init());
    if (!handle) throw std::bad_alloc();
    set_limits(handle.get(), options_);
    set_request(handle.get(), request);
    const Owned<curl_slist> headers = header_list(request.headers);
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    Received received{{}, options_.longest_answer};
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &receive);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &received);
    const CURLcode outcome = curl_easy_perform(handle.get());
    if (outcome != CURLE_OK) {
        throw Error(
            Fault::unreachable,
            fmt::format("{} gave no answer: {}", shown(request.url),
                        received.too_long ? fmt::format("it is longer than {} bytes", options_.longest_answer)
                                          : curl_easy_strerror(outcome)),
            "look whether that server runs, and whether its certificate is valid");
    }
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return {static_cast<int>(status), std::move(received.body)};
}

}  // namespace mallctl::server
