#include "config/file.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "config/settings.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::config {

namespace {

constexpr std::uintmax_t largest_file = 1024 * 1024;

[[noreturn]] void refuse(const std::filesystem::path& file, const YAML::Mark& mark, const std::string& what,
                         const std::string& advice = {}) {
    std::string where = file.string();
    if (!mark.is_null()) where += ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
    throw core::Error(core::Fault::usage, where + ": " + what, advice);
}

std::string read_text(const std::filesystem::path& file) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    std::ifstream in(file, std::ios::binary);
    if (failure || !in) {
        throw core::Error(core::Fault::usage, "cannot read the settings file " + file.string(),
                          "name an existing file with --config");
    }
    if (size > largest_file) refuse(file, YAML::Mark::null_mark(), "a settings file has at most 1 MiB");
    std::ostringstream text;
    text << in.rdbuf();
    // yaml-cpp 0.7 takes a line break at the end of the input for the end of an unclosed quote.
    return text.str().substr(0, text.str().find_last_not_of(" \t\r\n") + 1);
}

std::vector<std::string> known_keys() {
    std::vector<std::string> keys;
    for (const auto& setting : settings()) keys.push_back(setting.key);
    return keys;
}

// A file may write data_dir for data-dir: both are natural in YAML.
std::string key_of(const std::filesystem::path& file, const YAML::Node& node) {
    if (!node.IsScalar()) refuse(file, node.Mark(), "a key must be a plain word");
    std::string key = node.Scalar();
    std::replace(key.begin(), key.end(), '_', '-');
    const auto keys = known_keys();
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
        refuse(file, node.Mark(), "unknown setting \"" + node.Scalar() + "\"", core::did_you_mean(key, keys));
    }
    return key;
}

}  // namespace

std::map<std::string, Value> read_settings_file(const std::filesystem::path& file) {
    std::map<std::string, Value> values;
    YAML::Node root;
    try {
        root = YAML::Load(read_text(file));
    } catch (const YAML::Exception& fault) {
        refuse(file, fault.mark, "not YAML: " + fault.msg,
               "write one setting a line, as in: mall: riverside");
    }
    if (root.IsNull()) return values;
    if (!root.IsMap()) refuse(file, root.Mark(), "a settings file is a list of \"key: value\" lines");
    for (const auto& entry : root) {
        const std::string key = key_of(file, entry.first);
        if (!entry.second.IsScalar() && !entry.second.IsNull()) {
            refuse(file, entry.second.Mark(), "the setting \"" + key + "\" takes one plain value");
        }
        const std::string source = file.string() + ":" + std::to_string(entry.first.Mark().line + 1);
        const Value value{entry.second.IsNull() ? std::string{} : entry.second.Scalar(), Origin::file,
                          source};
        if (!values.emplace(key, value).second) {
            refuse(file, entry.first.Mark(), "the setting \"" + key + "\" is given twice");
        }
    }
    return values;
}

}  // namespace mallctl::config
