// IMDF: an archive's files, which the input holds one after the other, each under a line "=== NAME".
#include "importers/imdf/imdf.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;

std::vector<importers::SourceFile> split(const std::string& text) {
    constexpr std::string_view mark = "=== ";
    std::vector<importers::SourceFile> files;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        if (line.starts_with(mark)) {
            const std::string name = line.substr(mark.size());
            files.push_back({name, name, ""});
        } else if (!files.empty()) {
            files.back().text += line + '\n';
        }
    }
    return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto files = split(fuzz::to_text(data, size));
    fuzz::attempt([&] { return importers::imdf::read_imdf(files); });
    return 0;
}
