#include "importers/drawing/finding_log.hpp"

#include <fmt/format.h>

#include <utility>

namespace mallctl::importers::drawing {

namespace {

constexpr int max_of_one_kind = 20;

}  // namespace

void FindingLog::add(core::Diagnostic finding, const std::string& layer) {
    const int count = ++counts_[{finding.code, finding.level, layer}];
    if (count <= max_of_one_kind) kept_.push_back(std::move(finding));
}

core::Diagnostics FindingLog::take() {
    for (const auto& [key, count] : counts_) {
        if (count <= max_of_one_kind) continue;
        core::Diagnostic summary;
        summary.code = std::get<0>(key);
        summary.level = std::get<1>(key);
        summary.feature = std::get<2>(key);
        summary.severity = core::Severity::warning;
        summary.message = fmt::format("{} more findings of this kind", count - max_of_one_kind);
        kept_.push_back(std::move(summary));
    }
    counts_.clear();
    return std::exchange(kept_, {});
}

}  // namespace mallctl::importers::drawing
