#include "catalog/reader/headings.hpp"

#include "catalog/locale.hpp"
#include "catalog/reader/value_reader.hpp"
#include "core/closest.hpp"

namespace mallctl::catalog {

namespace {

Heading unknown(Heading heading, const Kind& kind, const core::SourcePosition& where,
                const std::string& advice, Findings& findings) {
    findings.error("M002", where, "unknown column \"" + heading.text + "\" of " + kind.plural, advice);
    heading.use = Heading::Use::left_out;
    return heading;
}

}  // namespace

bool can_be_renamed(const Kind& kind) {
    return kind.fields.front().type == FieldType::slug;
}

Heading read_heading(const Kind& kind, std::string_view text, const core::SourcePosition& where,
                     Findings& findings) {
    Heading heading;
    heading.text = trimmed({text, {}, false}).text;
    if (is_only_told(kind, heading.text)) return heading;
    if (heading.text == "was" && can_be_renamed(kind)) {
        heading.use = Heading::Use::was;
        return heading;
    }
    const auto colon = heading.text.find(':');
    const std::string name = heading.text.substr(0, colon);
    const Field* field = find_field(kind, name);
    if (field == nullptr)
        return unknown(heading, kind, where, core::did_you_mean(name, field_names(kind)), findings);
    heading.use = Heading::Use::field;
    heading.field = static_cast<std::size_t>(field - kind.fields.data());
    if (colon == std::string::npos) return heading;
    const std::string tag = heading.text.substr(colon + 1);
    if (field->type != FieldType::names)
        return unknown(heading, kind, where, "\"" + name + "\" has no languages", findings);
    if (!is_locale(tag))
        return unknown(heading, kind, where, "after the colon stands a language tag, as in name:de",
                       findings);
    heading.has_locale = true;
    heading.locale = names_key(tag);
    return heading;
}

}  // namespace mallctl::catalog
