#include "config/config.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "config/file.hpp"
#include "config/settings.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::config {

namespace fs = std::filesystem;

namespace {

std::optional<std::string> variable(const Config::Environment& environment, std::string_view name) {
    auto value = environment(name);
    if (value && value->empty()) return std::nullopt;
    return value;
}

// A person's own folder for settings or data: $XDG_..., else below $HOME. Relative values are ignored, as the
// XDG Base Directory Specification demands.
std::optional<fs::path> user_dir(const Config::Environment& environment, std::string_view xdg,
                                 const fs::path& below_home) {
    if (const auto named = variable(environment, xdg); named && fs::path(*named).is_absolute())
        return fs::path(*named);
    if (const auto home = variable(environment, "HOME"); home && fs::path(*home).is_absolute()) {
        return fs::path(*home) / below_home;
    }
    return std::nullopt;
}

// Weakest first, so that a later file's values win.
std::vector<fs::path> settings_files(const Config::Environment& environment, const fs::path& named) {
    if (!named.empty()) return {named};
    if (const auto from_environment = variable(environment, "MALLCTL_CONFIG")) return {*from_environment};
    std::vector<fs::path> files = {"/etc/mallctl/config.yaml"};
    if (const auto dir = user_dir(environment, "XDG_CONFIG_HOME", ".config")) {
        files.push_back(*dir / "mallctl" / "config.yaml");
    }
    std::erase_if(files, [](const fs::path& file) {
        std::error_code ignored;
        return !fs::is_regular_file(file, ignored);
    });
    return files;
}

Value fallback_of(const Setting& setting, const Config::Environment& environment) {
    Value value{setting.fallback, Origin::fallback, "default"};
    if (setting.key == "data-dir") {
        try {
            value.text = default_data_dir(environment).string();
        } catch (const core::Error&) {
            value.text.clear();  // only a verb that needs the folder complains, through default_data_dir
        }
    }
    if (setting.key == "author") value.text = default_author(environment);
    return value;
}

void check_choice(const Setting& setting, const Value& value) {
    if (setting.choices.empty()) return;
    if (std::find(setting.choices.begin(), setting.choices.end(), value.text) != setting.choices.end())
        return;
    std::string choices;
    for (const auto& choice : setting.choices) choices += (choices.empty() ? "" : ", ") + choice;
    throw core::Error(core::Fault::usage,
                      value.source + ": \"" + value.text + "\" is not a value of the setting " + setting.key,
                      "use one of " + choices);
}

const Setting* find_setting(std::string_view key) {
    const auto& all = settings();
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const Setting& setting) { return setting.key == key; });
    return it == all.end() ? nullptr : &*it;
}

}  // namespace

Config Config::load(const std::map<std::string, std::string>& flags, const Environment& environment,
                    const fs::path& file) {
    std::map<std::string, Value> from_files;
    for (const auto& settings_file : settings_files(environment, file)) {
        for (auto& [key, value] : read_settings_file(settings_file)) from_files[key] = std::move(value);
    }
    for (const auto& [key, text] : flags) {
        if (find_setting(key) == nullptr)
            throw core::Error(core::Fault::usage, "unknown setting \"" + key + "\"");
    }
    Config config;
    for (const auto& setting : settings()) {
        Value value = fallback_of(setting, environment);
        if (const auto it = from_files.find(setting.key); it != from_files.end()) value = it->second;
        const std::string name = environment_name(setting.key);
        if (auto text = variable(environment, name)) value = {std::move(*text), Origin::environment, name};
        if (const auto it = flags.find(setting.key); it != flags.end()) {
            value = {it->second, Origin::flag, "--" + setting.key};
        }
        check_choice(setting, value);
        config.values_.emplace(setting.key, std::move(value));
    }
    return config;
}

const Value& Config::get(std::string_view key) const {
    const auto it = values_.find(key);
    if (it != values_.end()) return it->second;
    std::vector<std::string> keys;
    for (const auto& setting : settings()) keys.push_back(setting.key);
    throw core::Error(core::Fault::usage, "unknown setting \"" + std::string(key) + "\"",
                      core::did_you_mean(key, keys));
}

fs::path default_data_dir(const Config::Environment& environment) {
    if (::geteuid() == 0) return "/var/lib/mallctl";
    if (const auto dir = user_dir(environment, "XDG_DATA_HOME", fs::path(".local") / "share"))
        return *dir / "mallctl";
    throw core::Error(core::Fault::usage, "no data directory: neither XDG_DATA_HOME nor HOME is set",
                      "name one with --data-dir or MALLCTL_DATA_DIR");
}

std::string default_author(const Config::Environment& environment) {
    if (::geteuid() == 0) {
        if (auto person = variable(environment, "SUDO_USER")) return *person;
    }
    // The entry is read at once: only one thread loads settings.
    const passwd* const entry = ::getpwuid(::geteuid());  // NOLINT(concurrency-mt-unsafe)
    return entry == nullptr ? std::string() : entry->pw_name;
}

}  // namespace mallctl::config
