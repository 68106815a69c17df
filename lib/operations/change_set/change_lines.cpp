#include "operations/change_set/change_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/names.hpp"

namespace mallctl::operations {

namespace {

constexpr int deepest = 8;
constexpr std::size_t longest_unit_name = 300;  // of "REF@LEVEL", which only people read

bool has_nul(const Json& json) {
    if (json.is_string()) return json.get_ref<const std::string&>().find('\0') != std::string::npos;
    if (!json.is_structured()) return false;
    for (const auto& item : json.items()) {
        if (item.key().find('\0') != std::string::npos || has_nul(item.value())) return true;
    }
    return false;
}

std::string text_of(const Json& line, const char* key) {
    const auto it = line.find(key);
    if (it == line.end() || !it->is_string()) throw LineFault(fmt::format("\"{}\" is no text", key));
    return it->get<std::string>();
}

core::Uuid id_of(const Json& line, const char* key) {
    const auto id = core::parse_uuid(text_of(line, key));
    if (!id) throw LineFault(fmt::format("\"{}\" is no UUID", key));
    return *id;
}

std::string slug_of(const Json& line) {
    auto slug = text_of(line, "slug");
    if (!core::is_slug(slug)) throw LineFault("\"slug\" is no slug");
    return slug;
}

std::int64_t count_of(const Json& line, const char* key) {
    const auto it = line.find(key);
    constexpr std::int64_t most = std::int64_t{1} << 62;
    if (it == line.end() || !it->is_number_unsigned() || it->get<std::uint64_t>() > most)
        throw LineFault(fmt::format("\"{}\" is no whole number", key));
    return it->get<std::int64_t>();
}

// Only these parts may be there.
void allow_parts(const Json& line, std::initializer_list<const char*> parts) {
    for (const auto& item : line.items()) {
        if (std::find(parts.begin(), parts.end(), item.key()) == parts.end())
            throw LineFault(fmt::format("\"{}\" is no part of it", item.key().substr(0, 60)));
    }
}

Change::Action action_of(const Json& line) {
    const auto word = text_of(line, "action");
    if (word == "add") return Change::Action::add;
    if (word == "update") return Change::Action::update;
    if (word == "remove") return Change::Action::remove;
    throw LineFault("\"action\" is none of add, update and remove");
}

const catalog::Kind& kind_of(const Json& line) {
    const auto name = text_of(line, "kind");
    for (const auto& kind : catalog::kinds()) {
        if (kind.name == name) return kind;
    }
    throw LineFault(fmt::format("there is no kind \"{}\"", name.substr(0, 60)));
}

void require_fields(const catalog::Kind& kind, const Json& side, const char* name) {
    for (const auto& item : side.items()) {
        if (find_in_change_set(kind, item.key()) == nullptr)
            throw LineFault(
                fmt::format("\"{}\" has an unknown field \"{}\"", name, item.key().substr(0, 60)));
    }
}

// The side of a change, or nothing where its action has none.
std::string side_of(const Json& line, const char* name, bool wanted, const catalog::Kind& kind) {
    const auto it = line.find(name);
    if (it == line.end() && !wanted) return {};
    if (!wanted) throw LineFault(fmt::format("its action has no \"{}\"", name));
    if (it == line.end() || !it->is_object() || it->empty())
        throw LineFault(fmt::format("\"{}\" holds no fields", name));
    require_fields(kind, *it, name);
    return to_text(*it);
}

void require_same_fields(const Json& before, const Json& after) {
    bool same = before.size() == after.size();
    for (const auto& item : before.items()) same = same && after.contains(item.key());
    if (!same) throw LineFault("\"before\" and \"after\" do not have the same fields");
}

// The slug that a side states; of an update it states one only where it changes.
std::string stated_slug(const Json& line, const char* side, const std::string& otherwise) {
    const auto it = line.at(side).find("slug");
    if (it == line.at(side).end()) return otherwise;
    if (!it->is_string() || !core::is_slug(it->get<std::string>()))
        throw LineFault(fmt::format("\"{}\" has a slug that is none", side));
    return it->get<std::string>();
}

void read_slugs(const Json& line, Change& change) {
    using Action = Change::Action;
    change.slug = slug_of(line);
    const bool is_whole = change.action != Action::update;
    const std::string missing = is_whole ? "" : change.slug;
    if (change.action != Action::add) change.old_slug = stated_slug(line, "before", missing);
    const std::string stated =
        change.action == Action::remove ? change.old_slug : stated_slug(line, "after", missing);
    if (stated != change.slug) throw LineFault("its slug is not that of the row");
}

void read_unit(const Json& line, Change& change) {
    change.slug = text_of(line, "slug");
    change.unit = id_of(line, "id");
    if (change.action != Change::Action::update) throw LineFault("a unit is only updated");
    if (change.slug.size() > longest_unit_name) throw LineFault("\"slug\" is too long");
}

}  // namespace

Json parse_line(std::string_view text) {
    const auto bounded = [](int depth, Json::parse_event_t, Json&) {
        if (depth > deepest) throw LineFault("it is nested too deep");
        return true;
    };
    Json line;
    try {
        line = Json::parse(text, bounded);
    } catch (const Json::exception&) {
        throw LineFault("it is no JSON");
    }
    if (!line.is_object()) throw LineFault("it is no object");
    if (has_nul(line)) throw LineFault("it holds a NUL");
    return line;
}

ChangeSetHeader parse_header(const Json& line) {
    if (text_of(line, "format") != change_set_format) throw LineFault("it is of another format");
    const auto version = count_of(line, "version");
    if (version > change_set_version)
        throw LineFault(
            fmt::format("it is of version {}, and this mallctl reads {}", version, change_set_version));
    allow_parts(line, {"format", "version", "mall", "mall_id", "base_version", "created_at", "max_deletes"});
    ChangeSetHeader header;
    header.mall = text_of(line, "mall");
    if (!core::is_slug(header.mall)) throw LineFault("\"mall\" is no slug");
    header.mall_id = id_of(line, "mall_id");
    header.base_version = count_of(line, "base_version");
    header.max_deletes = text_of(line, "max_deletes");
    try {
        header.created_at = core::parse_instant(text_of(line, "created_at"));
    } catch (const core::Error&) {
        throw LineFault("\"created_at\" is no time");
    }
    return header;
}

Change parse_change(const Json& line) {
    using Action = Change::Action;
    allow_parts(line, {"kind", "slug", "id", "action", "before", "after"});
    Change change;
    change.kind = &kind_of(line);
    change.action = action_of(line);
    change.before = side_of(line, "before", change.action != Action::add, *change.kind);
    change.after = side_of(line, "after", change.action != Action::remove, *change.kind);
    if (change.action == Action::update) require_same_fields(line.at("before"), line.at("after"));
    if (change.kind->name == "unit") {
        read_unit(line, change);
        return change;
    }
    if (line.contains("id")) throw LineFault("\"id\" is a unit's");
    if (change.kind->name == "mall" && change.action == Action::remove)
        throw LineFault("a mall is not deleted");
    read_slugs(line, change);
    return change;
}

}  // namespace mallctl::operations
