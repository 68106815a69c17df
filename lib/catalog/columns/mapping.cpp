#include "catalog/columns/mapping.hpp"

#include <algorithm>
#include <utility>

#include "catalog/columns/mapping_values.hpp"
#include "catalog/columns/transform_reader.hpp"
#include "catalog/locale.hpp"
#include "catalog/source_text.hpp"
#include "catalog/yaml_documents.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/utf8.hpp"

namespace mallctl::catalog::columns {

namespace {

using Shape = RawValue::Shape;

constexpr std::size_t largest_mapping = 1024 * 1024;

RawValue at(int line, int column) {
    RawValue value;
    value.line = line;
    value.column = column;
    return value;
}

RawValue read_document(const std::string& text, MappingValues& values) {
    const RawValue start = at(1, 1);
    RawValue document;
    int count = 0;
    if (text.size() > largest_mapping)
        values.fault("M009", start, "the mapping is larger than 1 MiB");
    else if (!core::is_utf8(text))
        values.fault("M008", start, "this is not UTF-8", "save it as UTF-8");
    values.throw_if_any();
    try {
        read_yaml_documents(text, [&](const RawValue& read) {
            if (++count == 1) document = read;
        });
    } catch (const YamlFault& fault) {
        values.fault("M006", at(fault.line, fault.column), fault.message);
    }
    if (count > 1) values.fault("M006", start, "a mapping is one YAML document");
    if (count == 0 || document.shape == Shape::null) values.fault("M006", start, "the mapping is empty");
    values.throw_if_any();
    return document;
}

class Reader {
  public:
    Reader(std::string_view kind, MappingValues& values) : named_(kind), values_(values) {}

    ColumnMapping read(const RawValue& document) {
        const auto entries = values_.entries(document, "the mapping", {"kind", "skip", "fields"});
        const RawValue* fields = find(entries, "fields");
        read_kind(find(entries, "kind"));
        if (const RawValue* skip = find(entries, "skip")) read_skip(*skip);
        if (fields == nullptr)
            values_.fault("M003", document, "the mapping has no \"fields\"");
        else
            read_fields(*fields);
        values_.throw_if_any();
        return std::move(mapping_);
    }

  private:
    static const RawValue* find(const std::vector<RawEntry>& entries, std::string_view key) {
        const auto it = std::find_if(entries.begin(), entries.end(),
                                     [&](const auto& entry) { return entry.key.text == key; });
        return it == entries.end() ? nullptr : &it->value;
    }

    void read_kind(const RawValue* value) {
        const auto own = value == nullptr ? std::nullopt : values_.text(*value, "\"kind\"");
        if (own) {
            mapping_.kind = find_kind(*own);
            if (mapping_.kind == nullptr) values_.fault("M001", *value, "unknown kind \"" + *own + "\"");
        }
        values_.throw_if_any();
        if (named_.empty()) {
            if (mapping_.kind != nullptr) return;
            throw core::Error(core::Fault::usage, "the mapping does not say of which kind the rows are",
                              "write \"kind: store\" in it, or give --kind");
        }
        const Kind* kind = find_kind(named_);
        if (kind == nullptr)
            throw core::Error(core::Fault::usage, "unknown kind \"" + std::string(named_) + "\"");
        if (own && mapping_.kind != kind) {
            throw core::Error(core::Fault::usage,
                              "--kind says " + kind->name + ", the mapping says " + mapping_.kind->name);
        }
        mapping_.kind = kind;
    }

    void read_skip(const RawValue& value) {
        for (const auto& entry : values_.entries(value, "\"skip\""))
            mapping_.skip.push_back({column(entry.key.text, entry.key),
                                     values_.texts(entry.value, "what \"skip\" compares with", true)});
    }

    void read_fields(const RawValue& value) {
        for (const auto& entry : values_.entries(value, "\"fields\"")) read_field(entry);
        const std::string& key = mapping_.kind->fields.front().name;
        const bool keyed = std::any_of(mapping_.fields.begin(), mapping_.fields.end(), [&](const auto& rule) {
            return rule.field == &mapping_.kind->fields.front();
        });
        if (!keyed) {
            values_.fault("M010", value, "the mapping has no rule for \"" + key + "\"",
                          "every row needs its key");
        }
    }

    void read_field(const RawEntry& entry) {
        const std::string& name = entry.key.text;
        const auto colon = name.find(':');
        FieldRule rule;
        rule.field = find_field(*mapping_.kind, name.substr(0, colon));
        if (colon != std::string::npos) rule.locale = name.substr(colon + 1);
        if (rule.field == nullptr) {
            values_.fault("M002", entry.key, "a " + mapping_.kind->name + " has no field \"" + name + "\"",
                          core::did_you_mean(name.substr(0, colon), field_names(*mapping_.kind)));
            return;
        }
        const bool names = rule.field->type == FieldType::names;
        if (colon != std::string::npos && (!names || !is_locale(rule.locale))) {
            values_.fault("M002", entry.key, "\"" + name + "\" is no field",
                          names ? "after the colon stands a language tag, as in name:de"
                                : "\"" + rule.field->name + "\" has no languages");
            return;
        }
        if (entry.value.shape == Shape::text) {
            rule.value.pieces.push_back({column(entry.value.text, entry.value), {}});
        } else {
            read_recipe(entry.value, "\"" + name + "\"", rule.value, &rule.level);
        }
        mapping_.fields.push_back(std::move(rule));
    }

    // `level`: null where there can be none.
    void read_recipe(const RawValue& value, const std::string& what, ValueRecipe& recipe,
                     std::optional<ValueRecipe>* level) {
        std::vector<std::string> known = {"column", "template", "value", "do"};
        if (level != nullptr) known.emplace_back("level");
        const auto entries = values_.entries(value, what, known);
        int sources = 0;
        for (const auto& entry : entries) {
            const std::string& key = entry.key.text;
            if (key == "do") {
                recipe.steps = read_transforms(entry.value, values_);
            } else if (key == "level") {
                level->emplace();
                if (entry.value.shape == Shape::text)
                    (*level)->pieces.push_back({column(entry.value.text, entry.value), {}});
                else
                    read_recipe(entry.value, "\"level\"", **level, nullptr);
            } else if (const auto text = values_.text(entry.value, "\"" + key + "\"")) {
                ++sources;
                if (key == "column") recipe.pieces.push_back({column(*text, entry.value), {}});
                if (key == "value") recipe.pieces.push_back({std::nullopt, *text});
                if (key == "template") read_template(*text, entry.value, recipe);
            }
        }
        if (sources != 1) {
            values_.fault("M003", value, what + " needs one of \"column\", \"template\" and \"value\"");
        }
    }

    // "{shop_id}-{name}"; "{{" and "}}" are braces.
    void read_template(const std::string& text, const RawValue& at, ValueRecipe& recipe) {
        std::string plain;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool doubled = i + 1 < text.size() && text[i + 1] == text[i];
            if ((text[i] == '{' || text[i] == '}') && doubled) {
                plain += text[i++];
            } else if (text[i] == '{' && text.find('}', i) != std::string::npos) {
                if (!plain.empty()) recipe.pieces.push_back({std::nullopt, std::exchange(plain, {})});
                const auto end = text.find('}', i);
                recipe.pieces.push_back({column(text.substr(i + 1, end - i - 1), at), {}});
                i = end;
            } else if (text[i] == '{' || text[i] == '}') {
                values_.fault("M003", at, "a brace of the template has no partner",
                              "write {{ and }} for braces that are meant as such");
                return;
            } else {
                plain += text[i];
            }
        }
        if (!plain.empty()) recipe.pieces.push_back({std::nullopt, std::move(plain)});
    }

    std::size_t column(const std::string& name, const RawValue& at) {
        const auto same = std::find_if(mapping_.columns.begin(), mapping_.columns.end(),
                                       [&](const auto& column) { return column.name == name; });
        const auto index = static_cast<std::size_t>(same - mapping_.columns.begin());
        if (same == mapping_.columns.end()) mapping_.columns.push_back({name, values_.where(at)});
        return index;
    }

    std::string_view named_;
    MappingValues& values_;
    ColumnMapping mapping_;
};

}  // namespace

ColumnMapping parse_mapping(const std::string& text, const std::string& name, std::string_view kind) {
    MappingValues values(name);
    const RawValue document = read_document(text, values);
    return Reader(kind, values).read(document);
}

ColumnMapping read_mapping(const std::filesystem::path& file, std::string_view kind) {
    Findings findings;
    const auto text = read_source(file, file.string(), findings);
    if (!text) {
        auto found = findings.take();
        throw core::Error(core::Fault::rejected, core::to_line(found.front()), {}, found);
    }
    return parse_mapping(*text, file.string(), kind);
}

}  // namespace mallctl::catalog::columns
