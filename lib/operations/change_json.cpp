#include "operations/change_json.hpp"

#include <nlohmann/json.hpp>

namespace mallctl::operations {

std::string to_json(const core::ChangeSummary& changed) {
    nlohmann::ordered_json summary = nlohmann::ordered_json::object();
    for (const auto& [kind, counts] : changed.by_kind) {
        summary[kind] = {{"added", counts.added},
                         {"updated", counts.updated},
                         {"removed", counts.removed},
                         {"unchanged", counts.unchanged}};
    }
    return summary.dump();
}

}  // namespace mallctl::operations
