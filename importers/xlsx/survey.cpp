#include "importers/xlsx/survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/error.hpp"
#include "importers/archive/archive.hpp"
#include "importers/source/source.hpp"
#include "importers/xlsx/sheet_survey.hpp"
#include "importers/xlsx/tags.hpp"

namespace mallctl::importers::xlsx {

namespace {

constexpr std::uint64_t largest_file = std::uint64_t{64} << 20;
constexpr std::uint64_t largest_unpacked = std::uint64_t{96} << 20;

core::Error refused(const std::filesystem::path& file, const std::string& why, const std::string& advice) {
    return {core::Fault::rejected, fmt::format("{} {}", file.string(), why), advice};
}

class Parts {
  public:
    Parts(const std::filesystem::path& file, std::vector<SourceFile> files)
        : folder_(file.parent_path()), files_(std::move(files)) {}

    // Empty where there is none. `name`: "xl/workbook.xml".
    std::string_view find(const std::string& name) const {
        const auto it = std::find_if(files_.begin(), files_.end(),
                                     [&](const auto& part) { return part.path == folder_ / name; });
        return it == files_.end() ? std::string_view() : std::string_view(it->text);
    }

  private:
    std::filesystem::path folder_;
    std::vector<SourceFile> files_;
};

// Relationship id to the name of a part: a target is relative to xl/, or begins with '/'.
std::map<std::string, std::string> targets_of(std::string_view relationships) {
    std::map<std::string, std::string> targets;
    Tags tags(relationships);
    for (Tag tag; tags.next(tag);) {
        if (tag.name != "Relationship") continue;
        const std::string target = tag.attribute("Target");
        targets[tag.attribute("Id")] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    return targets;
}

bool is_true(const std::string& text) {
    return text == "1" || text == "true" || text == "on";
}

}  // namespace

std::string cell_name(CellPlace place) {
    std::string letters;
    for (int column = place.column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters + std::to_string(place.row);
}

Survey survey(const std::filesystem::path& file) {
    std::error_code unknown;
    if (const auto size = std::filesystem::file_size(file, unknown); !unknown && size > largest_file)
        throw refused(file, "is larger than 64 MiB", "save its sheets as CSV");
    Survey found;
    found.bytes = read_source(file).text;
    archive::Limits limits;
    limits.entry_size = largest_unpacked;
    limits.total_size = largest_unpacked;
    const Parts parts(file, archive::read_archive(
                                file, [](const auto&) { return true; }, limits)
                                .files);
    const auto workbook = parts.find("xl/workbook.xml");
    if (workbook.empty()) {
        throw refused(file, "is no workbook", "save it as \"Excel workbook (.xlsx)\", without a password");
    }
    const auto targets = targets_of(parts.find("xl/_rels/workbook.xml.rels"));
    const auto percents = percent_styles(parts.find("xl/styles.xml"));
    Tags tags(workbook);
    for (Tag tag; tags.next(tag);) {
        if (tag.name == "workbookPr" && is_true(tag.attribute("date1904"))) {
            throw refused(file, "counts its dates from 1904, as old programs for the Macintosh did",
                          "turn \"1904 date system\" off in its settings, and check its dates");
        }
        if (tag.name != "sheet" || !tag.opens) continue;
        SheetSurvey sheet;
        sheet.name = tag.attribute("name");
        const std::string state = tag.attribute("state");
        sheet.hidden = state == "hidden" || state == "veryHidden";
        const auto target = targets.find(tag.attribute("r:id"));
        const std::string label = fmt::format("{}: sheet {}", file.string(), sheet.name);
        if (target != targets.end()) survey_sheet(parts.find(target->second), percents, label, sheet);
        found.sheets.push_back(std::move(sheet));
    }
    return found;
}

}  // namespace mallctl::importers::xlsx
