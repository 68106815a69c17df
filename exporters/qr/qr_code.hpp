// QR codes (ISO/IEC 18004) as modules.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "exporters/drawing/drawing.hpp"

namespace mallctl::exporters::qr {

// How much of a code may be dirty or torn: about 15 % or 25 %.
enum class Correction { medium, quartile };

struct QrCode {
    std::size_t width = 0;   // modules
    std::vector<bool> dark;  // row by row

    bool at(std::size_t x, std::size_t y) const { return dark[y * width + x]; }
};

// The smallest code for the text, in byte mode. Throws core::Error(rejected) for one that no code holds (over
// 2331 bytes at medium).
QrCode encode(const std::string& text, Correction correction);

// White with black modules, the quiet zone of four modules included in the box.
void draw(drawing::Page& page, const QrCode& code, const core::Box& box);

}  // namespace mallctl::exporters::qr
