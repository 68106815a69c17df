// The manifest of a drawing package.
#include "importers/azure/azure_manifest.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mallctl;
    const std::string text = fuzz::to_text(data, size);
    fuzz::attempt([&] { return importers::azure::parse_azure_manifest(text, "manifest.json"); });
    return 0;
}
