#include "catalog/target.hpp"

#include <algorithm>

#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/names.hpp"

namespace mallctl::catalog {

namespace {

std::string forms(const std::vector<std::string>& kinds) {
    std::string all;
    for (const auto& kind : kinds) all += (all.empty() ? "" : ", ") + kind + ":SLUG";
    return "write one of " + all;
}

}  // namespace

Target parse_target(std::string_view text, const std::vector<std::string>& kinds) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        throw core::Error(core::Fault::rejected, "it does not say of which kind it is", forms(kinds));
    Target target{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
    if (std::find(kinds.begin(), kinds.end(), target.kind) == kinds.end()) {
        const auto guess = core::did_you_mean(target.kind, kinds);
        throw core::Error(core::Fault::rejected, "\"" + target.kind + "\" is no kind that can stand here",
                          guess.empty() ? forms(kinds) : guess);
    }
    if (!core::is_slug(target.slug))
        throw core::Error(core::Fault::rejected, "a slug has 1 to 63 of a-z, 0-9, - and _", forms(kinds));
    return target;
}

std::string to_string(const Target& target) {
    return target.kind + ":" + target.slug;
}

}  // namespace mallctl::catalog
