#include "tests/server/described_operations.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "server/http/text.hpp"

namespace mallctl::test {

using Json = nlohmann::json;

namespace {

// By name; what stands behind the kind's path first.
const std::map<std::string, std::string>& known_values() {
    static const std::map<std::string, std::string> values{
        {"mall", "arcade"},
        {"locations/slug", "north"},
        {"tenants/slug", "acme"},
        {"stores/slug", "bakery"},
        {"leases/slug", "l-1"},
        {"products/slug", "rye"},
        {"offers/slug", "live"},
        {"drafts/slug", "idea"},
        {"parking_zones/slug", "p1"},
        {"closures/slug", "wet_floor"},
        {"synonyms/slug", "bread_words"},
        {"pins/slug", "bread_first"},
        {"exclusions/slug", "no_shoes"},
        {"users/slug", "a_meyer"},
        {"user", "a_meyer"},
        {"key", "no-such-key"},
        {"voucher", "6d9e5a3c-0000-4000-8000-000000000001"},
        {"unit", "G-01@G"},
        {"level", "G"},
        {"location", "north"},
        {"m", "arcade"},
        {"from", "location:north"},
        {"to", "store:bakery"},
        {"q", "bread"},
        {"query", "bread"},
        {"visited", "bakery"},
        {"asset", "start.js"},
    };
    return values;
}

std::string value_of(const std::string& pattern, const std::string& name, const Json& parameter) {
    const std::size_t at = pattern.find("/{" + name + "}");
    if (at != std::string::npos && at > 0) {
        const std::size_t begin = pattern.rfind('/', at - 1) + 1;
        const auto found = known_values().find(pattern.substr(begin, at - begin) + "/" + name);
        if (found != known_values().end()) return found->second;
    }
    if (const auto found = known_values().find(name); found != known_values().end()) return found->second;
    if (parameter.contains("example") && parameter.at("example").is_string()) return parameter.at("example");
    return "";
}

const Json& resolved(const Json& schema, const Json& document) {
    if (!schema.contains("$ref")) return schema;
    return document.at(Json::json_pointer(schema.at("$ref").get<std::string>().substr(1)));
}

// A value for a body's member of which nothing else is known.
Json any_value(const Json& schema, const Json& document) {
    const Json& known = resolved(schema, document);
    if (!known.is_object()) return "x";
    if (known.contains("example")) return known.at("example");
    if (known.contains("examples")) return known.at("examples").front();
    if (known.contains("const")) return known.at("const");
    if (known.contains("enum")) return known.at("enum").front();
    for (const char* choices : {"anyOf", "oneOf"}) {
        if (known.contains(choices)) return any_value(known.at(choices).front(), document);
    }
    Json type = known.value("type", Json("string"));
    if (type.is_array()) type = type.front();
    if (type == "integer" || type == "number") return known.value("minimum", 1);
    if (type == "boolean") return false;
    if (type == "array") return Json::array({any_value(known.value("items", Json::object()), document)});
    if (type != "object") {
        if (known.value("format", "") == "uuid") return "6d9e5a3c-0000-4000-8000-000000000002";
        if (known.value("format", "") == "date-time") return "2026-03-01T12:00:00Z";
        return "x";
    }
    Json object = Json::object();
    const Json members = known.value("properties", Json::object());
    for (const auto& [name, member] : members.items()) object[name] = any_value(member, document);
    return object;
}

// The row as it is, where the path names one: then each member's change is checked on its own.
Json row_at(const AttackedMalls& malls, const DescribedOperation& operation, const std::string& token) {
    std::string path = operation.target();
    for (const std::string& place :
         {path, "/api/v1/malls/arcade/rows" + path.substr(std::min<std::size_t>(path.size(), 20))}) {
        const Reply reply = malls.ask("GET", place, "", token);
        if (reply.status == 200 && place.find("/rows/") != std::string::npos) return Json::parse(reply.body);
    }
    const Reply reply = malls.ask("GET", path, "", token);
    return reply.status == 200 ? Json::parse(reply.body) : Json::object();
}

Json body_of(const AttackedMalls& malls, const DescribedOperation& operation, const Json& schema,
             const Json& document, const std::string& token) {
    Json body = operation.method == "PUT" || operation.method == "PATCH" ? row_at(malls, operation, token)
                                                                         : Json::object();
    const Json members = resolved(schema, document).value("properties", Json::object());
    for (const auto& [name, member] : members.items()) {
        const bool row = operation.method != "POST";
        if (!body.contains(name)) body[name] = row ? Json() : any_value(member, document);
    }
    return body;
}

}  // namespace

std::string DescribedOperation::target(const std::string& changed, const std::string& value) const {
    std::string made = pattern;
    for (const auto& [name, known] : path_values) {
        const std::string hole = "{" + name + "}";
        made.replace(made.find(hole), hole.size(),
                     server::http::percent_encode(name == changed ? value : known));
    }
    char mark = '?';
    for (const auto& [name, known] : parameters) {
        const bool is_changed = name == changed;
        if (!is_changed && std::find(required.begin(), required.end(), name) == required.end()) continue;
        made += mark + name + "=" + server::http::percent_encode(is_changed ? value : known);
        mark = '&';
    }
    return made;
}

std::vector<DescribedOperation> described_operations(const AttackedMalls& malls, const std::string& token) {
    const Json document = Json::parse(malls.ask("GET", "/api/v1/openapi.json").body);
    std::vector<DescribedOperation> operations;
    for (const auto& [pattern, path] : document.at("paths").items()) {
        for (const auto& [method, told] : path.items()) {
            DescribedOperation operation;
            for (const char c : method) operation.method += static_cast<char>(c - 'a' + 'A');
            operation.pattern = pattern;
            for (const Json& parameter : told.value("parameters", Json::array())) {
                const std::string name = parameter.at("name");
                const bool in_path = parameter.at("in") == "path";
                (in_path ? operation.path_values : operation.parameters)
                    .emplace_back(name, value_of(pattern, name, parameter));
                if (!in_path && parameter.value("required", false)) operation.required.push_back(name);
            }
            if (told.contains("requestBody")) {
                const Json& content = told.at("requestBody").at("content");
                operation.body_type = content.begin().key();
                operation.body =
                    body_of(malls, operation, content.begin().value().at("schema"), document, token);
            }
            operations.push_back(std::move(operation));
        }
    }
    return operations;
}

}  // namespace mallctl::test
