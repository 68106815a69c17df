// mapping.yaml and the globs in it.
#include <cmath>

#include "importers/mapping/glob.hpp"
#include "importers/mapping/mapping.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using namespace mallctl::importers;

void require_sound(const mapping::Mapping& read) {
    if (read.metres_per_unit) {
        fuzz::require(std::isfinite(*read.metres_per_unit) && *read.metres_per_unit > 0, "units have a size");
    }
    for (const mapping::LayerRule& rule : read.layers) {
        fuzz::require(rule.where.line > 0, "a rule has a place");
        read.layer_rule(rule.glob);
    }
    for (const mapping::FileRule& rule : read.files) read.file_rule(rule.glob);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    const auto read = fuzz::attempt([&] { return mapping::parse_mapping(text, "mapping.yaml"); });
    if (read) require_sound(*read);
    const std::size_t half = std::min<std::size_t>(text.size() / 2, 200);
    mapping::glob_matches(std::string_view(text).substr(0, half), std::string_view(text).substr(half, 200));
    return 0;
}
