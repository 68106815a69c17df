// Times as people write them, on the mall's clock or with an offset.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/reader/row_faults.hpp"
#include "core/clock.hpp"

namespace mallctl::catalog {

class LocalTimes {
  public:
    // `zone`: IANA, or empty, and then local times are refused.
    void set_zone(std::string zone);
    const std::string& zone() const { return zone_; }

    // "2026-01-31 18:00", with seconds or without, a blank or a T between: on the mall's clock. A time that
    // the change to summer time skips is refused; one that occurs twice is the first. With an offset or Z
    // (RFC 3339, and a blank for its T) it needs no zone. Years 1 to 9999.
    std::optional<Refusal> read(std::string_view text, core::Instant& instant);

  private:
    // A local day of which every minute occurs once, in order: all but the two days a year with a change.
    struct Day {
        std::int32_t date = -1;
        bool is_plain = false;
        core::Instant begin;
    };

    const Day& day(int year, unsigned month, unsigned day);

    std::string zone_;
    std::array<Day, 512> days_{};
};

}  // namespace mallctl::catalog
