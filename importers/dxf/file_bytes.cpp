#include "importers/dxf/file_bytes.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <string_view>

#include "core/error.hpp"
#include "importers/dxf/dxf.hpp"

namespace mallctl::importers::dxf {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t max_bytes = std::uintmax_t{512} << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view binary_sentinel = "AutoCAD Binary DXF";

struct Signature {
    std::string_view bytes;
    std::string_view is;
    std::string_view advice;
};

constexpr std::string_view save_as_dxf =
    "save the drawing as DXF (ASCII, R2000 or later) from the CAD program";
constexpr std::string_view convert_dwg =
    "convert it to DXF with ODA File Converter, or with dwg2dxf of LibreDWG, and import that";

constexpr std::array<Signature, 9> signatures = {{
    {binary_sentinel, "a binary DXF",
     "save it as DXF (ASCII) from the CAD program, or convert it with ODA File Converter"},
    {"AC10", "a DWG drawing", convert_dwg},
    {"\xFF\xD8\xFF", "a JPEG image", save_as_dxf},
    {"\x89PNG", "a PNG image", save_as_dxf},
    {"%PDF", "a PDF document", save_as_dxf},
    {"PK\x03\x04", "a zip archive", "unpack it and import the drawings inside"},
    {"\x1F\x8B", "a gzip file", "unpack it with gunzip and import what is inside"},
    {"II*", "a TIFF image", save_as_dxf},
    {"GIF8", "a GIF image", save_as_dxf},
}};

[[noreturn]] void reject(const fs::path& file, std::string_view why, std::string_view advice) {
    throw core::Error(core::Fault::rejected, fmt::format("{}: {}", file.string(), why), std::string(advice));
}

}  // namespace

bool looks_like_dxf(std::string_view beginning) {
    if (beginning.starts_with(binary_sentinel)) return true;
    if (beginning.starts_with(byte_order_mark)) beginning.remove_prefix(byte_order_mark.size());
    // Comments (group 999) may come first; then "0 / SECTION".
    while (true) {
        const std::size_t start = beginning.find_first_not_of(" \t\r\n");
        if (start == std::string_view::npos) return false;
        beginning.remove_prefix(start);
        const std::size_t end_of_code = beginning.find_first_of(" \t\r\n");
        const std::string_view code = beginning.substr(0, end_of_code);
        const std::size_t value =
            end_of_code == std::string_view::npos ? end_of_code : beginning.find('\n', end_of_code);
        if (value == std::string_view::npos) return false;
        beginning.remove_prefix(value + 1);
        if (code != "999") {
            const std::size_t word = beginning.find_first_not_of(" \t");
            return code == "0" && word != std::string_view::npos &&
                   beginning.substr(word).starts_with("SECTION");
        }
        const std::size_t next = beginning.find('\n');
        if (next == std::string_view::npos) return true;  // nothing but comments so far
        beginning.remove_prefix(next + 1);
    }
}

std::string read_dxf_bytes(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        throw core::Error(core::Fault::failed, fmt::format("{}: no such file", file.string()),
                          "check the path");
    }
    if (!fs::is_regular_file(file, error)) reject(file, "is not a file", "name the drawings one by one");
    const std::uintmax_t size = fs::file_size(file, error);
    if (error || size == 0) reject(file, "the file is empty", save_as_dxf);
    if (size > max_bytes) {
        reject(file, fmt::format("the file has {} MiB, more than the limit of 512", size >> 20),
               "purge unused blocks and layers, or save each level as a drawing of its own");
    }
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!stream) {
        throw core::Error(core::Fault::failed, fmt::format("{}: cannot be read", file.string()),
                          "check the file's permissions");
    }
    const std::string_view beginning = std::string_view(bytes).substr(0, 4096);
    for (const Signature& signature : signatures) {
        if (beginning.starts_with(signature.bytes))
            reject(file, fmt::format("is {}, not a text DXF", signature.is), signature.advice);
    }
    if (!looks_like_dxf(beginning)) reject(file, "is not a DXF drawing", save_as_dxf);
    if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
    return bytes;
}

}  // namespace mallctl::importers::dxf
