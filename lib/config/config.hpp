// Settings with their origin: a flag beats MALLCTL_* in the environment, which beats the file, which beats
// the default.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mallctl::config {

enum class Origin { flag, environment, file, fallback };

struct Value {
    std::string text;
    Origin origin = Origin::fallback;
    std::string source;  // "--database", "MALLCTL_DATABASE", "FILE:LINE", "default"
};

// Keys are the flag names without the leading dashes ("data-dir"), declared in config/settings.hpp. Every
// declared key has a value; "data-dir" falls back to default_data_dir, and is empty where there is none;
// "author" falls back to default_author.
class Config {
  public:
    using Environment = std::function<std::optional<std::string>(std::string_view)>;

    // `flags`: only those that were given. `file` may be empty: then MALLCTL_CONFIG, or else
    // $XDG_CONFIG_HOME/mallctl/config.yaml over /etc/mallctl/config.yaml, where they exist. An empty variable
    // counts as not set. Throws core::Error(usage) with FILE:LINE:COLUMN for an unknown key or a file that
    // does not parse, with the origin for a value out of its choices.
    static Config load(const std::map<std::string, std::string>& flags, const Environment& environment,
                       const std::filesystem::path& file);

    // Throws core::Error(usage) for a key that is not declared.
    const Value& get(std::string_view key) const;
    const std::map<std::string, Value, std::less<>>& all() const { return values_; }

  private:
    std::map<std::string, Value, std::less<>> values_;
};

// The data directory when nothing names one: /var/lib/mallctl as root, else $XDG_DATA_HOME/mallctl, else
// ~/.local/share/mallctl. Throws core::Error(usage) where there is neither.
std::filesystem::path default_data_dir(const Config::Environment& environment);

// Who is named as the author of what is written when nothing else is: the login name of the user, or of the
// person who became root through sudo. Empty where the system knows no name for the user.
std::string default_author(const Config::Environment& environment);

}  // namespace mallctl::config
