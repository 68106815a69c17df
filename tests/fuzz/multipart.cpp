// Forms: the first line is the Content-Type, the rest the body.
#include "server/http/multipart.hpp"

#include "core/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::server;

bool lies_in(std::string_view part, std::string_view whole) {
    return part.empty() ||
           (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
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
    return 0;
}
