#include "config/config.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "core/error.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using config::Config;
using config::Origin;

namespace {

Config::Environment environment(std::map<std::string, std::string> variables) {
    return [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
        const auto it = variables.find(std::string(name));
        if (it == variables.end()) return std::nullopt;
        return it->second;
    };
}

std::filesystem::path write(const test::TemporaryDirectory& dir, const std::string& text) {
    const auto path = dir.path() / "config.yaml";
    std::ofstream(path) << text;
    return path;
}

core::Error refusal(const std::string& text) {
    const test::TemporaryDirectory dir;
    const auto file = write(dir, text);
    try {
        Config::load({}, environment({}), file);
    } catch (const core::Error& error) {
        std::string message = error.what();
        const auto at = message.find(file.string());
        if (at != std::string::npos) message.replace(at, file.string().size(), "FILE");
        return core::Error(error.fault(), message, error.advice());
    }
    return core::Error(core::Fault::failed, "nothing was refused");
}

}  // namespace

TEST_CASE("a flag beats the environment, which beats the file, which beats the default") {
    const test::TemporaryDirectory dir;
    const auto file = write(dir, "# mine\nmall: from-file\nlisten: 0.0.0.0:80\nlog-level: debug\n");
    const auto config =
        Config::load({{"mall", "from-flag"}},
                     environment({{"MALLCTL_MALL", "from-env"}, {"MALLCTL_LISTEN", "[::1]:81"}}), file);
    CHECK(config.get("mall").text == "from-flag");
    CHECK(config.get("mall").origin == Origin::flag);
    CHECK(config.get("mall").source == "--mall");
    CHECK(config.get("listen").text == "[::1]:81");
    CHECK(config.get("listen").source == "MALLCTL_LISTEN");
    CHECK(config.get("log-level").text == "debug");
    CHECK(config.get("log-level").source == file.string() + ":4");
    CHECK(config.get("color").text == "auto");
    CHECK(config.get("color").origin == Origin::fallback);
}

TEST_CASE("an empty variable counts as not set") {
    const auto config = Config::load({}, environment({{"MALLCTL_MALL", ""}}), {});
    CHECK(config.get("mall").origin == Origin::fallback);
}

TEST_CASE("the user's settings file is found through XDG_CONFIG_HOME and HOME") {
    const test::TemporaryDirectory dir;
    std::filesystem::create_directories(dir.path() / "mallctl");
    std::ofstream(dir.path() / "mallctl" / "config.yaml") << "data_dir: /srv/m\n";
    const auto config = Config::load({}, environment({{"XDG_CONFIG_HOME", dir.path().string()}}), {});
    CHECK(config.get("data-dir").text == "/srv/m");
    const auto named = Config::load(
        {}, environment({{"MALLCTL_CONFIG", (dir.path() / "mallctl" / "config.yaml").string()}}), {});
    CHECK(named.get("data-dir").text == "/srv/m");
}

TEST_CASE("an unknown setting is refused with its place and the closest known one") {
    const auto error = refusal("mall: a\n  \nlissten: 1\n");
    CHECK(error.fault() == core::Fault::usage);
    CHECK(std::string(error.what()) == "FILE:3:1: unknown setting \"lissten\"");
    CHECK(error.advice() == "did you mean \"listen\"?");
}

TEST_CASE("settings files that make no sense are refused with their place") {
    CHECK(std::string(refusal("mall: [a\n").what()).find("FILE:1:") == 0);
    CHECK(std::string(refusal("mall: 'a\nlisten: b\n").what()).find("FILE:2:10: not YAML") == 0);
    CHECK(std::string(refusal("- mall\n").what()).find("FILE:1:1: ") == 0);
    CHECK(std::string(refusal("mall: {a: b}\n").what()).find("FILE:1:7: ") == 0);
    CHECK(std::string(refusal("mall: a\nmall: b\n").what()) ==
          "FILE:2:1: the setting \"mall\" is given twice");
    CHECK(std::string(refusal("color: blue\n").what()) ==
          "FILE:1: \"blue\" is not a value of the setting color");
    CHECK(refusal(std::string(2 * 1024 * 1024, '#')).fault() == core::Fault::usage);
    CHECK(refusal("").fault() == core::Fault::failed);
    CHECK_THROWS_AS(Config::load({}, environment({}), "/nonexistent/config.yaml"), core::Error);
}

TEST_CASE("a value from the environment is checked like any other") {
    CHECK_THROWS_WITH(Config::load({}, environment({{"MALLCTL_PROGRESS", "maybe"}}), {}),
                      "MALLCTL_PROGRESS: \"maybe\" is not a value of the setting progress");
}

TEST_CASE("the default data directory depends on who runs the program") {
    if (::geteuid() == 0) {
        CHECK(config::default_data_dir(environment({})) == "/var/lib/mallctl");
        return;
    }
    CHECK(config::default_data_dir(environment({{"XDG_DATA_HOME", "/x"}})) == "/x/mallctl");
    CHECK(config::default_data_dir(environment({{"HOME", "/h"}, {"XDG_DATA_HOME", "relative"}})) ==
          "/h/.local/share/mallctl");
    CHECK_THROWS_AS(config::default_data_dir(environment({})), core::Error);
}

TEST_CASE("the author is the person behind sudo, else whoever is logged in, unless one is named") {
    const auto named = Config::load({}, environment({{"MALLCTL_AUTHOR", "anna"}, {"SUDO_USER", "bert"}}), {});
    CHECK(named.get("author").text == "anna");
    const auto config = Config::load({}, environment({{"SUDO_USER", "bert"}}), {});
    CHECK(config.get("author").source == "default");
    if (::geteuid() == 0) {
        CHECK(config.get("author").text == "bert");
        CHECK(Config::load({}, environment({}), {}).get("author").text == "root");
    } else {
        CHECK(config.get("author").text != "bert");
    }
}
