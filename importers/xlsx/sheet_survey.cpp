#include "importers/xlsx/sheet_survey.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/error.hpp"
#include "importers/xlsx/tags.hpp"

namespace mallctl::importers::xlsx {

namespace {

constexpr int most_columns = 1000;
constexpr int most_rows = 1'048'576;  // of the format
constexpr std::size_t most_odd_cells = 1000;

int number(std::string_view text, int otherwise) {
    int value = otherwise;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

// Column 0 where the text is no name of a cell.
CellPlace place_of(std::string_view name) {
    CellPlace place;
    std::size_t i = 0;
    for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; ++i) {
        if (place.column <= most_columns) place.column = place.column * 26 + (name[i] - 'A' + 1);
    }
    place.row = number(name.substr(i), 0);
    return place;
}

class Skimmer {
  public:
    Skimmer(const std::set<int>& percent_styles, const std::string& label, SheetSurvey& sheet)
        : percent_styles_(percent_styles), label_(label), sheet_(sheet) {}

    void skim(std::string_view xml) {
        Tags tags(xml);
        for (Tag tag; tags.next(tag);) {
            if (tag.name == "row" && tag.opens) begin_row(tag);
            if (tag.name == "c" && tag.opens) begin_cell(tag);
            if (tag.name == "f" && tag.opens) has_formula_ = true;
            const bool value = tag.name == "v" || tag.name == "t";
            if (value && tag.opens && !tags.text_behind(tag).empty()) has_value_ = true;
            if (tag.name == "c" && tag.closes) end_cell();
            if (tag.name == "mergeCell" && tag.opens) {
                const std::string range = tag.attribute("ref");
                add({OddCell::Why::merged, place_of(range.substr(0, range.find(':'))), range});
            }
        }
    }

  private:
    void refuse(const std::string& why) const {
        throw core::Error(core::Fault::rejected, label_ + " " + why,
                          "export the sheet again, or save it as CSV");
    }

    void begin_row(const Tag& tag) {
        const int row = number(tag.attribute("r"), 0);
        if (row <= row_)
            refuse(fmt::format("has its rows out of order, or without numbers, after row {}", row_));
        if (row > most_rows) refuse(fmt::format("has more than {} rows", most_rows));
        row_ = row;
        column_ = 0;
    }

    void begin_cell(const Tag& tag) {
        const std::string name = tag.attribute("r");
        const int column = name.empty() ? column_ + 1 : place_of(name).column;
        if (column <= column_) refuse(fmt::format("has the cells of row {} out of order", row_));
        if (column > most_columns) refuse(fmt::format("has more than {} columns", most_columns));
        column_ = column;
        type_ = tag.attribute("t");
        const bool numeric = type_.empty() || type_ == "n";
        percentage_ = numeric && percent_styles_.count(number(tag.attribute("s"), -1)) > 0;
        has_formula_ = false;
        has_value_ = false;
    }

    void end_cell() {
        const CellPlace place{row_, column_};
        if (has_formula_ && !has_value_) add({OddCell::Why::formula_without_value, place, {}});
        if (type_ == "e") add({OddCell::Why::error, place, {}});
        if (percentage_ && has_value_ && percentages_.insert(column_).second)
            add({OddCell::Why::percentage, place, {}});
    }

    void add(OddCell cell) {
        if (sheet_.odd_cells.size() < most_odd_cells) sheet_.odd_cells.push_back(std::move(cell));
    }

    const std::set<int>& percent_styles_;
    const std::string& label_;
    SheetSurvey& sheet_;
    int row_ = 0;
    int column_ = 0;
    std::string type_;
    bool percentage_ = false;
    bool has_formula_ = false;
    bool has_value_ = false;
    std::set<int> percentages_;  // columns that have one
};

}  // namespace

void survey_sheet(std::string_view xml, const std::set<int>& percent_styles, const std::string& label,
                  SheetSurvey& sheet) {
    Skimmer(percent_styles, label, sheet).skim(xml);
}

std::set<int> percent_styles(std::string_view xml) {
    std::set<int> formats = {9, 10};  // 0% and 0.00%, ECMA-376 section 18.8.30
    std::set<int> styles;
    bool of_cells = false;
    int index = 0;
    Tags tags(xml);
    for (Tag tag; tags.next(tag);) {
        if (tag.name == "numFmt" && tag.attribute("formatCode").find('%') != std::string::npos)
            formats.insert(number(tag.attribute("numFmtId"), -1));
        if (tag.name == "cellXfs") of_cells = tag.opens && !tag.closes;
        if (tag.name != "xf" || !tag.opens || !of_cells) continue;
        if (formats.count(number(tag.attribute("numFmtId"), -1)) > 0) styles.insert(index);
        ++index;
    }
    return styles;
}

}  // namespace mallctl::importers::xlsx
