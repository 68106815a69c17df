#include <catch2/catch.hpp>

#include "hours_text.hpp"

using mallctl::test::refused_at;
using mallctl::test::why_refused;

TEST_CASE("what is not understood is refused at its column") {
    CHECK(refused_at("") == 1);
    CHECK(refused_at("   ") == 4);
    CHECK(refused_at("Mo-Fr 10:00-20:00; SH off") == 20);
    CHECK(why_refused("SH off").find("school holidays are not known") != std::string::npos);
    CHECK(refused_at("Mo-Su,SH 10:00-20:00") == 7);
    CHECK(refused_at("Mo-Tr 17:00-20:00") == 4);
    CHECK(refused_at("Mon 10:00-12:00") == 1);
    CHECK(refused_at("Mo 10-12") == 6);
    CHECK(refused_at("Mo 10:00") == 9);
    CHECK(refused_at("Mo 10:00-20:60") == 13);
    CHECK(refused_at("Mo 10:00-20:5") == 13);
    CHECK(refused_at("Mo 24:00-26:00") == 4);
    CHECK(refused_at("Mo 10:00-48:01") == 10);
    CHECK(refused_at("Mo 100:00-20:00") == 4);
    CHECK(refused_at("Mo 10:00+") == 9);
    CHECK(refused_at("Mo 10:00-20:00+") == 15);
    CHECK(refused_at("Mo 10:00-20:00/60") == 15);
    CHECK(refused_at("Mo 12:00-14:00; sunrise-sunset") == 17);
    CHECK(refused_at("Mo 12:00-sunset") == 10);
    CHECK(refused_at("Mo (sunrise+01:00)-20:00") == 4);
    CHECK(refused_at("Mo 10:00-12:00,") == 16);
    CHECK(refused_at("Mo 10:00-12:00 ||") == 18);
    CHECK(refused_at("Mo 10:00–12:00") == 9);
    CHECK(refused_at("\"Türe\" Mo 10:00-12:00") == 8);
    CHECK(refused_at("ä") == 1);
    CHECK(refused_at("Mo-Fr") == 6);
    CHECK(refused_at("Dec 24; Mo off") == 7);
    CHECK(refused_at("Mo 24/7") == 4);
    CHECK(refused_at("Mo 10:00-12:00;; Tu off") == 16);
    CHECK(refused_at("Mo 10:00-12:00 16:00-18:00") == 16);
    CHECK(refused_at("Mo 10:00-12:00 Dec") == 16);
    CHECK(refused_at("Mo 10:00-12:00 \"by appointment") == 16);
    CHECK(refused_at("Mo 10:00-12:00 \"by\nappointment\"") == 19);
    CHECK(refused_at("Mo 10:00-12:00 \"x\" open") == 20);
    CHECK(refused_at(std::string(100'000, ';')) == 1001);
}

TEST_CASE("days that no calendar has are refused at their column") {
    CHECK(refused_at("Feb 30 off") == 5);
    CHECK(refused_at("2027 Feb 29 off") == 10);
    CHECK(refused_at("Dec 24-32 off") == 8);
    CHECK(refused_at("Dec 26-24 off") == 8);
    CHECK(refused_at("Dec 26-Dec 24 off") == 8);
    CHECK(refused_at("2027 Jan 02-2026 Dec 24 off") == 13);
    CHECK(refused_at("2027-2026 off") == 6);
    CHECK(refused_at("1899 off") == 1);
    CHECK(refused_at("2026-12-24 off") == 6);
    CHECK(refused_at("20261 off") == 1);
    CHECK(refused_at("Dec 2026 off") == 5);
    CHECK(refused_at("week 54 off") == 6);
    CHECK(refused_at("week 00 off") == 6);
    CHECK(refused_at("week 40-30 off") == 9);
    CHECK(refused_at("week 30-40/1 off") == 12);
    CHECK(refused_at("Su[6] off") == 4);
    CHECK(refused_at("Su[0] off") == 4);
    CHECK(refused_at("Su[2-1] off") == 4);
    CHECK(refused_at("Sa[1.") == 5);
    CHECK(refused_at("Mo-Fr[1] off") == 6);
    CHECK(refused_at("easter -61 days off") == 9);
    CHECK(refused_at("easter +1-easter -1 day off") == 10);
}

TEST_CASE("dates whose year or meaning is in doubt are refused") {
    CHECK(refused_at("2026 Dec 24,Dec 31 off") == 13);
    CHECK(refused_at("2026 Dec 24-Jan 02 off") == 13);
    CHECK(refused_at("2026-2027 Dec 24-Jan 02 off") == 18);
    CHECK(refused_at("Dec 24-2027 Jan 02 off") == 8);
    CHECK(refused_at("Dec 24-Jan off") == 8);
    CHECK(refused_at("Dec-Jan 02 off") == 5);
    CHECK(refused_at("Dec 24+ off") == 7);
    CHECK(refused_at("2026 Mar+ off") == 9);
    CHECK(refused_at("Dec 01-31/7 off") == 10);
    CHECK(refused_at("2026/2 off") == 5);
    CHECK(refused_at("easter-May 01 off") == 8);
    CHECK(refused_at("2026 week 01 off") == 6);
    CHECK(refused_at("PH Mo-Fr off") == 4);
    CHECK(refused_at("PH -1 day off") == 4);
    CHECK(refused_at("Su[1] +1 day off") == 7);
}

TEST_CASE("a night that a later rule may or may not cut is refused") {
    CHECK(refused_at("22:00-02:00; Tu 12:00-14:00") == 14);
    CHECK(refused_at("Fr 10:00-02:00; Sa 10:00-20:00") == 17);
    CHECK(refused_at("Mo-Sa 10:00-01:00; Su off") == 20);
    CHECK(refused_at("Fr-Sa 10:00-01:00; PH off") == 20);
    CHECK(refused_at("Fr-Sa 10:00-01:00; Dec 24 off") == 20);
    CHECK(refused_at("Aug Fr 10:00-01:00; Sep Sa 10:00-20:00") == 21);
    CHECK(refused_at("Feb 28 10:00-01:00; Mar 01 10:00-20:00") == 21);
    CHECK(refused_at("Dec 31 10:00-01:00; Jan 01 10:00-20:00") == 21);
    CHECK(refused_at("10:00-22:00; 21:00-25:00 off; Tu 10:00-20:00") == 31);
    CHECK(refused_at("Sa 10:00-20:00; Fr 10:00-02:00") == 0);
    CHECK(refused_at("Fr 10:00-24:00; Sa 10:00-20:00") == 0);
    CHECK(refused_at("Aug Fr 10:00-01:00; Oct Sa 10:00-20:00") == 0);
    CHECK(refused_at("Fr-Sa 18:00-24:00, Sa-Su 00:00-06:00; PH off") == 0);
    CHECK(refused_at("22:00-26:00; We 12:00-14:00 off") == 0);
}

TEST_CASE("a rule that would silence an earlier one is refused") {
    CHECK(refused_at("Mo-Fr 09:00-12:00; Mo-Fr 14:00-18:00") == 20);
    CHECK(refused_at("08:00-09:00; 10:00-12:00") == 14);
    CHECK(refused_at("Mo 09:00-12:00; Mo-Fr 14:00-18:00") == 17);
    CHECK(refused_at("Mo-Fr 10:00-20:00; off") == 20);
    CHECK(refused_at("Su[1] 13:00-18:00; Su off") == 20);
    CHECK(refused_at("Dec 24 10:00-14:00; Dec off") == 21);
    CHECK(refused_at("Mo[1] 10:00-12:00; Mo[1,3] 13:00-14:00") == 20);
    CHECK(refused_at("Mo 09:00-12:00; Tu-Fr 14:00-18:00") == 0);
    CHECK(refused_at("off; Mo-Fr 10:00-20:00") == 0);
    CHECK(refused_at("Mo 10:00-12:00; PH 10:00-12:00") == 0);
}

TEST_CASE("a general rule after a particular one is refused") {
    CHECK(refused_at("PH off; Mo-Fr 10:00-20:00") == 9);
    CHECK(refused_at("PH off, Mo-Fr 10:00-20:00") == 9);
    CHECK(refused_at("Mo-Sa 10:00-20:00; PH off; Dec Mo-Sa 10:00-22:00") == 28);
    CHECK(refused_at("Dec 24 10:00-14:00; Mo-Sa 10:00-20:00") == 21);
    CHECK(refused_at("Jul Mo 10:00-14:00; Mo-Sa 10:00-20:00") == 21);
    CHECK(refused_at("Mo-Sa 10:00-20:00; Dec Mo-Sa 10:00-22:00; PH off; Dec 24,31 10:00-14:00") == 0);
    CHECK(refused_at("Nov-Mar off; Apr-Oct 10:00-18:00; Mo off") == 0);
    CHECK(refused_at("Mo-Su,PH 10:00-20:00; Su 12:00-18:00") == 0);
}

TEST_CASE("an additional rule without the days of the one before it is refused") {
    CHECK(refused_at("Nov-Feb Mo-Sa 10:00-16:00, Su 13:00-16:00") == 28);
    CHECK(refused_at("Mo 10:00-12:00 open, 14:00-16:00") == 22);
    CHECK(refused_at("Mo-Fr 10:00-20:00, 12:00-13:00 off") == 32);
    CHECK(refused_at("Mo-Fr 10:00-12:00, 14:00-18:00 \"call\"") == 32);
    CHECK(refused_at("Nov-Feb Mo-Sa 10:00-16:00, Nov-Feb Su 13:00-16:00") == 0);
    CHECK(refused_at("Mo-Fr 10:00-12:00, 14:00-18:00") == 0);
    CHECK(refused_at("Mo-Fr 10:00-12:00,14:00-18:00 \"call\"") == 0);
}

TEST_CASE("a fallback stands after what it falls back from, and before what is off in any case") {
    CHECK(refused_at("Mo-Sa 10:00-20:00; PH off || \"call\"") == 30);
    CHECK(refused_at("Mo-Sa 10:00-20:00 || \"call\"; PH off") == 0);
    CHECK(refused_at("Mo-Fr 10:00-20:00 || \"call\"; Sa 10:00-14:00") == 30);
}
