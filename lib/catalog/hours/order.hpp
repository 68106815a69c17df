// Rules that follow the grammar and still would not mean what their writer thinks. They are refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/hours/rule.hpp"

namespace mallctl::catalog::hours {

struct Complaint {
    std::string why;
    std::string advice;
};

// What is wrong with `next` after `earlier`:
// - it replaces or closes days on which, or into which, an earlier rule's hours pass midnight: the
//   specification's reference implementation cuts such a night at 00:00, people mean that it goes on;
// - it makes an earlier rule count never: "Mo 09:00-12:00; Mo 14:00-18:00" has no morning;
// - it is the more general one: "PH off; Mo-Fr 10:00-20:00" is open on holidays that are weekdays. The
// general
//   comes first: weekly hours, then seasons, then holidays, then single days;
// - it is an additional rule that leaves out the days or dates of the one before it, which it does not
//   inherit: ", Su 13:00-16:00" after "Nov-Feb Mo-Sa 10:00-16:00" is for the whole year;
// - it is a fallback after "off", which may or may not be meant to be one's last word; or hours after a
//   fallback, which end it on their days.
// Days are compared by weekday and day of the year: where two rules never meet only because of their years or
// weeks, this may still complain.
std::optional<Complaint> complaint_about(const Rule& next, const std::vector<Rule>& earlier);

}  // namespace mallctl::catalog::hours
