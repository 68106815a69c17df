#include "cli/row_words.hpp"

#include "catalog/assigned_rows.hpp"
#include "catalog/fields.hpp"
#include "cli/context.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

RowWords split_words(const std::string& done, const std::string& kind, const std::vector<std::string>& words,
                     const std::string& example) {
    RowWords split;
    for (const auto& word : words) {
        if (split.assignments.empty() && !catalog::is_assignment(kind, word))
            split.keys.push_back(kind == "unit" && word.starts_with("id:") ? word.substr(3) : word);
        else
            split.assignments.push_back(word);
    }
    if (!split.keys.empty()) return split;
    throw core::Error(core::Fault::usage, "it is not said which " + kind + " is to be " + done,
                      "name it first, as in: " + example);
}

bool names_malls(const std::string& kind) {
    return kind == "mall" || kind == "malls";
}

std::string edited_mall(const std::string& kind, const RowWords& words, Context& context) {
    return names_malls(kind) ? words.keys.front() : context.mall();
}

std::string edited_kinds() {
    std::string text;
    for (const auto& kind : catalog::kinds()) {
        if (kind.name != "unit") text += (text.empty() ? "" : ", ") + kind.name;
    }
    return text;
}

}  // namespace mallctl::cli
