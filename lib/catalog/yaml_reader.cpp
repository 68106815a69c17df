#include "catalog/yaml_reader.hpp"

#include <algorithm>
#include <set>

#include "catalog/source_text.hpp"
#include "catalog/yaml_documents.hpp"
#include "core/closest.hpp"
#include "core/utf8.hpp"

namespace mallctl::catalog {

namespace {

class Reader {
  public:
    Reader(const std::string& name, const Kind* kind, Findings& findings)
        : name_(name), kind_(kind), findings_(findings) {}

    std::vector<RawRow> rows(const std::string& text) {
        try {
            read_yaml_documents(text, [this](const RawValue& document) { add_document(document); });
        } catch (const YamlFault& fault) {
            findings_.error("M006", {name_, fault.line, fault.column},
                            "not YAML as it is used here: " + fault.message);
        }
        return std::move(rows_);
    }

  private:
    void add_document(const RawValue& document) {
        if (document.shape == RawValue::Shape::null) return;
        if (document.shape == RawValue::Shape::list) {
            for (const auto& item : document.items) add_row(item);
        } else {
            add_row(document);
        }
    }

    void add_row(const RawValue& value) {
        if (value.shape != RawValue::Shape::map) {
            findings_.error("M006", place(value), "a document is a list of \"key: value\" lines",
                            "begin it with kind:");
            return;
        }
        const Kind* kind = kind_of(value);
        if (kind == nullptr) return;
        RawRow row{kind->name, place(value), {}};
        std::set<std::string> seen;
        for (const auto& [key, entry] : value.entries) {
            if (key.text == "kind" || is_only_told(*kind, key.text)) continue;
            if (key.shape != RawValue::Shape::text || find_field(*kind, key.text) == nullptr) {
                findings_.error("M002", place(key), "unknown key \"" + key.text + "\" of a " + kind->name,
                                core::did_you_mean(key.text, field_names(*kind)));
            } else if (!seen.insert(key.text).second) {
                findings_.error("M002", place(key), "the key \"" + key.text + "\" is there twice");
            } else {
                row.fields.push_back({key.text, {}, entry, key.line, key.column});
            }
        }
        rows_.push_back(std::move(row));
    }

    const Kind* kind_of(const RawValue& row) {
        std::vector<std::string> names;
        for (const auto& kind : kinds()) names.push_back(kind.name);
        for (const auto& [key, value] : row.entries) {
            if (key.text != "kind") continue;
            const Kind* kind = find_kind(value.text);
            if (kind != nullptr && kind->name == value.text) return kind;
            const auto guess = core::did_you_mean(value.text, names);
            findings_.error("M001", place(value), "unknown kind \"" + value.text + "\"",
                            guess.empty() ? "use one of mall, location, tenant, store, lease, unit" : guess);
            return nullptr;
        }
        if (kind_ == nullptr) {
            findings_.error("M001", place(row), "the document does not say its kind",
                            "add a line like kind: store");
        }
        return kind_;
    }

    core::SourcePosition place(const RawValue& value) const { return {name_, value.line, value.column}; }

    const std::string& name_;
    const Kind* kind_;
    Findings& findings_;
    std::vector<RawRow> rows_;
};

}  // namespace

std::vector<RawRow> read_yaml(const std::string& text, const std::string& name, const Kind* kind,
                              Findings& findings) {
    const auto invalid = core::find_invalid_utf8(text);
    if (invalid != std::string::npos) {
        const std::string_view before = std::string_view(text).substr(0, invalid);
        const auto line_begin = before.rfind('\n') + 1;  // npos + 1 is the first line's 0
        const int line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
        findings.error("M008", {name, line, count_characters(before.substr(line_begin)) + 1},
                       "this is not UTF-8", "save the file as UTF-8");
        return {};
    }
    return Reader(name, kind, findings).rows(text);
}

}  // namespace mallctl::catalog
