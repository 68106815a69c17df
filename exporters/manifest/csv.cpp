#include "exporters/manifest/csv.hpp"

#include "exporters/table/csv_cell.hpp"

namespace mallctl::exporters {

namespace {

using catalog::FieldType;

class Line {
  public:
    void add(const std::string& cell) {
        text_ += (first_ ? "" : ",") + csv_cell(cell);
        first_ = false;
    }

    // A line of nothing is no row to a reader.
    std::string text() const { return (text_.empty() ? "\"\"" : text_) + "\n"; }

  private:
    std::string text_;
    bool first_ = true;
};

}  // namespace

ManifestCsv::ManifestCsv(std::vector<catalog::Field> fields, std::vector<std::set<std::string>> languages,
                         catalog::ValueStyle style)
    : fields_(std::move(fields)), languages_(std::move(languages)), style_(std::move(style)) {
    languages_.resize(fields_.size());
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (fields_[i].type == FieldType::names && languages_[i].empty()) languages_[i].insert("");
    }
}

std::string ManifestCsv::header() const {
    Line line;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (languages_[i].empty()) line.add(fields_[i].name);
        for (const auto& language : languages_[i])
            line.add(language.empty() ? fields_[i].name : fields_[i].name + ":" + language);
    }
    return line.text();
}

std::string ManifestCsv::line(const std::vector<catalog::FieldValue>& values) const {
    Line line;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (languages_[i].empty()) {
            line.add(catalog::plain_text(fields_[i], values[i], style_));
            continue;
        }
        const auto* names = std::get_if<core::Names>(&values[i]);
        for (const auto& language : languages_[i]) {
            const bool has = names != nullptr && names->count(language) > 0;
            line.add(has ? names->at(language) : "");
        }
    }
    return line.text();
}

}  // namespace mallctl::exporters
