#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

#include "catalog/hours.hpp"
#include "hours_text.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;

namespace {

struct Sample {
    std::string kind;
    std::string value;
};

// Lines of oh_strings.csv: kind,value with RFC 4180 quotes and no embedded newlines.
std::vector<Sample> read_samples(const std::filesystem::path& file) {
    std::vector<Sample> samples;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        const auto comma = line.find(',');
        std::string value = line.substr(comma + 1);
        if (!value.empty() && value.front() == '"') {
            std::string plain;
            for (std::size_t i = 1; i + 1 < value.size(); ++i) {
                plain += value[i];
                if (value[i] == '"') ++i;
            }
            value = plain;
        }
        samples.push_back({line.substr(0, comma), value});
    }
    return samples;
}

// "open ends (\"+\") are not understood"
std::string reason(const std::string& hours) {
    const std::string why = test::why_refused(hours);
    const auto begin = why.find(": ") + 2;
    return why.substr(begin, why.find("; ") - begin);
}

std::vector<std::string> lines(const std::map<std::string, int>& counts) {
    std::vector<std::string> lines;
    for (const auto& [text, count] : counts) lines.push_back(std::to_string(count) + " " + text);
    return lines;
}

// The good strings that are refused, by reason, and why a mall can do without.
const std::vector<std::string> refused = {
    // Read in two ways: the comma that the specification does not ask for between these.
    R"(2 "," is expected between weekdays and holidays)",
    // Points in time, as of a bus or a service: a shop has an end of its hours.
    R"(47 "-" and the closing time are expected)",
    R"(1 "24/7" stands without days)",
    "9 a range from or to easter is not understood without years",
    "2 a rule is expected after the separator",
    // 10-12, 10am, 10.00: outside of the specification.
    "25 a time is written HH:MM",
    "9 an earlier rule never counts, as this one replaces it on all of its days",
    "5 days before or after another are not understood",
    // Days alone mean the whole day; in a mall the hours have been forgotten.
    "60 hours are expected after the days",
    "1 hours begin before 24:00",
    "3 it is not clear whether this fallback counts when an earlier rule says off",
    "6 it is not clear whether this rule ends the earlier hours past midnight",
    "1 minutes have two digits",
    "1 more is expected here",
    // Nobody could say whether such a shop is open.
    R"(35 open ends ("+") are not understood)",
    // Nobody states them; their dates can be written.
    "35 school holidays are not known",
    R"(23 steps ("/") are only understood of weeks)",
    "2 the rule before this one has dates or weekdays, which this one does not inherit",
    "1 the year of this date is not clear",
    "2 there is no such day in this month",
    // Characters outside of the specification: dashes, raised digits, other scripts.
    "34 this is not understood here",
    "1 this rule overrides an earlier one that is more particular",
    // Selectors in an order that the specification does not have.
    "25 this stands in the wrong place",
    // Words outside of it: Montag, till, late, täglich.
    "80 this word is not understood",
    "31 times that depend on the sun are not understood",
};

}  // namespace

TEST_CASE(
    "of the strings of opening_hours.js each is understood or refused, and none that must fail is accepted") {
    const auto file = test::shared_data("tenants/opening-hours/oh_strings.csv");
    if (!file) {
        WARN("shared data is absent: skipped");
        return;
    }
    // They stand among the good strings, too: their failing tests ask for points in time, or give no country
    // whose holidays the evaluator could know.
    const std::set<std::string> fine_here = {"Mo 12:00-14:00", "Mo-Fr 08:00-16:00",
                                             "Mo-Fr 10:00-20:00; PH off"};
    std::set<std::string> not_refused;
    std::size_t accepted = 0;
    std::size_t must_fail = 0;
    std::map<std::string, int> refusals;  // of strings that are good there
    const auto samples = read_samples(*file);
    REQUIRE(samples.size() == 694);
    for (const auto& sample : samples) {
        INFO(sample.kind << ": " << sample.value);
        const int column = test::refused_at(sample.value);
        CHECK(column <= static_cast<int>(sample.value.size()) + 1);
        const bool should_fail = sample.kind == "ShouldFail";
        must_fail += should_fail ? 1 : 0;
        if (column != 0) {
            if (!should_fail) ++refusals[reason(sample.value)];
            continue;
        }
        if (should_fail) {
            not_refused.insert(sample.value);
        } else {
            ++accepted;
        }
        CHECK_NOTHROW(catalog::OpeningHours::parse(sample.value).at(core::Instant{}, "Europe/Berlin"));
    }
    CHECK(must_fail == 71);
    CHECK(not_refused == fine_here);
    CHECK(accepted == 182);  // of 623
    CHECK(lines(refusals) == refused);
}

TEST_CASE("what opening_hours.js says of its own strings holds here") {
    // From its tests, the first of October 2012 is a Monday; times are without a zone there.
    const auto at = [](const char* hours, const char* when) {
        const auto text = test::state(hours, std::string(when) + ":00Z", "UTC");
        return text.substr(0, text.find(' '));
    };
    CHECK(at("10:00-14:00; 12:00-14:00 off", "2012-10-01T11:59") == "open");
    CHECK(at("10:00-14:00; 12:00-14:00 off", "2012-10-01T12:00") == "closed");
    CHECK(at("Mo-Fr 10:00-16:00; We 12:00-18:00", "2012-10-03T11:00") == "closed");
    CHECK(at("Mo-Fr 10:00-16:00, We 12:00-18:00", "2012-10-03T11:00") == "open");
    CHECK(at("We-Fr 10:00-24:00 open \"it is open\" || \"please call\"", "2012-10-01T12:00") == "unknown");
    CHECK(at("week 02-52/6 Fr 00:00-24:00", "2012-01-13T12:00") == "open");
    CHECK(at("week 02-52/6 Fr 00:00-24:00", "2012-01-20T12:00") == "closed");
    CHECK(at("Nov-Feb 00:00-24:00", "2013-01-15T12:00") == "open");
    CHECK(at("Jan 23-Feb 12 00:00-24:00", "2012-02-12T23:59") == "open");
    CHECK(at("Jan 23-Feb 12 00:00-24:00", "2012-02-13T00:00") == "closed");
    CHECK(at("easter -2 days-easter +2 days: open \"Around easter\"", "2012-04-06T12:00") == "open");
    CHECK(at("easter -2 days-easter +2 days: open \"Around easter\"", "2012-04-11T12:00") == "closed");
    CHECK(at("Nov-Mar off; Apr,May,Sep,Oct 10:00-14:30; Jun 09:00-16:00; Jul,Aug 10:00-17:00; Mo off",
             "2012-10-01T12:00") == "closed");
}
