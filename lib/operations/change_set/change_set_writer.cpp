#include "operations/change_set/change_set_writer.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "core/digest.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

namespace {

Json value_of(const Json& image, const std::string& key) {
    return image.is_object() ? image.value(key, Json()) : Json();
}

Json whole(const Json& image, const catalog::Kind& kind) {
    Json row = Json::object();
    for (const auto& field : fields_in_change_set(kind)) row[field.key] = value_of(image, field.key);
    return row;
}

// Adds a field to both sides where it is not the same, or `anyway`.
void add_difference(const Json& before, const Json& after, const std::string& key, bool anyway, Json& line) {
    const Json was = value_of(before, key);
    const Json is = value_of(after, key);
    if (was == is && !anyway) return;
    line["before"][key] = was;
    line["after"][key] = is;
}

Json unit_line(const db::RowChange& change, const Json& before, const Json& after) {
    Json line{
        {"kind", "unit"}, {"slug", change.slug}, {"id", core::to_string(change.id)}, {"action", "update"}};
    const Json source_before = value_of(before, "edits");  // what the source says of what is edited
    const Json source_after = value_of(after, "edits");
    for (const auto& [key, field] : fields_in_change_set(*catalog::find_kind("unit"))) {
        const bool edited = value_of(source_before, key) != value_of(source_after, key);
        add_difference(before, after, key, edited, line);
    }
    return line;
}

Json row_line(const db::RowChange& change, const Json& before, const Json& after) {
    const catalog::Kind& kind = *change.kind;
    Json line{{"kind", kind.name}, {"slug", change.slug}};
    if (before.empty()) {
        line["action"] = "add";
        line["after"] = whole(after, kind);
    } else if (after.empty()) {
        line["action"] = "remove";
        line["before"] = whole(before, kind);
    } else {
        line["action"] = "update";
        for (const auto& field : fields_in_change_set(kind))
            add_difference(before, after, field.key, false, line);
    }
    return line;
}

}  // namespace

struct ChangeSetWriter::Impl {
    explicit Impl(std::ostream& to) : out(to) {}

    void write(const Json& json) {
        const std::string line = to_text(json) + '\n';
        digest.add(line);
        out << line;
    }

    std::ostream& out;
    core::Sha256Stream digest;
    std::map<std::string, core::ChangeCounts> counts;
};

ChangeSetWriter::ChangeSetWriter(std::ostream& out) : impl_(std::make_unique<Impl>(out)) {}

ChangeSetWriter::~ChangeSetWriter() = default;

void ChangeSetWriter::begin(const ChangeSetHeader& header) {
    impl_->write({{"format", change_set_format},
                  {"version", change_set_version},
                  {"mall", header.mall},
                  {"mall_id", core::to_string(header.mall_id)},
                  {"base_version", header.base_version},
                  {"created_at", core::format_instant(header.created_at)},
                  {"max_deletes", header.max_deletes}});
}

void ChangeSetWriter::add(const db::RowChange& change) {
    const Json before = change.before.empty() ? Json::object() : Json::parse(change.before);
    const Json after = change.after.empty() ? Json::object() : Json::parse(change.after);
    const Json line =
        change.kind == nullptr ? unit_line(change, before, after) : row_line(change, before, after);
    if (!line.contains("before") && !line.contains("after")) return;
    core::ChangeCounts& counts = impl_->counts[line["kind"].get<std::string>()];
    const auto action = line["action"].get<std::string>();
    ++(action == "add" ? counts.added : action == "remove" ? counts.removed : counts.updated);
    impl_->write(line);
}

void ChangeSetWriter::finish() {
    Json changes = Json::object();
    for (const auto& [kind, counts] : impl_->counts)
        changes[kind] = {{"add", counts.added}, {"update", counts.updated}, {"remove", counts.removed}};
    const Json last{{"changes", changes}, {"sha256", core::to_hex(impl_->digest.finish())}};
    impl_->out << to_text(last) << '\n';
}

}  // namespace mallctl::operations
