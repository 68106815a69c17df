// Manifests in CSV, YAML, JSON and JSON Lines: whatever is in them is a finding, never an exception, and what
// is yielded can be stored. The first byte says of which kind the rows are, which also lets CSV be told.
#include <sstream>

#include "catalog/manifest_reader.hpp"
#include "core/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;

void check_text(const std::string& text) {
    fuzz::require(core::is_utf8(text) && text.find('\0') == std::string::npos, "a text can be stored");
}

void check_value(const catalog::FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        fuzz::require(!text->empty(), "an empty text is none");
        check_text(*text);
    }
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        fuzz::require(!list->empty(), "an empty list is none");
        for (const auto& item : *list) check_text(item);
    }
    if (const auto* names = std::get_if<core::Names>(&value)) {
        for (const auto& [locale, name] : *names) check_text(name);
    }
    if (const auto* area = std::get_if<core::MultiPolygon>(&value)) {
        fuzz::require(!area->empty(), "an area has a polygon");
        for (const auto& polygon : *area) {
            for (const auto& ring : polygon.rings)
                fuzz::require(ring.size() >= 4 && ring.front() == ring.back(), "rings are closed");
        }
    }
}

void check_row(const catalog::Row& row) {
    fuzz::require(row.states(0) && !row.key().empty(), "a row has its key");
    fuzz::require((row.partial & ~row.stated) == 0, "what is stated in part is stated");
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (row.states(i)) check_value(row.values[i]);
        fuzz::require(!row.states(i) || !row.kind->fields[i].shorthand, "a shorthand is not stated");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    constexpr std::string_view letters = "mltsepozcuU";
    const std::size_t kind = text.empty() ? std::string_view::npos : letters.find(text.front());
    const bool named = kind != std::string_view::npos;
    std::istringstream in(named ? text.substr(1) : text);
    std::size_t rejected = 0;
    catalog::ManifestOptions options;
    if (named) options.kind = catalog::kinds().at(kind).name;
    options.on_rejected = [&rejected](const catalog::RejectedRow& row) {
        ++rejected;
        fuzz::require(!row.reasons.empty(), "a rejected row has a reason");
    };
    catalog::ManifestReader reader({"-"}, in, options);
    reader.assume({"EUR", "Europe/Berlin"});
    catalog::Row row;
    while (reader.next(row)) check_row(row);
    fuzz::require(rejected <= reader.errors(), "a row is not left out without an error");
    const auto findings = reader.take_findings();
    fuzz::require(findings.size() <= catalog::Findings::most + 1, "findings are bounded");
    for (const auto& finding : findings)
        fuzz::require(!finding.code.empty() && !finding.message.empty(), "a finding says what is wrong");
    return 0;
}
