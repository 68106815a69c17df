#include "catalog/source_text.hpp"

#include <algorithm>
#include <fstream>

#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

bool lines_are_bounded(const std::string& text, const std::string& name, Findings& findings) {
    int line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end - begin > longest_line) {
            findings.error("M009", {name, line, 0}, "a line has at most 1 MiB");
            return false;
        }
        begin = end + 1;
    }
    return true;
}

}  // namespace

std::optional<std::string> read_source(std::istream& in, const std::string& name, Findings& findings) {
    std::string text;
    std::string block(256 * 1024, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
        text.append(block, 0, static_cast<std::size_t>(in.gcount()));
        if (text.size() > largest_source) {
            findings.error("M009", {name, 0, 0}, "a file has at most 64 MiB",
                           "split it, as in stores.food.csv");
            return std::nullopt;
        }
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        findings.error("M008", {name, 1, 1}, "this is UTF-16", "save it as UTF-8");
        return std::nullopt;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (!lines_are_bounded(text, name, findings)) return std::nullopt;
    return text;
}

std::optional<std::string> read_source(const std::filesystem::path& file, const std::string& name,
                                       Findings& findings) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        throw core::Error(core::Fault::failed, "cannot read " + file.string(), "check its permissions");
    }
    return read_source(in, name, findings);
}

}  // namespace mallctl::catalog
