// YAML and CSV manifests: whatever is in them is a finding, never an exception. The first byte says of which
// kind the rows are, which also decides between the two formats.
#include <sstream>

#include "catalog/manifest.hpp"
#include "core/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mallctl;
    const std::string text = fuzz::to_text(data, size);
    constexpr std::string_view letters = "mltse";
    const std::string kinds[] = {"mall", "location", "tenant", "store", "lease"};
    const std::size_t kind = text.empty() ? std::string_view::npos : letters.find(text.front());
    const bool named = kind != std::string_view::npos;
    std::istringstream in(named ? text.substr(1) : text);
    catalog::Manifest manifest = catalog::read_manifest({"-"}, in, named ? kinds[kind] : "");
    catalog::settle_money(manifest, "EUR");
    fuzz::require(manifest.findings.size() <= 3000, "findings are bounded");
    for (const auto& finding : manifest.findings) {
        fuzz::require(!finding.code.empty() && !finding.message.empty(), "a finding says what is wrong");
    }
    for (const auto& tenant : manifest.catalog.tenants) {
        for (const auto& [locale, name] : tenant.name) {
            fuzz::require(core::is_utf8(name) && !name.empty(), "a name can be stored");
        }
    }
    return 0;
}
