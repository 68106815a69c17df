#include "tests/unit/architecture/rules.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace mallctl::test {
namespace {

using Folders = std::set<std::string, std::less<>>;

// Folder to what it may include besides itself. Everything in lib is written without the prefix, as in an
// #include.
const std::map<std::string, Folders, std::less<>>& arrows() {
    static const Folders lib = {"core", "access", "config",    "projection", "plan",      "catalog",
                                "nav",  "search", "recommend", "db",         "analytics", "operations"};
    static const auto with = [](Folders folders, std::initializer_list<const char*> more) {
        folders.insert(more.begin(), more.end());
        return folders;
    };
    static const std::map<std::string, Folders, std::less<>> table = {
        {"core", {}},
        {"access", {"core"}},
        {"config", {"core"}},
        {"projection", {"core"}},
        {"plan", {"core"}},
        {"catalog", {"core"}},
        {"nav", {"core", "plan"}},
        {"search", {"core"}},
        {"recommend", {"core", "nav"}},
        {"analytics", {"core", "nav"}},
        {"db", {"core", "access", "config", "plan", "catalog", "analytics"}},
        {"operations", lib},
        // Never db or operations: a reader yields a Plan and knows of no database.
        {"importers", {"core", "config", "projection", "plan", "catalog", "nav", "search"}},
        {"exporters", lib},
        {"server", with(lib, {"importers", "exporters"})},
        {"cli", with(lib, {"importers", "exporters", "server"})},
    };
    return table;
}

// Folders of importers that read one format each; the other folders there are shared by them.
const Folders formats = {"azure", "dxf", "dwg", "imdf", "geojson", "osm", "ogr"};

// Which of our headers may include a library: `internal` ones lie in a folder of one importer, or in
// server/net (sockets and coroutines are what its functions take and give), and are seen by it alone.
enum class Headers { never, internal, any };

struct Library {
    std::string name;
    std::regex header;
    Folders users;  // empty: every folder
    Headers headers;
};

const std::vector<Library>& libraries() {
    static const std::vector<Library> table = {
        {"GDAL", std::regex("(gdal|ogr|cpl_|vrt).*\\.h"), {"importers", "exporters"}, Headers::never},
        {"libpqxx and libpq", std::regex("pqxx/.*|libpq.*\\.h"), {"db"}, Headers::never},
        {"CLI11", std::regex("CLI/.*"), {"cli"}, Headers::never},
        {"Boost", std::regex("boost/.*"), {"server"}, Headers::internal},
        {"PROJ", std::regex("proj\\.h|proj/.*"), {"projection"}, Headers::never},
        {"yaml-cpp", std::regex("yaml-cpp/.*"), {"catalog", "config", "importers"}, Headers::internal},
        {"ICU", std::regex("unicode/.*"), {"search"}, Headers::never},
        {"GEOS", std::regex("geos.*"), {"plan", "nav", "operations"}, Headers::never},
        {"OpenSSL", std::regex("openssl/.*"), {"core", "access", "server"}, Headers::internal},
        {"argon2", std::regex("argon2\\.h"), {"access"}, Headers::never},
        {"liboath", std::regex("liboath/.*"), {"access"}, Headers::never},
        {"libcurl", std::regex("curl/curl\\.h"), {"server"}, Headers::never},
        {"prometheus-cpp", std::regex("prometheus/.*"), {"server"}, Headers::never},
        {"cairo and pango", std::regex("cairo.*\\.h|pango/.*"), {"exporters"}, Headers::never},
        {"libqrencode", std::regex("qrencode\\.h"), {"exporters", "tests"}, Headers::never},
        {"libzip", std::regex("zip\\.h"), {"importers", "exporters"}, Headers::never},
        {"zlib", std::regex("zlib\\.h"), {"core", "db", "importers", "server", "tests"}, Headers::never},
        {"brotli", std::regex("brotli/.*"), {"server", "tests"}, Headers::never},
        {"date", std::regex("date/.*"), {"core"}, Headers::never},
        {"spdlog", std::regex("spdlog/.*"), {"cli", "server"}, Headers::never},
        {"nlohmann-json's forward declarations", std::regex("nlohmann/json_fwd\\.hpp"), {}, Headers::any},
        {"nlohmann-json", std::regex("nlohmann/.*"), {}, Headers::internal},
        {"simdjson", std::regex("simdjson\\.h"), {"importers"}, Headers::never},
        {"fmt", std::regex("fmt/.*"), {}, Headers::any},
        {"the processor's vector instructions",
         std::regex("immintrin\\.h"),
         {"core", "nav", "search"},
         Headers::never},
    };
    return table;
}

bool belongs_to_system(const std::string& target) {
    static const std::regex standard("[a-z_0-9]+");
    static const std::regex posix(
        "(sys|netinet|arpa|linux)/[a-z_0-9]+\\.h|"
        "(unistd|fcntl|poll|signal|pwd|grp|termios|spawn|dlfcn|errno|libgen|netdb|glob|fnmatch|malloc)\\.h");
    return std::regex_match(target, standard) || std::regex_match(target, posix);
}

std::vector<std::string> segments(std::string_view path) {
    std::vector<std::string> parts;
    std::istringstream stream{std::string(path)};
    for (std::string part; std::getline(stream, part, '/');) parts.push_back(part);
    return parts;
}

// The path without the "lib" in front, in pieces: {"nav", "build.cpp"}.
std::vector<std::string> located(std::string_view file) {
    auto parts = segments(file);
    if (!parts.empty() && parts.front() == "lib") parts.erase(parts.begin());
    return parts;
}

std::optional<std::string> objection_to_ours(const std::vector<std::string>& from,
                                             const std::string& target) {
    const auto to = segments(target);
    if (to.size() < 2 || !arrows().contains(to.front()))
        return "\"" + target + "\" does not start with one of our folders";
    const std::string& folder = from.front();
    if (to.front() != folder && !arrows().at(folder).contains(to.front()))
        return folder + " must not include " + to.front();
    const bool both_formats = folder == "importers" && to.front() == "importers" && from.size() > 2 &&
                              to.size() > 2 && formats.contains(from[1]) && formats.contains(to[1]);
    if (both_formats && from[1] != to[1])
        return "importer " + from[1] + " must not include importer " + to[1];
    return std::nullopt;
}

bool may_be_in(const std::vector<std::string>& file, Headers allowed) {
    if (!file.back().ends_with(".hpp") || allowed == Headers::any) return true;
    if (allowed != Headers::internal || file.size() < 3) return false;
    return file.front() == "importers" || (file.front() == "server" && file[1] == "net");
}

std::optional<std::string> objection_to_theirs(const std::vector<std::string>& from,
                                               const std::string& target) {
    if (belongs_to_system(target)) return std::nullopt;
    const auto& all = libraries();
    const auto used = std::find_if(all.begin(), all.end(), [&](const Library& library) {
        return std::regex_match(target, library.header);
    });
    if (used == all.end()) return "<" + target + "> belongs to no library that this test knows";
    if (!used->users.empty() && !used->users.contains(from.front()))
        return from.front() + " must not use " + used->name;
    if (!may_be_in(from, used->headers)) return used->name + " must stay out of our headers";
    return std::nullopt;
}

}  // namespace

std::vector<Include> includes_of(std::string_view text) {
    static const std::regex pattern(R"re(^\s*#\s*include\s*(["<])([^">]+)[">].*)re");
    std::vector<Include> found;
    std::istringstream stream{std::string(text)};
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        std::smatch match;
        if (std::regex_match(line, match, pattern)) found.push_back({number, match[1] == "\"", match[2]});
    }
    return found;
}

std::optional<std::string> objection(std::string_view file, const Include& include) {
    const auto from = located(file);
    if (from.size() < 2 || !arrows().contains(from.front()))
        return std::string(file) + " lies in no folder of the design";
    if (include.quoted) return objection_to_ours(from, include.target);
    return objection_to_theirs(from, include.target);
}

}  // namespace mallctl::test
