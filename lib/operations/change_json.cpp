#include "operations/change_json.hpp"

#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"

namespace mallctl::operations {

std::string to_json(const core::ChangeSummary& changed) {
    Json summary = Json::object();
    for (const auto& [kind, counts] : changed.by_kind) {
        summary[kind] = counts_json(counts);
    }
    return summary.dump();
}

}  // namespace mallctl::operations
