#include "importers/xlsx/xlsx.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "catalog/columns/cell_text.hpp"
#include "catalog/locale.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/gdal/session.hpp"
#include "importers/xlsx/cell_value.hpp"
#include "importers/xlsx/headings.hpp"
#include "importers/xlsx/survey.hpp"

namespace mallctl::importers::xlsx {

namespace {

using catalog::Findings;
using catalog::Heading;
using catalog::Kind;
using catalog::RawField;
using catalog::RawRow;
using catalog::RawValue;

// What GDAL has to read as written; for the scope of each call that reads a sheet.
struct PlainReading {
    gdal::LocalOption headings{"OGR_XLSX_HEADERS", "DISABLE"};  // its own reading of them loses their place
    gdal::LocalOption types{"OGR_XLSX_FIELD_TYPES", "STRING"};
};

const Kind* kind_of(const std::string& sheet, const core::SourcePosition& where, Findings& findings) {
    const std::string stem = sheet.substr(0, sheet.find('.'));
    std::vector<std::string> plurals;
    for (const auto& kind : catalog::kinds()) {
        if (kind.plural == stem || kind.name == stem) return &kind;
        plurals.push_back(kind.plural);
    }
    const auto guess = core::did_you_mean(stem, plurals);
    findings.error("M001", where, "unknown kind \"" + stem + "\"",
                   guess.empty() ? "a sheet is named after its kind, as stores, or give --kind" : guess);
    return nullptr;
}

bool is_kind(const std::string& sheet) {
    return catalog::find_kind(sheet.substr(0, sheet.find('.'))) != nullptr;
}

class Workbook : public catalog::RawRowSource {
  public:
    Workbook(std::filesystem::path file, const Kind* kind, Findings& findings)
        : file_(std::move(file)), named_(kind), findings_(findings) {
        try {
            survey_ = survey(file_);
            open();
        } catch (const core::Error& error) {
            if (error.fault() != core::Fault::rejected) throw;
            findings_.error("M006", {file_.string(), 0, 0}, error.what(), error.advice());
            survey_.sheets.clear();
        }
    }

    bool next(RawRow& row) override {
        while (true) {
            while (layer_ == nullptr) {
                if (next_sheet_ == survey_.sheets.size()) return false;
                begin_sheet(survey_.sheets[next_sheet_++]);
            }
            const OGRFeatureUniquePtr feature{layer_->GetNextFeature()};
            if (!feature) {
                layer_ = nullptr;
            } else if (!is_empty(*feature)) {
                row = row_of(*feature);
                return true;
            }
        }
    }

  private:
    void open() {
        const PlainReading reading;
        gdal::Failures failures;
        RegisterOGRXLSX();
        const std::string path = folder_.add("book.xlsx", survey_.bytes);
        const char* const drivers[] = {"XLSX", nullptr};
        dataset_.reset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers));
        if (dataset_) return;
        throw core::Error(core::Fault::rejected,
                          file_.string() + " cannot be read as a workbook: " + failures.first(),
                          "save it again as \"Excel workbook (.xlsx)\", or its sheets as CSV");
    }

    // Sets layer_ where the sheet has rows to read; the first one was its heading.
    void begin_sheet(const SheetSurvey& sheet) {
        where_ = {file_.string() + "!" + sheet.name, 0, 0};
        if (sheet.hidden && (named_ != nullptr || !is_kind(sheet.name))) return;
        OGRLayer* layer = load(sheet.name);
        if (layer == nullptr) return;
        OGRFeatureUniquePtr feature{layer->GetNextFeature()};
        while (feature && is_empty(*feature)) feature.reset(layer->GetNextFeature());
        if (!feature) return;
        where_.line = static_cast<int>(feature->GetFID());
        kind_ = named_ != nullptr ? named_ : kind_of(sheet.name, where_, findings_);
        if (kind_ == nullptr) return;
        headings_ = read_headings(texts(*feature), *kind_, where_, findings_);
        if (headings_.empty()) return;
        report(sheet);
        layer_ = layer;
    }

    // Null, and a finding, for what GDAL does not read whole.
    OGRLayer* load(const std::string& name) {
        const PlainReading reading;
        gdal::Failures failures;
        OGRLayer* layer = dataset_->GetLayerByName(name.c_str());
        if (layer == nullptr) {
            // Charts are sheets too, and have no cells.
            if (is_kind(name)) findings_.error("M006", where_, "the sheet holds no table");
            return nullptr;
        }
        layer->ResetReading();
        layer->GetFeatureCount();
        if (failures.first().empty()) return layer;
        findings_.error("M006", where_, "the sheet cannot be read whole: " + failures.first(),
                        "save the workbook again, or the sheet as CSV");
        return nullptr;
    }

    static bool is_empty(const OGRFeature& feature) {
        for (int i = 0; i < feature.GetFieldCount(); ++i) {
            if (feature.IsFieldSetAndNotNull(i) != 0) return false;
        }
        return true;
    }

    static std::vector<std::string> texts(const OGRFeature& feature) {
        std::vector<std::string> cells;
        for (int i = 0; i < feature.GetFieldCount(); ++i) {
            const bool filled = feature.IsFieldSetAndNotNull(i) != 0;
            cells.emplace_back(filled ? feature.GetFieldAsString(i) : "");
        }
        return cells;
    }

    catalog::FieldType type_of(const Heading& heading) const {
        return heading.use == Heading::Use::field ? kind_->fields[heading.field].type
                                                  : catalog::FieldType::text;
    }

    // Only what is not as it looks in a column that is read.
    void report(const SheetSurvey& sheet) {
        for (const auto& cell : sheet.odd_cells) {
            const auto column = static_cast<std::size_t>(cell.place.column) - 1;
            if (column >= headings_.size() || headings_[column].use == Heading::Use::left_out) continue;
            const core::SourcePosition where{where_.file, cell.place.row, cell.place.column};
            const std::string name = sheet.name + "!" + cell_name(cell.place);
            switch (cell.why) {
                case OddCell::Why::formula_without_value:
                    findings_.error("M058", where, name + " holds a formula without its value",
                                    "open the workbook in a spreadsheet program, and save it");
                    break;
                case OddCell::Why::error:
                    findings_.error("M058", where, name + " holds an error in place of a value",
                                    "mend its formula, or empty the cell");
                    break;
                case OddCell::Why::percentage:
                    if (type_of(headings_[column]) != catalog::FieldType::percent) break;
                    findings_.error("M058", where,
                                    name + " is shown as a percentage, and stored as a hundredth of it",
                                    "give the column the format \"number\" or \"text\", and write 5 for 5 %");
                    break;
                case OddCell::Why::merged:
                    findings_.warning("M059", where,
                                      "the cells " + sheet.name + "!" + cell.range + " are merged: only " +
                                          cell_name(cell.place) + " has their value, the others are empty",
                                      "unmerge them, and fill each");
                    break;
            }
        }
    }

    RawRow row_of(const OGRFeature& feature) const {
        const int line = static_cast<int>(feature.GetFID());
        RawRow row{kind_->name, {where_.file, line, 0}, {}};
        const auto count =
            std::min<std::size_t>(headings_.size(), static_cast<std::size_t>(feature.GetFieldCount()));
        for (std::size_t i = 0; i < count; ++i) {
            const Heading& heading = headings_[i];
            if (heading.use == Heading::Use::left_out) continue;
            const int column = static_cast<int>(i) + 1;
            RawField field{heading.use == Heading::Use::was ? "was" : kind_->fields[heading.field].name,
                           heading.has_locale ? catalog::locale_tag(heading.locale) : "",
                           {},
                           line,
                           column};
            field.value.line = line;
            field.value.column = column;
            field.value.cell = true;
            if (feature.IsFieldSetAndNotNull(column - 1) != 0)
                set_value(field.value, feature, column - 1, heading);
            row.fields.push_back(std::move(field));
        }
        return row;
    }

    void set_value(RawValue& value, const OGRFeature& feature, int index, const Heading& heading) const {
        const std::string text = feature.GetFieldAsString(index);
        if (catalog::columns::tidy(text).empty()) return;
        if (!core::is_utf8(text)) {
            findings_.error("M008", {where_.file, value.line, value.column}, "this is not UTF-8");
            return;
        }
        value.shape = RawValue::Shape::text;
        value.text = cell_value(text, type_of(heading));
    }

    std::filesystem::path file_;
    const Kind* named_;
    Findings& findings_;
    Survey survey_;
    gdal::MemoryFolder folder_;
    GDALDatasetUniquePtr dataset_;
    std::size_t next_sheet_ = 0;
    // Of the sheet that is read.
    OGRLayer* layer_ = nullptr;
    const Kind* kind_ = nullptr;
    core::SourcePosition where_;
    std::vector<Heading> headings_;
};

}  // namespace

bool is_workbook(const std::filesystem::path& file) {
    return catalog::columns::lowered(file.extension().string()) == ".xlsx";
}

std::unique_ptr<catalog::RawRowSource> open_workbook(const std::filesystem::path& file, const Kind* kind,
                                                     Findings& findings) {
    return std::make_unique<Workbook>(file, kind, findings);
}

}  // namespace mallctl::importers::xlsx
