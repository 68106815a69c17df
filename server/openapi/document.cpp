#include "server/openapi/document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "server/auth/credential.hpp"
#include "server/openapi/schemas.hpp"

namespace mallctl::server::openapi {

namespace {

using Json = nlohmann::ordered_json;
using Schemas = std::map<std::string, Json>;

// Of a schema or value that nothing tells of: anything. A test finds it; a server must not fail to start for
// it.
constexpr const char* undescribed = "not described";

struct Tag {
    const char* name;
    const char* doc;
};

constexpr Tag known_tags[] = {
    {"Malls", "Which malls there are."},
    {"Navigation", "Where to go, how, and what is near."},
    {"Search", "What people mean."},
    {"Catalog", "Who is in the mall and what they sell, as anybody may read it."},
    {"Plan", "Floors and what is on them, as GeoJSON where it has a shape."},
    {"Imports", "Floor plans uploaded, looked at, and then applied."},
    {"Rows", "The mall as it is written: rows of every kind, for those who may see and change them."},
    {"Offers", "Publishing, ending, buying and redeeming."},
    {"Versions", "What happened to a mall, and how it is undone."},
    {"Sensors", "What counters tell."},
    {"Access", "Signing in and out, invitations and API keys."},
    {"Webhooks", "What other services tell."},
    {"Operations", "Whether the server is well."},
    {"Description", "The API described, for programs."},
};

bool is_in_path(const Route& route, std::string_view name) {
    return route.pattern.find("{" + std::string(name) + "}") != std::string_view::npos;
}

Json parameter_json(const Route& route, const Parameter& parameter) {
    const bool in_path = is_in_path(route, parameter.name);
    Json json{{"name", parameter.name},
              {"in", in_path ? "path" : "query"},
              {"required", in_path || parameter.required},
              {"description", parameter.doc},
              {"schema", Json::parse(parameter.schema)}};
    if (json["schema"].value("type", "") == "array") {
        json["style"] = "form";
        json["explode"] = false;  // joined by commas
    }
    if (!parameter.example.empty()) json["example"] = parameter.example;
    return json;
}

// The values of the pattern that the route says nothing of, then what it does.
Json parameters_json(const Route& route) {
    Json list = Json::array();
    const std::string_view pattern = route.pattern;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at + 1)) {
        const std::string_view name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
        const bool said = std::any_of(route.parameters.begin(), route.parameters.end(),
                                      [&](const Parameter& one) { return one.name == name; });
        if (said) continue;
        const std::string_view doc = usual_path_doc(name);
        Parameter usual{.name = name, .doc = doc};
        if (name == "mall") usual.example = "riverside";
        list.push_back(parameter_json(route, usual));
    }
    for (const Parameter& parameter : route.parameters) list.push_back(parameter_json(route, parameter));
    return list;
}

Json problem_json(const char* doc) {
    return {{"description", doc},
            {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}};
}

Json responses_json(const Route& route) {
    Json responses = Json::object();
    for (const Outcome& outcome : route.outcomes) {
        Json response{{"description", outcome.doc}};
        if (!outcome.schema.empty()) {
            response["content"][std::string(outcome.content_type)] = {{"schema", reference(outcome.schema)}};
        }
        responses[std::to_string(outcome.status)] = std::move(response);
    }
    responses["304"] = {{"description", "The client has it already, as If-None-Match says"}};
    if (route.method != "GET") responses.erase("304");
    if (!access::info(route.permission).anybody) {
        responses["401"] = problem_json("A credential is needed");
        responses["403"] = problem_json("The credential is not enough");
    }
    responses["default"] = problem_json("What went wrong");
    return responses;
}

constexpr const char* sensitive_doc =
    ", and of a session a second factor given in the last ten minutes, else 403 `step-up-required`.";

// Any one of them is enough; an empty one is anybody.
Json security_json(bool anybody) {
    Json needs = Json::array();
    if (anybody) needs.push_back(Json::object());
    for (const char* scheme : {"bearer", "cookie", "plain_cookie"})
        needs.push_back({{scheme, Json::array()}});
    return needs;
}

// A body of which no member must be there may be left out; a patch without one says nothing.
bool needs_body(const Route& route) {
    static const Schemas all = all_schemas();
    const auto schema = all.find(std::string(route.body_schema));
    return route.method != "POST" || schema == all.end() || schema->second.contains("required");
}

Json operation_json(const Route& route) {
    Json json{{"operationId", route.operation},
              {"tags", {route.tag}},
              {"summary", route.summary},
              {"description", std::string(route.summary) + "."}};
    const access::PermissionInfo& permission = access::info(route.permission);
    if (!permission.anybody) {
        json["description"] = std::string(route.summary) + ". Needs the permission `" +
                              std::string(permission.name) + "`" +
                              (permission.sensitive ? sensitive_doc : ".");
    }
    json["security"] = security_json(permission.anybody);
    Json parameters = parameters_json(route);
    if (!parameters.empty()) json["parameters"] = std::move(parameters);
    if (!route.body_schema.empty()) {
        json["requestBody"] = {
            {"required", needs_body(route)},
            {"content", {{std::string(route.body_type), {{"schema", reference(route.body_schema)}}}}}};
    }
    json["responses"] = responses_json(route);
    return json;
}

std::string lower(std::string_view text) {
    std::string made(text);
    for (char& c : made) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return made;
}

Json tags_json(const std::set<std::string>& used) {
    Json tags = Json::array();
    std::set<std::string> rest = used;
    for (const Tag& tag : known_tags) {
        if (rest.erase(tag.name) > 0) tags.push_back({{"name", tag.name}, {"description", tag.doc}});
    }
    for (const std::string& name : rest) tags.push_back({{"name", name}});
    return tags;
}

// Names of all schemas that a part of the document refers to.
void collect_references(const Json& part, std::set<std::string>& names) {
    constexpr std::string_view prefix = "#/components/schemas/";
    if (part.is_object()) {
        for (const auto& [key, value] : part.items()) {
            if (key == "$ref" && value.is_string()) {
                names.insert(value.get<std::string>().substr(prefix.size()));
            } else {
                collect_references(value, names);
            }
        }
    } else if (part.is_array()) {
        for (const Json& item : part) collect_references(item, names);
    }
}

// Only what is used, and what that uses.
Json used_schemas(const Json& paths) {
    const Schemas all = all_schemas();
    std::set<std::string> used;
    std::set<std::string> open;
    collect_references(paths, open);
    while (!open.empty()) {
        const std::string name = *open.begin();
        open.erase(open.begin());
        if (!used.insert(name).second) continue;
        const auto found = all.find(name);
        if (found != all.end()) collect_references(found->second, open);
    }
    Json schemas = Json::object();
    for (const std::string& name : used) {
        const auto found = all.find(name);
        schemas[name] = found != all.end() ? found->second : Json{{"description", undescribed}};
    }
    return schemas;
}

Json cookie_scheme(bool secure, const char* doc) {
    return {{"type", "apiKey"}, {"in", "cookie"}, {"name", cookie_name(secure)}, {"description", doc}};
}

Json security_schemes() {
    return {
        {"bearer",
         {{"type", "http"},
          {"scheme", "bearer"},
          {"description", "The token of a session or of a guest, an API key, or a JWT of a trusted issuer"}}},
        {"cookie", cookie_scheme(true, "A session, over HTTPS; changes only from pages of this server")},
        {"plain_cookie", cookie_scheme(false, "The same over plain HTTP, as in tests on one's own machine")}};
}

}  // namespace

std::string_view usual_path_doc(std::string_view name) {
    if (name == "mall") return "Slug of the mall";
    if (name == "slug") return "Its slug";
    if (name == "voucher" || name == "import") return "Its UUID";
    if (name == "user") return "Slug of the user";
    if (name == "key") return "Name of the API key";
    return undescribed;
}

std::string document(const std::vector<Route>& routes, std::string_view version) {
    Json paths = Json::object();
    std::set<std::string> tags;
    for (const Route& route : routes) {
        if (route.operation.empty()) continue;
        paths[std::string(route.pattern)][lower(route.method)] = operation_json(route);
        tags.insert(std::string(route.tag));
    }
    Json schemas = used_schemas(paths);
    const Json document{
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "mallctl"},
          {"version", version},
          {"description",
           "Shopping malls over HTTP: plans, stores, offers, ways and search. JSON keys are snake_case, "
           "lengths are in metres, times in seconds, instants in UTC, points [longitude, latitude]. Errors "
           "are problem documents (RFC 9457)."},
          {"contact", {{"name", "The operator of this server"}}},
          {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
        {"servers", {{{"url", "/"}, {"description", "This server"}}}},
        {"tags", tags_json(tags)},
        {"paths", std::move(paths)},
        {"components", {{"securitySchemes", security_schemes()}, {"schemas", std::move(schemas)}}}};
    return document.dump(2) + "\n";
}

}  // namespace mallctl::server::openapi
