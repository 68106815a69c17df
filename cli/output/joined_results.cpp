#include "cli/output/joined_results.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/output/failure.hpp"
#include "cli/output/joined_csv.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;

// {"mall": ..., "exit_code": ... without the brace at its end.
std::string opening(const MallResult& result) {
    std::string text = operations::to_text(Json{{"mall", result.mall}, {"exit_code", result.exit_code}});
    text.pop_back();
    return text;
}

Json error_of(const MallResult& result) {
    return Json::parse(failure_json(*result.error)).at("error");
}

// The result as it was written, to the byte, but moved in: numbers are not read and written again. A string
// in JSON holds no line break.
std::string moved_in(const std::string& json) {
    if (json.empty()) return "null";  // it prints nothing
    std::string text;
    for (const char c : json.substr(0, json.find_last_not_of('\n') + 1)) {
        text += c;
        if (c == '\n') text += "  ";
    }
    return text;
}

std::string as_json(const std::vector<MallResult>& results) {
    std::string text;
    for (const auto& result : results) {
        text += (text.empty() ? "[\n  " : ",\n  ") + opening(result);
        text += result.error ? ",\"error\":" + operations::to_text(error_of(result))
                             : ",\"result\":" + moved_in(result.text);
        text += "}";
    }
    return text.empty() ? "[]\n" : text + "\n]\n";
}

std::string line_of_mall(const std::string& mall, const std::string& line) {
    const Json object = Json::parse(line);
    if (!object.is_object() || object.contains("mall")) return line;
    const std::string key = "{\"mall\":" + operations::to_text(Json(mall));
    return key + (object.empty() ? "}" : "," + line.substr(1));
}

std::string as_jsonl(const std::vector<MallResult>& results) {
    std::string text;
    for (const auto& result : results) {
        if (result.error)
            text += opening(result) + ",\"error\":" + operations::to_text(error_of(result)) + "}\n";
        std::istringstream lines(result.text);
        for (std::string line; std::getline(lines, line);) text += line_of_mall(result.mall, line) + "\n";
    }
    return text;
}

std::string as_yaml(const std::vector<MallResult>& results) {
    std::string text;
    for (const auto& result : results) {
        if (result.error) continue;
        text += (text.empty() ? "# mall: " : "---\n# mall: ") + result.mall + "\n" + result.text;
    }
    return text;
}

std::string as_text(const std::vector<MallResult>& results, bool titled) {
    std::string text;
    for (const auto& result : results) {
        if (result.error) continue;
        if (titled) text += (text.empty() ? "" : "\n") + result.mall + ":\n";
        text += result.text;
    }
    return text;
}

}  // namespace

bool can_join(std::string_view format) {
    constexpr std::array<std::string_view, 6> formats = {"table", "json", "jsonl", "csv", "yaml", "github"};
    return std::find(formats.begin(), formats.end(), format) != formats.end();
}

std::string joined_results(const std::vector<MallResult>& results, std::string_view format) {
    if (format == "json") return as_json(results);
    if (format == "jsonl") return as_jsonl(results);
    if (format == "yaml") return as_yaml(results);
    if (format != "csv") return as_text(results, format == "table");
    std::vector<MallTable> tables;
    for (const auto& result : results) {
        if (!result.error) tables.push_back({result.mall, result.text});
    }
    return joined_csv(tables);
}

}  // namespace mallctl::cli
