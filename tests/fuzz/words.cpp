// Single values as users write them: ids, times, money, places, slugs.
#include "core/clock.hpp"
#include "core/money.hpp"
#include "core/names.hpp"
#include "core/utf8.hpp"
#include "core/uuid.hpp"
#include "operations/place.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/operations/small_mall.hpp"

namespace {

using namespace mallctl;
using core::Fault;

void check_values(const std::string& text) {
    if (const auto id = core::parse_uuid(text)) {
        fuzz::require(core::parse_uuid(core::to_string(*id)) == id, "an id reads back");
    }
    if (const auto instant = fuzz::attempt([&] { return core::parse_instant(text); }, {Fault::usage})) {
        fuzz::require(core::parse_instant(core::format_instant(*instant)) == instant, "a time reads back");
    }
    for (const char* currency : {"EUR", "JPY", "KWD"}) {
        const auto minor = fuzz::attempt([&] { return core::parse_money(text, currency); });
        if (!minor) continue;
        const std::string written = core::format_money(*minor, currency);
        fuzz::require(core::parse_money(written, currency) == minor, "money reads back");
    }
    const std::string slug = core::make_slug(text);
    fuzz::require(slug.size() > 63 || slug.empty() || core::is_slug(slug), "a made slug is one");
    fuzz::require(!core::has_control_character(core::one_line(text)), "one line is one line");
    core::is_time_zone(text);
    core::currency_exponent(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto mall = test::small_mall();
    static const core::Instant at = core::parse_instant("2026-03-01T12:00:00Z");
    const std::string text = fuzz::to_text(data, size);
    check_values(text);
    const auto place = fuzz::attempt([&] { return operations::resolve_place(*mall, text, at); },
                                     {Fault::usage, Fault::failed});
    if (place) {
        fuzz::require(!place->points.empty(), "a place has a point");
        const auto again = operations::resolve_place(*mall, place->reference, at);
        fuzz::require(again.reference == place->reference, "a canonical place reads back");
    }
    return 0;
}
