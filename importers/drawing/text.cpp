#include "importers/drawing/text.hpp"

#include "core/utf8.hpp"
#include "importers/drawing/text_codes.hpp"

namespace mallctl::importers::drawing {

std::string decode_text(std::string_view bytes) {
    return decode_text_codes(core::is_utf8(bytes) ? std::string(bytes) : core::utf8_of_latin1(bytes));
}

}  // namespace mallctl::importers::drawing
