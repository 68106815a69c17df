#include "server/http/trusted_proxies.hpp"

#include <algorithm>

#include "server/http/text.hpp"

namespace mallctl::server::http {

namespace {

std::string_view unquoted(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
    return text;
}

// "192.0.2.7", "192.0.2.7:80", "2001:db8::7" and "[2001:db8::7]:80" without the port; "" for what is none.
std::string_view address_of(std::string_view node) {
    node = unquoted(without_ows(node));
    if (node.starts_with('[')) {
        const std::size_t end = node.find(']');
        node = end == std::string_view::npos ? std::string_view{} : node.substr(1, end - 1);
    } else if (std::count(node.begin(), node.end(), ':') == 1) {
        node = node.substr(0, node.find(':'));
    }
    return is_address(node) ? node : std::string_view{};
}

// The value of a parameter in "for=1.2.3.4;proto=https"; "" where it is not there.
std::string_view parameter_of(std::string_view element, std::string_view name) {
    while (!element.empty()) {
        const std::size_t end = std::min(element.find(';'), element.size());
        const std::string_view pair = without_ows(element.substr(0, end));
        element.remove_prefix(std::min(end + 1, element.size()));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && equal_names(pair.substr(0, equals), name)) {
            return unquoted(pair.substr(equals + 1));
        }
    }
    return {};
}

// Calls `use` with the elements of all headers of the name, the last first, until it returns false.
template <typename Use>
bool from_the_last(const Request& request, std::string_view name, Use use) {
    bool found = false;
    for (auto header = request.headers.rbegin(); header != request.headers.rend(); ++header) {
        if (!equal_names(header->name, name)) continue;
        found = true;
        std::string_view rest = header->value;
        for (bool more = true; more;) {
            const std::size_t comma = rest.rfind(',');
            more = comma != std::string_view::npos;
            if (!use(more ? rest.substr(comma + 1) : rest)) return true;
            rest = rest.substr(0, more ? comma : 0);
        }
    }
    return found;
}

}  // namespace

Origin TrustedProxies::origin_of(const Request& request, std::string_view peer, bool secure) const {
    Origin origin{peer, secure};
    const bool standard = from_the_last(request, "Forwarded", [&](std::string_view element) {
        const std::string_view address = address_of(parameter_of(element, "for"));
        if (address.empty()) return false;
        origin.client = address;
        const std::string_view protocol = parameter_of(element, "proto");
        if (!protocol.empty()) origin.secure = equal_names(protocol, "https");
        return contains(address);
    });
    if (standard) return origin;
    from_the_last(request, "X-Forwarded-For", [&](std::string_view element) {
        const std::string_view address = address_of(element);
        if (address.empty()) return false;
        origin.client = address;
        return contains(address);
    });
    // Of several the last is the nearest proxy's word.
    from_the_last(request, "X-Forwarded-Proto", [&](std::string_view element) {
        origin.secure = equal_names(without_ows(element), "https");
        return false;
    });
    return origin;
}

}  // namespace mallctl::server::http
