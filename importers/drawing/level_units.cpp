// Units and sections with their labels.
#include <fmt/format.h>

#include "core/glob.hpp"
#include "core/utf8.hpp"
#include "importers/drawing/labels.hpp"
#include "importers/drawing/level_builder.hpp"
#include "importers/drawing/planar.hpp"

namespace mallctl::importers::drawing {

namespace {

using mapping::LayerClass;

// Keeps the first of two words; false when they differ.
bool take_word(std::string& kept, const std::string& word) {
    if (word.empty() || word == kept) return true;
    if (!kept.empty()) return false;
    kept = word;
    return true;
}

std::string word_of_layer(const Item& item, mapping::LayerWord word) {
    switch (word) {
        case mapping::LayerWord::label:
            return {};
        case mapping::LayerWord::layer:
            return item.entity.layer;
        case mapping::LayerWord::star:
            return std::string(core::star_of(item.rule->glob, item.entity.layer));
    }
    return {};
}

}  // namespace

void LevelBuilder::add_units() {
    first_unit_ = plan_.units.size();
    for (Drawn& drawn : read_areas(LayerClass::unit)) {
        const mapping::LayerRule& rule = *drawn.item->rule;
        plan::Unit unit;
        unit.source_id = drawn.item->source_id;
        unit.level = index_;
        if (!rule.category.empty()) unit.category = rule.category;
        unit.restriction = rule.restriction;
        unit.direction = rule.direction;
        unit.ref = word_of_layer(*drawn.item, rule.ref);
        if (const std::string name = word_of_layer(*drawn.item, rule.name); !name.empty())
            unit.name[""] = name;
        unit.geometry = place(drawn.geometry);
        plan_.units.push_back(std::move(unit));
        unit_areas_.push_back(closed(std::move(drawn.geometry)));
    }
}

void LevelBuilder::for_each_label(LayerClass layer_class, const std::vector<core::MultiPolygon>& areas,
                                  const std::string& kind, const VisitLabel& visit) {
    const std::vector<Item>& labels = items(layer_class);
    const AreaFinder finder(areas);
    check_pairs(labels.size(), finder.size(), fmt::format("labels and {}s", kind).c_str());
    for (const Item& item : labels) {
        const std::string text = core::one_line(item.entity.text);
        if (text.empty() || item.entity.points.empty()) continue;
        const core::Point at = item.entity.points.front();
        const std::size_t found = finder.smallest_around(at);
        if (found == AreaFinder::none) {
            report("P012", item, fmt::format("label '{}' stands outside every {}", text, kind),
                   fmt::format("move the text's insertion point into its {}", kind), at);
        } else {
            visit(item, text, found);
        }
    }
}

void LevelBuilder::label_units() {
    for_each_label(
        LayerClass::unit_label, unit_areas_, "unit",
        [this](const Item& item, const std::string& text, std::size_t found) {
            plan::Unit& unit = plan_.units[first_unit_ + found];
            const LabelWords words = read_label(text, item.rule->text);
            const bool same_ref = take_word(unit.ref, words.ref);
            const bool same_name = words.name.empty() || take_word(unit.name[""], words.name);
            if (same_ref && same_name) return;
            report("P036", item,
                   fmt::format("label '{}' stands in unit '{}', which is labelled already; it is not used",
                               text, unit.ref.empty() ? core::pick_name(unit.name) : unit.ref),
                   "leave one number and one name in each unit", item.entity.points.front());
        });
}

void LevelBuilder::add_sections() {
    const std::size_t first = plan_.sections.size();
    std::vector<core::MultiPolygon> areas;
    std::vector<Drawn> all = read_areas(LayerClass::section);
    for (Drawn& drawn : all) {
        plan::Section section;
        section.source_id = drawn.item->source_id;
        section.level = index_;
        section.category = drawn.item->rule->category.empty() ? "unspecified" : drawn.item->rule->category;
        section.geometry = place(drawn.geometry);
        plan_.sections.push_back(std::move(section));
        areas.push_back(closed(std::move(drawn.geometry)));
    }
    for_each_label(LayerClass::section_label, areas, "section",
                   [&](const Item& item, const std::string& text, std::size_t found) {
                       if (take_word(plan_.sections[first + found].name[""], text)) return;
                       report("P036", item,
                              fmt::format("label '{}' stands in a section that has a name already", text),
                              "leave one name in each section", item.entity.points.front());
                   });
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!plan_.sections[first + i].name.empty()) continue;
        report("P011", *all[i].item, "a section without label",
               "put a text inside it on a layer of class section_label",
               areas[i].front().rings.front().front());
    }
}

}  // namespace mallctl::importers::drawing
