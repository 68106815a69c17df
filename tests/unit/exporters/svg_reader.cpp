#include "tests/unit/exporters/svg_reader.hpp"

#include <cmath>
#include <map>
#include <numbers>
#include <regex>
#include <stdexcept>

namespace mallctl::test {

namespace {

using Attributes = std::map<std::string, std::string>;

Attributes attributes_of(const std::string& tag) {
    static const std::regex pattern(R"re(\s([A-Za-z:-]+)="([^"<]*)")re");
    Attributes result;
    for (std::sregex_iterator it(tag.begin(), tag.end(), pattern), end; it != end; ++it)
        result[(*it)[1]] = (*it)[2];
    return result;
}

double number(const Attributes& attributes, const std::string& name) {
    const auto it = attributes.find(name);
    return it == attributes.end() ? 0 : std::stod(it->second);
}

exporters::floor_map::LabelBox box_of(const Attributes& attributes) {
    const double size = number(attributes, "font-size");
    const double width = number(attributes, "textLength");
    double angle = 0;
    if (const auto it = attributes.find("transform"); it != attributes.end())
        angle = std::stod(it->second.substr(it->second.find('(') + 1));
    const auto anchor = attributes.find("text-anchor");
    double along = width / 2;
    if (anchor != attributes.end()) along = anchor->second == "middle" ? 0 : -width / 2;
    const double up = 0.35 * size;
    const double c = std::cos(angle * std::numbers::pi / 180);
    const double s = std::sin(angle * std::numbers::pi / 180);
    return {{number(attributes, "x") + c * along + s * up, number(attributes, "y") + s * along - c * up},
            width,
            0.7 * size,
            angle};
}

}  // namespace

SvgFile read_svg(const std::string& svg) {
    SvgFile file;
    std::vector<std::string> open;
    std::vector<std::string> groups;
    for (std::size_t at = svg.find('<'); at != std::string::npos; at = svg.find('<', at + 1)) {
        const std::size_t end = svg.find('>', at);
        if (end == std::string::npos) throw std::runtime_error("an element is not closed");
        const std::string tag = svg.substr(at + 1, end - at - 1);
        if (tag.front() == '?') continue;
        if (tag.front() == '/') {
            if (open.empty() || open.back() != tag.substr(1)) throw std::runtime_error("wrong end: " + tag);
            if (open.back() == "g") groups.pop_back();
            open.pop_back();
            continue;
        }
        const std::string name = tag.substr(0, tag.find_first_of(" /"));
        const Attributes attributes = attributes_of(tag);
        if (name == "g") {
            const auto it = attributes.find("class");
            groups.push_back(it == attributes.end() ? "" : it->second);
            file.groups.push_back(groups.back());
            if (groups.back() == "page") ++file.pages;
        }
        if (name == "text") {
            const std::string content = svg.substr(end + 1, svg.find('<', end) - end - 1);
            file.texts.push_back({content, box_of(attributes), number(attributes, "font-size"), file.pages,
                                  groups.empty() ? "" : groups.back()});
        }
        if (tag.back() != '/') open.push_back(name);
    }
    if (!open.empty()) throw std::runtime_error("not closed: " + open.back());
    return file;
}

std::vector<std::string> overlapping_texts(const SvgFile& file) {
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i < file.texts.size(); ++i) {
        for (std::size_t k = i + 1; k < file.texts.size() && file.texts[k].page == file.texts[i].page; ++k) {
            if (overlaps(file.texts[i].box, file.texts[k].box))
                pairs.push_back(file.texts[i].text + " | " + file.texts[k].text);
        }
    }
    return pairs;
}

}  // namespace mallctl::test
