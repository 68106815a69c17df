// Settings with their origin: a flag beats MALLCTL_* in the environment, which beats the file, which beats the default.
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

// Keys are the flag names without dashes: "database", "data-dir", "mall", "log-level", "listen".
class Config {
  public:
    using Environment = std::function<std::optional<std::string>(std::string_view)>;

    // `file` may be empty: then $XDG_CONFIG_HOME/mallctl/config.yaml, and /etc/mallctl/config.yaml, where they exist.
    // Throws core::Error(usage) with FILE:LINE:COLUMN for an unknown key or a file that does not parse.
    static Config load(const std::map<std::string, std::string>& flags, const Environment& environment,
                       const std::filesystem::path& file);

    const Value& get(std::string_view key) const;
    const std::map<std::string, Value, std::less<>>& all() const { return values_; }

  private:
    std::map<std::string, Value, std::less<>> values_;
};

// The data directory when nothing names one: /var/lib/mallctl as root, else $XDG_DATA_HOME/mallctl, else
// ~/.local/share/mallctl. Throws core::Error(usage) where there is neither.
std::filesystem::path default_data_dir(const Config::Environment& environment);

}  // namespace mallctl::config
