#include "cli/size.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "core/error.hpp"

namespace mallctl::cli {

std::size_t parse_size(std::string_view text, const std::string& what) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    const unsigned shift = unit == "KiB" ? 10 : unit == "MiB" ? 20 : unit == "GiB" ? 30 : 0;
    constexpr std::size_t most = std::size_t{1} << 40;
    if (error != std::errc{} || count == 0 || shift == 0 || count > (most >> shift)) {
        throw core::Error(core::Fault::usage,
                          what + " \"" + std::string(text) + "\" is not an amount of memory",
                          "write a number with KiB, MiB or GiB, such as 512MiB");
    }
    return count << shift;
}

std::size_t quarter_of_memory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long page = ::sysconf(_SC_PAGESIZE);
    constexpr std::size_t least = std::size_t{64} << 20;
    if (pages <= 0 || page <= 0) return least;
    return std::max(least, static_cast<std::size_t>(pages) / 4 * static_cast<std::size_t>(page));
}

}  // namespace mallctl::cli
