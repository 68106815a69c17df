#include "db/unit_edits.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"

namespace mallctl::db {

using nlohmann::json;

std::string edits_to_json(const plan::UnitEdits& edits) {
    if (!edits.any()) return "{}";
    json object = json::object();
    if (edits.name) object["name"] = *edits.name;
    if (edits.category) object["category"] = *edits.category;
    if (edits.ref) object["ref"] = *edits.ref;
    try {
        return object.dump();
    } catch (const json::exception&) {
        throw core::Error(core::Fault::rejected, "a text is not valid UTF-8");
    }
}

plan::UnitEdits edits_from_json(std::string_view text) {
    plan::UnitEdits edits;
    if (text == "{}") return edits;
    try {
        const json object = json::parse(text);
        if (object.contains("name")) edits.name = object.at("name").get<core::Names>();
        if (object.contains("category")) edits.category = object.at("category").get<std::string>();
        if (object.contains("ref")) edits.ref = object.at("ref").get<std::string>();
    } catch (const json::exception&) {
        throw core::Error(core::Fault::failed, "the database keeps edits of a unit that cannot be read",
                          "run: mallctl db migrate");
    }
    return edits;
}

}  // namespace mallctl::db
