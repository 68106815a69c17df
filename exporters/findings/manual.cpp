#include "exporters/findings/manual.hpp"

#include <sstream>

namespace mallctl::exporters {

// man/mallctl-diagnostics.7.md, made a part of the program by EmbedText.cmake.
extern const char* const diagnostics_page;

namespace {

std::map<std::string, ManualEntry> read(const char* page) {
    std::map<std::string, ManualEntry> entries;
    ManualEntry* entry = nullptr;
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## ") && line.size() > 8) {
            entry = &entries[line.substr(3, 4)];
            entry->title = line.substr(8);
        } else if (line.starts_with("#")) {
            entry = nullptr;
        } else if (entry != nullptr && !(line.empty() && entry->help.empty())) {
            if (entry->meaning.empty()) entry->meaning = line;
            entry->help += line + "\n";
        }
    }
    for (auto& [code, it] : entries) {
        while (it.help.ends_with('\n')) it.help.pop_back();
    }
    return entries;
}

}  // namespace

const std::map<std::string, ManualEntry>& diagnostics_manual() {
    static const std::map<std::string, ManualEntry> entries = read(diagnostics_page);
    return entries;
}

}  // namespace mallctl::exporters
