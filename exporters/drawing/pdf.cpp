#include "exporters/drawing/pdf.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <memory>

#include "core/error.hpp"
#include "exporters/drawing/text_width.hpp"

namespace mallctl::exporters::drawing {

namespace {

constexpr double points_per_mm = 72 / 25.4;
constexpr double layout_size = 100;  // text is laid out large and scaled down: Pango rounds to units

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Canvas = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

template <typename T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref<PangoLayout>>;
using Font = std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)>;

double channel(const std::string& color, std::size_t at) {
    return std::stoi(color.substr(at, 2), nullptr, 16) / 255.0;
}

class Painter {
  public:
    explicit Painter(cairo_t* canvas) : canvas_(canvas) {}

    void operator()(const Shape& shape) {
        trace(shape.path);
        const Style& style = shape.style;
        if (!style.fill.empty()) {
            paint(style.fill, style.opacity);
            cairo_set_fill_rule(canvas_, CAIRO_FILL_RULE_EVEN_ODD);
            cairo_fill_preserve(canvas_);
        }
        if (!style.stroke.empty()) {
            paint(style.stroke, style.opacity);
            cairo_set_line_width(canvas_, style.stroke_mm);
            cairo_set_line_join(canvas_, CAIRO_LINE_JOIN_ROUND);
            cairo_set_line_cap(canvas_, CAIRO_LINE_CAP_ROUND);
            cairo_set_dash(canvas_, &style.dash_mm, style.dash_mm > 0 ? 1 : 0, 0);
            cairo_stroke_preserve(canvas_);
        }
        cairo_new_path(canvas_);
    }

    void operator()(const Text& text) {
        const std::string line = printable(text.text);
        const Layout layout(pango_cairo_create_layout(canvas_));
        const Font font(
            pango_font_description_from_string("Helvetica,Arial,Liberation Sans,DejaVu Sans,sans-serif"),
            &pango_font_description_free);
        pango_font_description_set_absolute_size(font.get(), layout_size * PANGO_SCALE);
        if (text.bold) pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_text(layout.get(), line.data(), static_cast<int>(line.size()));
        PangoRectangle logical;
        pango_layout_get_extents(layout.get(), nullptr, &logical);
        const double natural = static_cast<double>(logical.width) / PANGO_SCALE;
        if (natural <= 0) return;
        const double scale = text.size_mm / layout_size;
        const double stretch = text.width_mm > 0 ? text.width_mm / natural : scale;
        const double shift = text.anchor == Anchor::start    ? 0
                             : text.anchor == Anchor::middle ? natural / 2
                                                             : natural;
        const double baseline = static_cast<double>(pango_layout_get_baseline(layout.get())) / PANGO_SCALE;
        cairo_save(canvas_);
        cairo_translate(canvas_, text.at.x, text.at.y);
        cairo_rotate(canvas_, text.angle * G_PI / 180);
        cairo_scale(canvas_, stretch, scale);
        cairo_move_to(canvas_, -shift, -baseline);
        paint(text.color, 1);
        pango_cairo_show_layout(canvas_, layout.get());
        cairo_restore(canvas_);
        cairo_new_path(canvas_);
    }

    void operator()(const BeginGroup& group) {
        cairo_save(canvas_);
        if (!group.clip) return;
        trace(*group.clip);
        cairo_clip(canvas_);
    }

    void operator()(const EndGroup&) { cairo_restore(canvas_); }

  private:
    void paint(const std::string& color, double opacity) {
        cairo_set_source_rgba(canvas_, channel(color, 1), channel(color, 3), channel(color, 5), opacity);
    }

    void trace(const Path& path) {
        cairo_new_path(canvas_);
        for (const Segment& step : path.segments) {
            switch (step.kind) {
                case Segment::Kind::move:
                    cairo_move_to(canvas_, step.to.x, step.to.y);
                    break;
                case Segment::Kind::line:
                    cairo_line_to(canvas_, step.to.x, step.to.y);
                    break;
                case Segment::Kind::curve:
                    cairo_curve_to(canvas_, step.a.x, step.a.y, step.b.x, step.b.y, step.to.x, step.to.y);
                    break;
                case Segment::Kind::close:
                    cairo_close_path(canvas_);
                    break;
            }
        }
    }

    cairo_t* canvas_;
};

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return;
    throw core::Error(core::Fault::failed,
                      std::string("cannot draw the PDF: ") + cairo_status_to_string(status),
                      "write SVG instead: --format svg");
}

}  // namespace

std::string to_pdf(const Document& document, core::Instant created) {
    std::string bytes;
    const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, 1, 1), &cairo_surface_destroy);
    const std::string date = core::format_instant(created);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                   printable(document.title).c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    for (const Page& page : document.pages) {
        cairo_pdf_surface_set_size(surface.get(), page.width_mm * points_per_mm,
                                   page.height_mm * points_per_mm);
        const Canvas canvas(cairo_create(surface.get()), &cairo_destroy);
        cairo_scale(canvas.get(), points_per_mm, points_per_mm);
        Painter painter(canvas.get());
        for (const Item& item : page.items) std::visit(painter, item);
        cairo_show_page(canvas.get());
        check(cairo_status(canvas.get()));
    }
    cairo_surface_finish(surface.get());
    check(cairo_surface_status(surface.get()));
    return bytes;
}

}  // namespace mallctl::exporters::drawing
