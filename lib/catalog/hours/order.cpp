#include "catalog/hours/order.hpp"

#include <algorithm>

#include "catalog/hours/reach.hpp"

namespace mallctl::catalog::hours {

namespace {

// The place of a rule in the order from the general to the particular.
enum class Rank { week, season, holidays, single_days };

Rank rank_of(const Rule& rule) {
    if (names_single_days(rule.dates)) return Rank::single_days;
    if (rule.days.holidays && rule.days.every != whole_week) return Rank::holidays;
    const bool nth = std::any_of(rule.days.nth.begin(), rule.days.nth.end(), [](auto n) { return n != 0; });
    return rule.dates.any() || nth ? Rank::season : Rank::week;
}

bool passes_midnight(const Rule& rule) {
    return std::any_of(rule.spans.begin(), rule.spans.end(),
                       [](Span span) { return span.to > minutes_of_day; });
}

bool cuts_a_night(const Rule& next, const Rule& before) {
    return (next.replaces() || next.closes_days()) && passes_midnight(before) &&
           (may_share_a_day(before, next) || may_precede(before, next));
}

bool silences(const Rule& next, const Rule& before) {
    if (next.closes_days()) return before.status != Status::closed && covers(next, before);
    return next.replaces() && covers(next, before);
}

bool is_too_general(const Rule& next, const Rule& before) {
    const bool overrides = next.replaces() || (next.status != Status::closed && before.closes_days());
    return overrides && rank_of(next) < rank_of(before) && may_share_a_day(before, next);
}

bool leaves_days_out(const Rule& next, const Rule& before) {
    if (next.join != Join::adding || next.status == Status::closed) return false;
    return (before.dates.any() && !next.dates.any()) ||
           (before.days.named && !next.days.named && !next.dates.any());
}

std::optional<Complaint> about_fallback(const Rule& next, const Rule& before) {
    if (next.join == Join::fallback && before.status == Status::closed) {
        return Complaint{"it is not clear whether this fallback counts when an earlier rule says off",
                         "write the rule with off last, after \";\""};
    }
    if (next.replaces() && before.join == Join::fallback)
        return Complaint{"hours after a fallback would end it on their days", "write the fallback last"};
    return std::nullopt;
}

std::optional<Complaint> about(const Rule& next, const Rule& before) {
    if (cuts_a_night(next, before)) {
        return Complaint{"it is not clear whether this rule ends the earlier hours past midnight",
                         "separate the rules by \",\" where the night goes on, or end the earlier hours at "
                         "24:00 and write the rest as hours of the next day"};
    }
    if (const auto fault = about_fallback(next, before)) return fault;
    if (silences(next, before)) {
        return Complaint{"an earlier rule never counts, as this one replaces it on all of its days",
                         "separate the rules by \",\" where both count, or leave the earlier one out"};
    }
    if (is_too_general(next, before)) {
        return Complaint{"this rule overrides an earlier one that is more particular",
                         "write weekly hours first, then seasons, then holidays, then single days"};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Complaint> complaint_about(const Rule& next, const std::vector<Rule>& earlier) {
    for (const Rule& before : earlier) {
        if (const auto fault = about(next, before)) return fault;
    }
    if (!earlier.empty() && leaves_days_out(next, earlier.back())) {
        return Complaint{"the rule before this one has dates or weekdays, which this one does not inherit",
                         "write them again, or separate the rules by \";\""};
    }
    return std::nullopt;
}

}  // namespace mallctl::catalog::hours
