// Forms: the first line is the Content-Type, the rest the body. And forms written with the same bytes as
// parts and a boundary of each kind: what is written is read the same.
#include "server/http/multipart.hpp"

#include <string>
#include <vector>

#include "core/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::server;

bool lies_in(std::string_view part, std::string_view whole) {
    return part.empty() ||
           (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

// Boundaries that look like dashes, like the end, like a part of another; as long as one may be.
const std::string& boundary_of_kind(std::size_t kind) {
    static const std::vector<std::string> kinds{
        "x", "-", "--", "x--", "a b", "'()+_,-./:=?", "xx", "0", std::string(70, '-'), std::string(70, 'b')};
    return kinds[kind % kinds.size()];
}

// The bytes, cut at each NUL, as the parts of a form.
void check_written(const std::string& text) {
    const std::string& boundary = boundary_of_kind(text.size());
    std::vector<std::string> bodies(1);
    for (const char c : text) {
        if (c == '\0') {
            bodies.emplace_back();
        } else {
            bodies.back() += c;
        }
    }
    if (bodies.size() > 32) return;
    std::string form;
    for (const std::string& body : bodies) {
        if (("\r\n" + body).find("\r\n--" + boundary) != std::string::npos) return;
        form += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + body + "\r\n";
    }
    form += "--" + boundary + "--\r\n";
    const std::string type = "multipart/form-data; boundary=\"" + boundary + "\"";
    fuzz::require(http::multipart_boundary(type) == boundary, "a boundary is read as it is written");
    const http::Multipart again = http::parse_multipart(form, boundary);
    fuzz::require(again.parts.size() == bodies.size(), "each part that is written is read");
    for (std::size_t i = 0; i < bodies.size(); ++i)
        fuzz::require(again.parts[i].name == "f" && again.parts[i].body == bodies[i], "a part is as it was");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view type = std::string_view(text).substr(0, end);
    const std::string_view body = std::string_view(text).substr(std::min(end + 1, text.size()));
    const auto boundary = http::multipart_boundary(type);
    if (boundary)
        fuzz::require(!boundary->empty() && boundary->size() <= 70, "a boundary has 1 to 70 characters");
    const http::MultipartLimits limits{4, 256};
    const http::Multipart form = http::parse_multipart(body, boundary.value_or("x"), limits);
    fuzz::require(form.fault.empty() || form.parts.empty(), "parts or a fault, never both");
    fuzz::require(form.parts.size() <= limits.parts, "parts are bounded");
    const std::string delimiter = "\r\n--" + std::string(boundary.value_or("x"));
    for (const auto& part : form.parts) {
        fuzz::require(core::is_utf8(part.name) && core::is_utf8(part.filename), "names are UTF-8");
        fuzz::require(!core::has_control_character(part.name), "names are one line");
        fuzz::require(lies_in(part.body, body) && lies_in(part.name, body), "parts are of the body");
        fuzz::require(part.body.find(delimiter) == std::string_view::npos, "a boundary ends a part");
    }
    check_written(text);
    return 0;
}
