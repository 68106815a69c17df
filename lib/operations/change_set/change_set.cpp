#include "operations/change_set/change_set.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "db/kind_columns.hpp"

namespace mallctl::operations {

bool is_change_set(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) return false;
    std::ifstream in(file, std::ios::binary);
    const std::string beginning = "{\"format\":\"" + std::string(change_set_format) + '"';
    std::string read(beginning.size(), '\0');
    return in.read(read.data(), static_cast<std::streamsize>(read.size())) && read == beginning;
}

const std::vector<ChangeSetField>& fields_in_change_set(const catalog::Kind& kind) {
    static const auto all = [] {
        std::map<std::string, std::vector<ChangeSetField>> fields;
        for (const auto& one : catalog::kinds()) {
            for (const std::size_t field : db::stored_fields(one)) {
                // The key of a unit is what a person calls it: it is told by its id.
                if (one.name == "unit" && field == 0) continue;
                fields[one.name].push_back({db::column_of(one.fields[field]), field});
            }
        }
        return fields;
    }();
    return all.at(kind.name);
}

const ChangeSetField* find_in_change_set(const catalog::Kind& kind, std::string_view key) {
    const auto& fields = fields_in_change_set(kind);
    const auto it = std::find_if(fields.begin(), fields.end(),
                                 [&](const ChangeSetField& field) { return field.key == key; });
    return it == fields.end() ? nullptr : &*it;
}

}  // namespace mallctl::operations
