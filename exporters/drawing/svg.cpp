#include "exporters/drawing/svg.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/escape.hpp"
#include "exporters/drawing/text_width.hpp"

namespace mallctl::exporters::drawing {

namespace {

std::string pair(Point p) {
    return millimetres(p.x) + " " + millimetres(p.y);
}

class Writer {
  public:
    explicit Writer(std::string prefix) : prefix_(std::move(prefix)) {}

    void operator()(const Shape& shape) {
        const Style& style = shape.style;
        out_ += "<path d=\"" + path_data(shape.path) + "\" fill=\"" +
                (style.fill.empty() ? "none" : style.fill + "\" fill-rule=\"evenodd") + "\"";
        if (!style.stroke.empty()) {
            out_ += fmt::format(
                " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"",
                style.stroke, millimetres(style.stroke_mm));
        }
        if (style.dash_mm > 0) out_ += fmt::format(" stroke-dasharray=\"{}\"", millimetres(style.dash_mm));
        if (style.opacity < 1) out_ += fmt::format(" opacity=\"{}\"", millimetres(style.opacity));
        out_ += shape.title.empty() ? "/>\n" : "><title>" + xml_escaped(shape.title) + "</title></path>\n";
    }

    void operator()(const Text& text) {
        out_ += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"", millimetres(text.at.x),
                            millimetres(text.at.y), millimetres(text.size_mm), text.color);
        if (text.right_to_left) out_ += " direction=\"rtl\"";
        // The start of a line from right to left is at its right.
        const Anchor begins = text.right_to_left ? Anchor::end : Anchor::start;
        if (text.anchor != begins)
            out_ += fmt::format(" text-anchor=\"{}\"", text.anchor == Anchor::middle ? "middle" : "end");
        if (text.bold) out_ += " font-weight=\"bold\"";
        if (text.angle != 0)
            out_ += fmt::format(" transform=\"rotate({} {})\"", millimetres(text.angle), pair(text.at));
        if (text.width_mm > 0)
            out_ += fmt::format(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
                                millimetres(text.width_mm));
        out_ += ">" + xml_escaped(text.text) + "</text>\n";
    }

    void operator()(const BeginGroup& group) {
        std::string clip;
        if (group.clip) {
            clip = prefix_ + std::to_string(++clips_);
            out_ += fmt::format("<clipPath id=\"{}\"><path d=\"{}\"/></clipPath>\n", clip,
                                path_data(*group.clip));
        }
        out_ += "<g";
        if (!group.id.empty()) out_ += " id=\"" + xml_escaped(group.id) + "\"";
        if (!group.kind.empty()) out_ += " class=\"" + xml_escaped(group.kind) + "\"";
        if (!clip.empty()) out_ += " clip-path=\"url(#" + clip + ")\"";
        out_ += ">\n";
    }

    void operator()(const EndGroup&) { out_ += "</g>\n"; }

    std::string take() { return std::move(out_); }

  private:
    std::string prefix_;
    std::string out_;
    std::size_t clips_ = 0;
};

}  // namespace

std::string millimetres(double value) {
    const double rounded = std::round(value * 100) / 100;
    return fmt::format("{}", rounded == 0 ? 0.0 : rounded);
}

std::string path_data(const Path& path) {
    std::string data;
    for (const Segment& segment : path.segments) {
        switch (segment.kind) {
            case Segment::Kind::move:
                data += "M" + pair(segment.to);
                break;
            case Segment::Kind::line:
                data += "L" + pair(segment.to);
                break;
            case Segment::Kind::curve:
                data += "C" + pair(segment.a) + " " + pair(segment.b) + " " + pair(segment.to);
                break;
            case Segment::Kind::close:
                data += "Z";
                break;
        }
    }
    return data;
}

std::string xml_escaped(std::string_view text) {
    return core::escape_markup(printable(text));
}

std::string svg_items(const Page& page, const std::string& prefix) {
    Writer writer(prefix);
    for (const Item& item : page.items) std::visit(writer, item);
    return writer.take();
}

std::string to_svg(const Document& document) {
    double width = 0;
    double height = 0;
    std::string body;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Page& page = document.pages[i];
        body += fmt::format("<g class=\"page\" transform=\"translate(0 {})\">\n", millimetres(height)) +
                svg_items(page, fmt::format("clip{}-", i + 1)) + "</g>\n";
        width = std::max(width, page.width_mm);
        height += page.height_mm;
    }
    const std::string w = millimetres(width);
    const std::string h = millimetres(height);
    const std::string language =
        document.language.empty() ? "" : " xml:lang=\"" + xml_escaped(document.language) + "\"";
    return fmt::format(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" "
               "viewBox=\"0 0 {} {}\"{} font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n"
               "<title>{}</title>\n",
               w, h, w, h, language, xml_escaped(document.title)) +
           body + "</svg>\n";
}

}  // namespace mallctl::exporters::drawing
