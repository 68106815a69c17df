#include <catch2/catch.hpp>

#include "catalog/columns/free_hours.hpp"

using mallctl::catalog::columns::read_free_hours;

namespace {

std::string hours(std::string_view text) {
    const auto read = read_free_hours(text);
    CHECK(read.hours.empty() != read.fault.empty());
    return read.hours;
}
std::string fault(std::string_view text) {
    const auto read = read_free_hours(text);
    CHECK(read.hours.empty());
    return read.fault;
}

}  // namespace

TEST_CASE("times come before or behind the days that they are for") {
    CHECK(hours("10:00 – 21:30 MON – SUN") == "Mo-Su 10:00-21:30");
    CHECK(hours("MON – SUN 10:30 – 22:30") == "Mo-Su 10:30-22:30");
    CHECK(hours("10:00am – 10:00pm (Daily)") == "Mo-Su 10:00-22:00");
    CHECK(hours("Mon - Sun & Public Holidays: 11:00 - 23:00") == "Mo-Su,PH 11:00-23:00");
    CHECK(hours("11am - 10pm") == "11:00-22:00");
    CHECK(hours("12noon – 12midnight") == "12:00-24:00");
    CHECK(hours("0700 – 2300 MON – SUN") == "Mo-Su 07:00-23:00");
    CHECK(hours("Monday – Sunday 8:00 – 21:30") == "Mo-Su 08:00-21:30");
    CHECK(hours("Mon - Sun, PH\xC2\xA0"
                "11:00 - 20:00") == "Mo-Su,PH 11:00-20:00");
}

TEST_CASE("several rules may stand without a gap between them") {
    CHECK(hours("09:30 – 22:00 MON – SAT11:00 – 22:00 SUN & PHs") == "Mo-Sa 09:30-22:00; Su,PH 11:00-22:00");
    CHECK(hours("MON to FRI: 12noon – 10pmSAT to SUN: 11:30am – 10pm") ==
          "Mo-Fr 12:00-22:00; Sa,Su 11:30-22:00");
    CHECK(hours("10:00 – 21:00 MON – FRI10:00 – 19:00 SATClosed on SUN & PHs") ==
          "Mo-Fr 10:00-21:00; Sa 10:00-19:00; Su,PH off");
    CHECK(hours("12:00 – 15:3018:00 – 22:30") == "12:00-15:30,18:00-22:30");
    CHECK(hours("11:30am – 3:00pm6:00pm – 11:00pmMON-SUN") == "Mo-Su 11:30-15:00,18:00-23:00");
    CHECK(hours("Mon – Fri 10:30-22:00 /Sat, Sun & Public Holiday 10:00-22:00") ==
          "Mo-Fr 10:30-22:00; Sa,Su,PH 10:00-22:00");
    CHECK(hours("Mon - Thu: 12:00 - 15:00;Mon - Thu: 17:30 - 23:00;Sat: 12:00 - 23:00") ==
          "Mo-Th 12:00-15:00,17:30-23:00; Sa 12:00-23:00");
    CHECK(hours("11:30 – 21:00 MON – FRI\xE3\x80\x80"
                "09:00 – 20:00 SAT – SUN & PHs") == "Mo-Fr 11:30-21:00; Sa,Su,PH 09:00-20:00");
}

TEST_CASE("weeks may begin on Sunday and nights may pass midnight") {
    CHECK(hours("11:30 – 22:30 SUN – THU11:30 – 23:00 FRI – SAT&PH") ==
          "Mo-Th,Su 11:30-22:30; Fr,Sa,PH 11:30-23:00");
    CHECK(hours("12:00 – 23:00 SUN －THU12:00 – 23:30 FRI －SAT") ==
          "Mo-Th,Su 12:00-23:00; Fr,Sa 12:00-23:30");
    CHECK(hours("12:00 – 01:00 MON – SAT11:30 – 01:00 SUN") == "Mo-Sa 12:00-01:00, Su 11:30-01:00");
    CHECK(hours("12:00nn -11:00pm MON – THU12:00nn -12:00am FRI – SUN & PUBLIC HOLIDAYS") ==
          "Mo-Th 12:00-23:00; Fr-Su,PH 12:00-24:00");
    CHECK(hours("11:30 – 00:00 MON – SUN") == "Mo-Su 11:30-24:00");
}

TEST_CASE("a note on last orders says nothing of the hours") {
    CHECK(hours("Monday – Sunday 11:30 – 22:30 (Last Order: 21:30)") == "Mo-Su 11:30-22:30");
}

TEST_CASE("hours with a word that is not understood are left out") {
    CHECK(fault("Temporary closure until further notice") ==
          "\"Temporary closure until further notice\" is not "
          "understood");
    CHECK_FALSE(fault("Mon - Sun, PH 11:00 - 20:00 (Closed on 1 Feb)").empty());
    CHECK_FALSE(fault("(Lunch)12:00 – 15:00(Dinner)18:00 – 22:30 MON – SUN").empty());
    CHECK_FALSE(fault("11:00 – 00:00 FRI & eves of PHs").empty());
    CHECK_FALSE(fault("10:-00-22:00 MON – SUN").empty());
    CHECK_FALSE(fault("6:30 - 10:00, 12:000 - 15:00 Mon").empty());
    CHECK_FALSE(fault("Monthly 10:00-12:00").empty());
    CHECK_FALSE(fault("10:00 – 21:30 & 8:00 – 21:30(Food) Mon").empty());
}

TEST_CASE("hours that may mean two things are left out") {
    CHECK(fault("9:00 - 5:00") == "it may lack a pm");
    CHECK(fault("1:00 - 5:00pm").find("am or pm") != std::string::npos);
    CHECK(fault("11:00 - 10:00") == "a time that ends before it begins");
    CHECK(fault("10:00-10:00") == "a time that ends as it begins");
    CHECK(fault("Thu - Sun: 15:00 - 00:00;Fri - Sat: 15:00 - 01:00") == "it says two things of one day");
    CHECK(fault("10:00-12:00 MON 13:00-14:00").find("which days") != std::string::npos);
    CHECK(fault("10:00-14:00, 13:00-15:00 MON") == "two times of one day overlap");
    CHECK(fault("10:00 - MON") == "a time alone");
    CHECK(fault("- 10:00").find("dash") != std::string::npos);
    CHECK(fault("10:00") == "a time alone");
    CHECK(fault("MON - SUN") == "it says no time");
    CHECK(fault("closed") == "it says no time");
    CHECK(fault("10 - 12 MON").find("not understood") != std::string::npos);
    CHECK_FALSE(fault("25:00 - 26:00").empty());
    CHECK_FALSE(fault("13am - 14pm").empty());
    CHECK(fault("") == "it says no time");
}
