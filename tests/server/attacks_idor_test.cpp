// Attacks by naming what is somebody else's: another mall by slug, and its rows, floors, units, vouchers,
// keys and users by every id that they have, through one's own mall.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/server/described_operations.hpp"

using namespace mallctl::test;
using Json = nlohmann::json;

namespace {

AttackedMalls& malls() {
    return attacked_malls();
}

const std::string ours = "/api/v1/malls/arcade";
const std::string theirs = "/api/v1/malls/riverside";

Reply ask(const std::string& method, const std::string& target, const std::string& body = "") {
    return malls().ask(method, target, body, malls().key());
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

// One text of a row of the other mall.
std::string of_theirs(const std::string& query) {
    const std::string text = malls().sql(query +
                                         " where mall_id = (select id from mallctl.mall where slug = "
                                         "'riverside') order by 1 limit 1");
    return first_line(text);
}

bool tells_of_them(const Reply& reply) {
    for (const std::string& word : AttackedMalls::foreign_words()) {
        if (reply.body.find(word) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("every operation in another mall is refused to who has rights in one's own") {
    int refused = 0;
    const std::string before = malls().sql("select count(*), max(number) from mallctl.version");
    for (const DescribedOperation& operation : described_operations(malls(), malls().key())) {
        if (operation.pattern.find("{mall}") == std::string::npos) continue;
        const std::string body = operation.body.is_null() ? "" : operation.body.dump();
        const std::string target = operation.target("mall", "riverside");
        const int to_nobody = malls().ask(operation.method, target, body).status;
        const Reply reply = ask(operation.method, target, body);
        INFO(operation.name() << ' ' << to_nobody << ' ' << reply.status << ' ' << reply.body.substr(0, 200));
        if (to_nobody != 401) continue;  // anybody may
        CHECK(reply.status == 403);
        CHECK_FALSE(tells_of_them(reply));
        ++refused;
    }
    CHECK(refused > 60);
    CHECK(malls().sql("select count(*), max(number) from mallctl.version") == before);
}

TEST_CASE("rows of another mall are not found through one's own, to be read, changed or deleted") {
    const std::vector<std::pair<std::string, std::string>> kinds{
        {"locations", "location"}, {"tenants", "tenant"},       {"stores", "store"},
        {"leases", "lease"},       {"products", "product"},     {"offers", "offer"},
        {"closures", "closure"},   {"synonyms", "synonym"},     {"pins", "pin"},
        {"users", "user"},         {"exclusions", "exclusion"}, {"parking_zones", "parking_zone"}};
    for (const auto& [plural, kind] : kinds) {
        const auto one_of_theirs = [&, of = kind](const char* column) {
            return first_line(
                malls().sql(fmt::format("select t.{0} from mallctl.\"{1}\" t join mallctl.mall m on m.id = "
                                        "t.mall_id and m.slug = 'riverside' "
                                        "where t.slug not in (select t.slug from mallctl.\"{1}\" t join "
                                        "mallctl.mall m on m.id = t.mall_id "
                                        "and m.slug <> 'riverside') order by t.slug limit 1",
                                        column, of)));
        };
        const std::string slug = one_of_theirs("slug");
        const std::string id = one_of_theirs("id");
        const std::string count = fmt::format(
            "select count(*), md5(string_agg(t::text, ',' order by t::text)) "
            "from mallctl.\"{}\" t where slug = '{}'",
            kind, slug);
        REQUIRE_FALSE(slug.empty());
        const std::string before = malls().sql(count);
        for (const std::string& name : {slug, id}) {
            for (const std::string& path : {"/" + plural, "/rows/" + plural}) {
                const Reply read = ask("GET", ours + path + "/" + name);
                INFO(path << '/' << name << ' ' << read.body.substr(0, 200));
                CHECK(read.status == 404);
            }
            CHECK(ask("PATCH", ours + "/" + plural + "/" + name, R"({"name":"Mine"})").status >= 400);
            CHECK(ask("DELETE", ours + "/" + plural + "/" + name).status == 404);
        }
        CHECK(malls().sql(count) == before);
    }
}

TEST_CASE("a row of one's own cannot refer to rows of another mall") {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"/products", R"({"slug":"theft","name":"T","store":"market"})"},
        {"/offers", R"({"slug":"theft","name":"T","store":"market"})"},
        {"/offers", R"({"slug":"theft","name":"T","product":"rye_bread"})"},
        {"/stores", R"({"slug":"theft","name":"T","tenant":"zangolind"})"},
        {"/leases", R"({"slug":"theft","tenant":"zangolind","units":["G-05@G"],"from":"2026-01-01"})"},
        {"/users", R"({"slug":"theft","name":"T","role":"tenant_manager","tenant":"zangolind"})"},
    };
    for (const auto& [path, row] : rows) {
        const Reply reply = ask("POST", ours + path, row);
        INFO(row << ' ' << reply.body);
        CHECK(reply.status >= 400);
        CHECK(reply.status < 500);
        CHECK(ask("GET", ours + "/rows" + path + "/theft").status == 404);
    }
    CHECK(ask("PATCH", ours + "/products/rye", R"({"store":"market"})").status >= 400);
}

TEST_CASE("floors, units and ways of another mall are not found through one's own") {
    for (const std::string what : {"unit", "level"}) {
        const std::string id = of_theirs(fmt::format("select id::text from mallctl.{}", what));
        const std::string path = what == "unit" ? "/units/" + id : "/levels/" + id + "/features";
        const Reply read = malls().ask("GET", ours + path);
        INFO(path << ' ' << read.body.substr(0, 200));
        CHECK(read.status == 404);
        CHECK(malls().ask("GET", theirs + path).status == 200);
        const std::string place = "id:" + id;
        for (const std::string& target : {ours + "/route?from=location:north&to=" + place,
                                          ours + "/route?to=location:north&from=" + place,
                                          ours + "/near?from=" + place, ours + "/walk-in?location=" + id}) {
            const Reply reply = malls().ask("GET", target);
            INFO(target << ' ' << reply.body.substr(0, 200));
            CHECK(reply.status >= 400);
            CHECK(reply.status < 500);
            CHECK_FALSE(tells_of_them(reply));
        }
    }
}

TEST_CASE("vouchers, offers, sensors, versions and keys of another mall stay theirs") {
    const std::string voucher = "6d9e5a3c-0000-4000-8000-0000000000aa";
    const std::string priced =
        Json::parse(malls().ask("GET", theirs + "/offers?limit=1").body).at("offers").at(0).at("slug");
    // An id that is known is of one mall: the same through another is another voucher, or none.
    const Reply bought =
        malls().ask("POST", ours + "/offers/bread/vouchers", Json{{"id", voucher}}.dump(), malls().key());
    REQUIRE(bought.status == 201);
    CHECK(malls().ask("GET", theirs + "/vouchers/" + voucher, "", malls().foreign_key()).status == 404);
    CHECK(malls().ask("GET", ours + "/vouchers/" + voucher, "", malls().foreign_key()).status == 403);
    CHECK(malls().ask("GET", ours + "/vouchers/" + voucher).status == 401);
    CHECK(ask("GET", ours + "/vouchers/" + voucher).status == 200);
    const Json redemption{{"id", "6d9e5a3c-0000-4000-8000-0000000000ab"}};
    CHECK(ask("POST", ours + "/offers/" + priced + "/redeem", redemption.dump()).status == 404);
    CHECK(ask("POST", ours + "/offers/" + priced + "/end").status == 404);
    CHECK(ask("POST", ours + "/offers/" + priced + "/publish").status == 404);

    const Reply readings = ask(
        "POST", ours + "/sensors/readings",
        R"({"readings":[{"sensor":"s","kind":"parking","place":"p1_visitors","at":"2026-03-01T12:00:00Z","count":3}]})");
    INFO(readings.body);
    CHECK(readings.status == 200);
    CHECK(Json::parse(readings.body).at("results").at(0).at("outcome") != "stored");
    CHECK(malls().ask("GET", theirs + "/parking").body.find("\"taken\":3") == std::string::npos);

    CHECK(ask("DELETE", ours + "/api-keys/foreign").status == 404);
    CHECK(malls().ask("GET", theirs + "/tenants", "", malls().foreign_key()).status == 200);
    CHECK(malls().ask("GET", ours + "/tenants", "", malls().foreign_key()).status == 403);
    const Reply keys = ask("GET", ours + "/api-keys");
    CHECK(keys.status == 200);
    CHECK(keys.body.find("foreign") == std::string::npos);
    CHECK(keys.body.find("mk_") == std::string::npos);
    CHECK(ask("POST", ours + "/users/d_aslan/invitation").status == 404);
}

TEST_CASE("a manager of one tenant has nothing of another tenant of the mall") {
    for (const char* who : {"mine", "yours"}) {
        REQUIRE(ask("POST", ours + "/tenants", fmt::format(R"({{"slug":"{0}","name":"{0}"}})", who)).status ==
                201);
        REQUIRE(ask("POST", ours + "/stores",
                    fmt::format(R"({{"slug":"shop-{0}","name":"S","tenant":"{0}"}})", who))
                    .status == 201);
        REQUIRE(
            ask("POST", ours + "/leases",
                fmt::format(R"({{"slug":"lease-{0}","tenant":"{0}","units":["{1}@G"],"from":"2026-01-01"}})",
                            who, who[0] == 'm' ? "G-10" : "G-11"))
                .status == 201);
        REQUIRE(ask("POST", ours + "/products",
                    fmt::format(R"({{"slug":"thing-{0}","name":"T","store":"shop-{0}"}})", who))
                    .status == 201);
    }
    auto account = malls().account_of_user("tenant_manager", "mine");
    const std::string token = malls().sign_in(account);
    const auto as_manager = [&](const std::string& method, const std::string& path,
                                const std::string& body = "") {
        return malls().ask(method, ours + path, body, token).status;
    };
    CHECK(as_manager("PATCH", "/stores/shop-mine", R"({"phone":"1"})") == 200);
    CHECK(as_manager("PATCH", "/stores/shop-yours", R"({"phone":"1"})") == 403);
    CHECK(as_manager("DELETE", "/stores/shop-yours") == 403);
    CHECK(as_manager("POST", "/products", R"({"slug":"boot","name":"Boot","store":"shop-yours"})") == 403);
    CHECK(as_manager("PUT", "/products/thing-mine", R"({"name":"Rye","store":"shop-yours"})") == 403);
    CHECK(as_manager("POST", "/offers",
                     R"({"slug":"half","name":"Half","store":"shop-yours","draft":true})") == 403);
    CHECK(as_manager("PATCH", "/products/thing-mine", R"({"store":"shop-yours"})") == 403);
    CHECK(as_manager("GET", "/leases/lease-mine") == 200);
    CHECK(as_manager("GET", "/leases/lease-yours") == 404);
    CHECK(as_manager("GET", "/tenants/yours") == 404);
    CHECK(malls().ask("GET", ours + "/leases", "", token).body.find("lease-yours") == std::string::npos);
    CHECK(malls().ask("GET", ours + "/tenants", "", token).body.find("yours") == std::string::npos);
    // Nor more rights than it has, by the row that gives them.
    CHECK(as_manager("PATCH", "/users/a_meyer", R"({"role":"mall_admin"})") >= 400);
    CHECK(as_manager("POST", "/users", R"({"slug":"me2","name":"Me","role":"mall_admin"})") >= 400);
    CHECK(as_manager("POST", "/users",
                     R"({"slug":"me3","name":"Me","role":"tenant_manager","tenant":"yours"})") >= 400);
    CHECK(malls().sql(
              "select count(*) from mallctl.\"user\" where slug in ('me2', 'me3') or (slug = 'a_meyer' and "
              "role = 'mall_admin' and name = 'Anna Meyer' and email like '%arcade%')") == "0\n");
}
