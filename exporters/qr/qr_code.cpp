#include "exporters/qr/qr_code.hpp"

#include <qrencode.h>

#include <memory>

#include "core/error.hpp"

namespace mallctl::exporters::qr {

namespace {

constexpr std::size_t quiet_zone = 4;  // modules, ISO/IEC 18004 section 6.3.8

}  // namespace

QrCode encode(const std::string& text, Correction correction) {
    const QRecLevel level = correction == Correction::medium ? QR_ECLEVEL_M : QR_ECLEVEL_Q;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, level), &QRcode_free);
    if (!code) {
        throw core::Error(core::Fault::rejected,
                          "no QR code holds the address of " + std::to_string(text.size()) + " bytes",
                          "give a shorter --base-url");
    }
    QrCode result;
    result.width = static_cast<std::size_t>(code->width);
    for (std::size_t i = 0; i < result.width * result.width; ++i)
        result.dark.push_back((code->data[i] & 1U) != 0);
    return result;
}

void draw(drawing::Page& page, const QrCode& code, const core::Box& box) {
    const double module = (box.max.x - box.min.x) / static_cast<double>(code.width + 2 * quiet_zone);
    drawing::Path path;
    for (std::size_t y = 0; y < code.width; ++y) {
        for (std::size_t x = 0; x < code.width; ++x) {
            if (!code.at(x, y)) continue;
            const std::size_t from = x;
            while (x + 1 < code.width && code.at(x + 1, y)) ++x;
            const double left = box.min.x + module * static_cast<double>(from + quiet_zone);
            const double right = box.min.x + module * static_cast<double>(x + 1 + quiet_zone);
            const double top = box.min.y + module * static_cast<double>(y + quiet_zone);
            path.add(drawing::polyline(
                {{left, top}, {right, top}, {right, top + module}, {left, top + module}}, true));
        }
    }
    page.begin("qr");
    page.shape(drawing::rounded_box(box, 0), {.fill = "#ffffff"});
    page.shape(std::move(path), {.fill = "#000000"});
    page.end();
}

}  // namespace mallctl::exporters::qr
