#include "server/http/multipart.hpp"

#include <algorithm>

#include "core/utf8.hpp"
#include "server/http/request.hpp"
#include "server/http/text.hpp"

namespace mallctl::server::http {

namespace {

constexpr std::size_t longest_boundary = 70;
constexpr std::string_view line_end = "\r\n";

bool is_boundary_character(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

// "value; name=x; other="y"": takes the next parameter; false at the end or for what is none, and then `rest`
// is not empty.
bool take_parameter(std::string_view& rest, std::string_view& name, std::string_view& value) {
    rest = without_ows(rest);
    if (!rest.starts_with(';')) return false;
    const std::string_view from = without_ows(rest.substr(1));
    const std::size_t equals = from.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    name = without_ows(from.substr(0, equals));
    std::string_view after = from.substr(equals + 1);
    if (after.starts_with('"')) {
        // A quote inside is %22, as the WHATWG's form encoding sends it: no escapes are read.
        const std::size_t close = after.find('"', 1);
        if (close == std::string_view::npos) return false;
        value = after.substr(1, close - 1);
        rest = after.substr(close + 1);
        return true;
    }
    const std::size_t end = std::min(after.find_first_of("; \t"), after.size());
    value = after.substr(0, end);
    rest = after.substr(end);
    return !value.empty();
}

bool is_name(std::string_view text) {
    return core::is_utf8(text) && !core::has_control_character(text);
}

class Reader {
  public:
    Reader(std::string_view body, std::string_view boundary, const MultipartLimits& limits)
        : rest_(body), delimiter_("\r\n--" + std::string(boundary)), limits_(limits) {}

    Multipart read() {
        const std::string_view first = std::string_view(delimiter_).substr(line_end.size());
        if (!rest_.starts_with(first)) return refuse("the body does not begin with its boundary");
        rest_.remove_prefix(first.size());
        while (true) {
            if (rest_.starts_with("--")) return end();
            const std::string_view blanks = rest_.substr(0, std::min(rest_.find('\r'), rest_.size()));
            if (!without_ows(blanks).empty() || !rest_.substr(blanks.size()).starts_with(line_end))
                return refuse("a line begins with the boundary and goes on");
            rest_.remove_prefix(blanks.size() + line_end.size());
            if (result_.parts.size() == limits_.parts)
                return refuse("there are more than " + std::to_string(limits_.parts) + " parts");
            if (!read_part()) return std::move(result_);
        }
    }

  private:
    Multipart refuse(std::string fault) {
        result_.parts.clear();
        result_.fault = std::move(fault);
        return std::move(result_);
    }

    bool fail(std::string fault) {
        result_.parts.clear();
        result_.fault = std::move(fault);
        return false;
    }

    Multipart end() {
        rest_.remove_prefix(2);
        if (rest_.find_first_not_of(" \t\r\n") != std::string_view::npos)
            return refuse("something follows the last boundary");
        return std::move(result_);
    }

    bool read_part() {
        Part part;
        bool has_disposition = false;
        std::size_t header_bytes = 0;
        while (true) {
            const std::size_t end = rest_.find(line_end);
            if (end == std::string_view::npos) return fail("a part's header does not end");
            const std::string_view line = rest_.substr(0, end);
            header_bytes += end + line_end.size();
            if (header_bytes > limits_.header_bytes)
                return fail("a part's header is over " + std::to_string(limits_.header_bytes) + " bytes");
            rest_.remove_prefix(end + line_end.size());
            if (line.empty()) break;
            if (!read_header(line, part, has_disposition)) return false;
        }
        if (!has_disposition) return fail("a part has no Content-Disposition: form-data with a name");
        // An empty body may be followed by its boundary at once: the header's empty line then ends both.
        const std::string_view at_once = std::string_view(delimiter_).substr(line_end.size());
        const std::size_t size = rest_.starts_with(at_once) ? 0 : rest_.find(delimiter_);
        if (size == std::string_view::npos) return fail("the last boundary is missing");
        part.body = rest_.substr(0, size);
        rest_.remove_prefix(size + (rest_.starts_with(at_once) ? at_once.size() : delimiter_.size()));
        result_.parts.push_back(part);
        return true;
    }

    bool read_header(std::string_view line, Part& part, bool& has_disposition) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 || line.find_first_of(" \t") < colon)
            return fail("a line of a part's header is none");
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = without_ows(line.substr(colon + 1));
        if (equal_names(name, "Content-Type")) part.content_type = value;
        if (equal_names(name, "Content-Transfer-Encoding") && !equal_names(value, "binary") &&
            !equal_names(value, "8bit") && !equal_names(value, "7bit"))
            return fail("Content-Transfer-Encoding is not used in forms");
        if (!equal_names(name, "Content-Disposition")) return true;
        if (has_disposition) return fail("a part has two Content-Dispositions");
        has_disposition = true;
        return read_disposition(value, part);
    }

    bool read_disposition(std::string_view value, Part& part) {
        const std::size_t end = std::min(value.find(';'), value.size());
        if (!equal_names(without_ows(value.substr(0, end)), "form-data"))
            return fail("Content-Disposition is not form-data");
        std::string_view rest = value.substr(end);
        bool named = false;
        std::string_view key;
        std::string_view text;
        while (take_parameter(rest, key, text)) {
            if (!is_name(text)) return fail("a name is not UTF-8, or has control characters");
            if (equal_names(key, "name")) {
                if (named) return fail("a part has two names");
                named = true;
                part.name = text;
            } else if (equal_names(key, "filename")) {
                part.filename = text;
            }
        }
        if (!without_ows(rest).empty()) return fail("Content-Disposition cannot be read");
        return named || fail("a part has no name");
    }

    std::string_view rest_;
    std::string delimiter_;
    MultipartLimits limits_;
    Multipart result_;
};

}  // namespace

std::optional<std::string_view> multipart_boundary(std::string_view content_type) {
    const std::size_t end = std::min(content_type.find(';'), content_type.size());
    if (!equal_names(without_ows(content_type.substr(0, end)), "multipart/form-data")) return std::nullopt;
    std::string_view rest = content_type.substr(end);
    std::optional<std::string_view> boundary;
    std::string_view key;
    std::string_view value;
    while (take_parameter(rest, key, value)) {
        if (!equal_names(key, "boundary")) continue;
        if (boundary) return std::nullopt;
        boundary = value;
    }
    const bool good = boundary && without_ows(rest).empty() && !boundary->empty() &&
                      boundary->size() <= longest_boundary && boundary->back() != ' ' &&
                      std::all_of(boundary->begin(), boundary->end(), is_boundary_character);
    return good ? boundary : std::nullopt;
}

Multipart parse_multipart(std::string_view body, std::string_view boundary, const MultipartLimits& limits) {
    return Reader(body, boundary, limits).read();
}

}  // namespace mallctl::server::http
