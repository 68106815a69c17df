#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "importers/drawing/assemble.hpp"

namespace mallctl::importers::drawing {

namespace fs = std::filesystem;

namespace {

void report_missing_files(const mapping::Mapping& mapping, const std::vector<LevelSource>& levels,
                          core::Diagnostics& findings) {
    for (const mapping::FileRule& rule : mapping.files) {
        const bool found = std::any_of(levels.begin(), levels.end(), [&](const LevelSource& level) {
            return level.spec.ordinal == rule.level.ordinal;
        });
        if (found) continue;
        core::Diagnostic finding;
        finding.code = "P015";
        finding.severity = core::Severity::warning;
        finding.level = rule.level.short_name;
        finding.message =
            fmt::format("no source is '{}', so level {} is not read", rule.glob, rule.level.short_name);
        finding.advice = "name all drawings of the building in one import";
        finding.where = rule.where;
        findings.push_back(std::move(finding));
    }
}

}  // namespace

ImportResult read_by_rules(const std::vector<fs::path>& sources, const mapping::Mapping& mapping,
                           const ReadDrawing& read) {
    if (sources.empty())
        throw core::Error(core::Fault::usage, "no drawing is named", "name the drawings to import");
    std::vector<LevelSource> levels;
    for (const fs::path& source : sources) {
        const std::vector<const mapping::FileRule*> rules = mapping.file_rules(source);
        if (rules.empty()) {
            throw core::Error(core::Fault::rejected,
                              fmt::format("{}: no rule under files of {} names this drawing", source.string(),
                                          mapping.file.string()),
                              fmt::format("add for example: - {{file: {}, level: {{ordinal: 0}}}}",
                                          source.filename().string()));
        }
        for (const mapping::FileRule* rule : rules) {
            auto level = std::find_if(levels.begin(), levels.end(), [&](const LevelSource& known) {
                return known.spec.ordinal == rule->level.ordinal;
            });
            if (level == levels.end()) level = levels.insert(levels.end(), {rule->level, {}});
            level->parts.push_back({source, {rule->box, rule->offset}});
        }
    }
    core::Diagnostics findings;
    report_missing_files(mapping, levels, findings);
    ImportResult result = assemble(std::move(levels), mapping, read);
    result.findings.insert(result.findings.begin(), findings.begin(), findings.end());
    return result;
}

}  // namespace mallctl::importers::drawing
