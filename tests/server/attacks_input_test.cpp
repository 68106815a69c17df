// Attacks by what is sent in the places for values: every parameter of every route, and bodies that are not
// what JSON was meant for. Nothing of it is a fault of the server, or does anything to a row of others.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "access/permission.hpp"
#include "tests/server/described_operations.hpp"

using namespace mallctl;
using namespace mallctl::test;
using namespace std::chrono_literals;
using namespace std::string_literals;
using Json = nlohmann::json;

namespace {

constexpr std::size_t some_kib = 128 * 1024;  // caches of the database's answers and prepared statements

// Ends a string, a statement, a comment; waits where it is run; and the wildcards of LIKE, escapes, arrays.
const std::vector<std::string> sql_texts{
    "'",
    "x' OR '1'='1' --",
    "x'); SELECT pg_sleep(9); --",
    "1; DROP TABLE mallctl.product CASCADE",
    R"(\'"%_;$$/*{},()\:@[])",
    "%",
};

// Malls of its own: what is written here is written to their rows.
AttackedMalls& battered_malls() {
    static AttackedMalls malls;
    return malls;
}

// Every right there is, so that what is refused is refused for what it says: an administrator of the
// platform, and API keys, as one alone would soon be told that it asks too often.
struct Rights {
    AttackedMalls::Account account = battered_malls().account_of_platform_admin();
    std::string administrator = battered_malls().sign_in(account);
    std::vector<std::string> keys;

    Rights() {
        Json permissions = Json::array();
        for (const auto& info : access::permissions()) {
            if (info.roles.contains(access::Role::mall_admin)) permissions.push_back(info.name);
        }
        for (int i = 0; i < 16; ++i) {
            const Json body{{"name", fmt::format("attack-{}", i)}, {"permissions", permissions}};
            const Reply reply =
                battered_malls().ask("POST", "/api/v1/malls/arcade/api-keys", body.dump(), administrator);
            keys.push_back(Json::parse(reply.body).at("token"));
        }
    }
};

const Rights& rights() {
    static const Rights all;
    return all;
}

// Asks, and checks what every answer to an attack must be.
class Attacker {
  public:
    Reply send(const std::string& method, const std::string& target, const std::string& body = "",
               const std::string& type = "") {
        const std::string& key = rights().keys.at(static_cast<std::size_t>(sent_) % rights().keys.size());
        const Reply reply = send_as(key, method, target, body, type);
        return reply.status == 403 ? send_as(rights().administrator, method, target, body, type) : reply;
    }

    int sent() const { return sent_; }

  private:
    Reply send_as(const std::string& token, const std::string& method, const std::string& target,
                  const std::string& body, const std::string& type) {
        const std::string headers = type.empty() ? "" : "Content-Type: " + type + "\r\n";
        INFO(method << ' ' << target.substr(0, 300) << '\n' << body.substr(0, 300));
        for (int tries = 0; tries < 10; ++tries) {
            if (!client_) client_.emplace(battered_malls().port());
            const auto begun = std::chrono::steady_clock::now();
            client_->send(AttackedMalls::request(method, target, body, token, headers));
            const auto reply = client_->receive(false, 30s);
            REQUIRE(reply);
            if (reply->headers.at("connection") == "close") client_.reset();
            INFO(reply->status << ' ' << reply->body.substr(0, 500));
            CHECK(std::chrono::steady_clock::now() - begun < 5s);
            if (reply->status == 429) {
                std::this_thread::sleep_for(
                    std::chrono::seconds(std::stoi(reply->headers.at("retry-after"))));
                continue;
            }
            CHECK(reply->status < 500);
            if (target.starts_with("/api/v1/malls/arcade")) {
                for (const std::string& word : AttackedMalls::foreign_words())
                    CHECK(reply->body.find(word) == std::string::npos);
            }
            ++sent_;
            return *reply;
        }
        FAIL("asked too often for ever");
        return {};
    }

    std::optional<Client> client_;
    int sent_ = 0;
};

// The other mall's rows in every table that has any, with what is in them.
std::string foreign_rows() {
    const AttackedMalls& malls = battered_malls();
    const std::string query = malls.sql(
        "select string_agg(format('select %L, count(*), md5(coalesce(string_agg(t::text, '','' order by "
        "t::text), "
        "'''')) from mallctl.%I t where mall_id = %L', table_name, table_name, mall.id), ' union all ' order "
        "by table_name) "
        "from information_schema.columns, mallctl.mall where table_schema = 'mallctl' and "
        "column_name = 'mall_id' and mall.slug = 'riverside' and table_name in "
        "(select tablename from pg_tables where schemaname = 'mallctl')");
    return malls.sql(query);
}

// Tables, columns, functions and policies: what no value may change.
std::string shape_of_the_database() {
    return battered_malls().sql(
        "select md5(string_agg(line, ',' order by line)) from (select table_schema||table_name||column_name||"
        "data_type from information_schema.columns union all select proname||prosrc from pg_proc union all "
        "select policyname||coalesce(qual, '') from pg_policies union all select rolname from pg_roles) "
        "t(line)");
}

std::string counts_of_rows() {
    const AttackedMalls& malls = battered_malls();
    const std::string query = malls.sql(
        "select string_agg(format('select %L, count(*) from mallctl.%I', tablename, tablename), ' union all "
        "' "
        "order by tablename) from pg_tables where schemaname = 'mallctl' and tablename !~ "
        "'log|session|account'");
    return malls.sql(query);
}

void attack_path_and_query(Attacker& attacker, const DescribedOperation& operation) {
    std::vector<std::string> names;
    for (const auto& [name, value] : operation.path_values) names.push_back(name);
    for (const auto& [name, value] : operation.parameters) names.push_back(name);
    const std::string body = operation.body.is_null() ? "" : operation.body.dump();
    for (const std::string& name : names) {
        for (const std::string& text : sql_texts)
            attacker.send(operation.method, operation.target(name, text), body, operation.body_type);
    }
}

// Each value of the body that holds no others, one after the other in place of `text` (JSON).
void attack_body(Attacker& attacker, const DescribedOperation& operation, const std::string& text) {
    const std::string hole = "e1a5hole";
    const Json places = operation.body.flatten();
    for (const auto& [pointer, value] : places.items()) {
        Json body = operation.body;
        body[Json::json_pointer(pointer)] = hole;
        std::string bytes = body.dump();
        bytes.replace(bytes.find('"' + hole), hole.size() + 2, text);
        attacker.send(operation.method, operation.target(), bytes, operation.body_type);
    }
}

bool is_of_rows(const DescribedOperation& operation) {
    const std::string of_mall = "/api/v1/malls/{mall}/";
    return operation.method == "POST" && operation.pattern.starts_with(of_mall) &&
           operation.pattern.find('/', of_mall.size()) == std::string::npos;
}

const std::vector<DescribedOperation>& operations() {
    static const auto all = described_operations(battered_malls(), rights().keys.front());
    return all;
}

}  // namespace

TEST_CASE("what the attacks below begin with works") {
    Attacker attacker;
    int reads = 0;
    std::string failed;
    for (const DescribedOperation& operation : operations()) {
        // Signing in at a provider needs one.
        if (!operation.reads() || operation.pattern.find("/oidc/") != std::string::npos) continue;
        const Reply reply = attacker.send("GET", operation.target());
        ++reads;
        if (reply.status != 200) failed += operation.name() + " " + std::to_string(reply.status) + "\n";
    }
    CHECK(reads > 50);
    INFO(failed);
    // An amenity, an import and a voucher that are not there; what a key does not have.
    CHECK(std::count(failed.begin(), failed.end(), '\n') <= 4);
}

TEST_CASE("SQL in any parameter of any read is a value: it finds nothing, and changes nothing") {
    const Damage damage(battered_malls());
    const std::string shape = shape_of_the_database();
    const std::string counts = counts_of_rows();
    const std::string foreign = foreign_rows();
    REQUIRE(std::count(foreign.begin(), foreign.end(), '\n') > 10);
    Attacker attacker;
    for (const DescribedOperation& operation : operations()) {
        if (operation.reads()) attack_path_and_query(attacker, operation);
    }
    CHECK(attacker.sent() > 1'000);
    CHECK(shape_of_the_database() == shape);
    CHECK(counts_of_rows() == counts);
    CHECK(foreign_rows() == foreign);
    CHECK(battered_malls().serves());
    CHECK(damage.grown_kib() < some_kib);
}

TEST_CASE("SQL in any parameter and any member of any write is a value") {
    const Damage damage(battered_malls());
    const std::string shape = shape_of_the_database();
    const std::string foreign = foreign_rows();
    Attacker attacker;
    for (const DescribedOperation& operation : operations()) {
        if (operation.reads()) continue;
        attack_path_and_query(attacker, operation);
        if (!operation.body.is_object()) continue;
        for (const std::string& text : {sql_texts[2], sql_texts[4]}) {
            const std::string json = Json(text).dump();
            attack_body(attacker, operation, json);
            attack_body(attacker, operation, "[" + json + "]");
            attack_body(attacker, operation, "{" + json + ":" + json + "}");
        }
    }
    CHECK(attacker.sent() > 1'000);
    CHECK(shape_of_the_database() == shape);
    CHECK(foreign_rows() == foreign);
    CHECK(battered_malls().serves());
    CHECK(damage.grown_kib() < some_kib);
}

TEST_CASE("values of the wrong kind, and numbers without measure, are refused member by member") {
    const std::vector<std::string> values{
        "null",
        "true",
        "-1",
        "1.5",
        "1e999",
        "-1e400",
        "1e-999",
        "123456789012345678901234567890",
        "[]",
        "{}",
        "[[[\"x\"]]]",
        R"({"en":{"de":"x"}})",
        R"("\u0000")",
        R"("a\u0000b")",
        R"("\u202e\ufeff")",
        "\"" + std::string(100'000, 'x') + "\"",
    };
    const std::string foreign = foreign_rows();
    Attacker attacker;
    for (const DescribedOperation& operation : operations()) {
        if (!operation.body.is_object() || operation.method == "PUT" || is_of_rows(operation)) continue;
        for (const std::string& value : values) attack_body(attacker, operation, value);
    }
    CHECK(attacker.sent() > 1'000);
    CHECK(foreign_rows() == foreign);
    CHECK(battered_malls().serves());
}

TEST_CASE("a body that is not JSON, or too much of it, is refused by every route that takes one") {
    const std::string levels(100'000, '[');
    std::string objects;
    for (int i = 0; i < 100'000; ++i) objects += R"({"a":)";
    std::string keys = "{";
    for (int i = 0; i < 50'000; ++i) keys += fmt::format("{}\"k{}\":{}", i == 0 ? "" : ",", i, i);
    const std::vector<std::string> bodies{
        levels,
        levels + std::string(100'000, ']'),
        objects,
        objects + "1" + std::string(100'000, '}'),
        std::string(2'000, '[') + std::string(2'000, ']'),
        R"({"name":)" + std::string(2'000, '[') + std::string(2'000, ']') + "}",
        keys + "}",
        R"({"slug":"a","slug":"b"})",
        R"({"name":"a","name":"b","name":"c"})",
        "{\"name\":\"\xFF\"}",
        "{\"name\":\"\xC0\xAF\"}",
        "{\"name\":\"\xED\xA0\x80\"}",
        "{\"name\":\"\xF4\x90\x80\x80\"}",
        "{\"\xFF\":1}",
        R"({"name":"\ud800"})",
        R"({"name":"\udc00\ud800"})",
        R"({"name":"\u12"})",
        "{\"name\":\"a\nb\"}",
        "{\"name\":\"a\0b\"}"s,
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "1",
        "1e999",
        "NaN",
        "{",
        "{}{}",
        "{} x",
        "{'name':'a'}",
        "{name:1}",
        "{\"name\":1,}",
        "// {}\n{}",
        "\xEF\xBB\xBF",
        "\xFF\xFE{\0}\0"s,
        "\0\0\0\0"s,
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        R"({"__proto__":{"admin":true},"constructor":1})",
    };
    const Damage damage(battered_malls());
    Attacker attacker;
    for (const DescribedOperation& operation : operations()) {
        if (operation.body_type.find("json") == std::string::npos) continue;
        for (const std::string& body : bodies) {
            const Reply reply =
                attacker.send(operation.method, operation.target(), body, operation.body_type);
            INFO(operation.name() << ' ' << body.substr(0, 60));
            // No body at all may be enough: it is for a guest.
            CHECK((reply.status >= 400 || body.empty()));
            CHECK(Json::accept(reply.body));
        }
    }
    CHECK(attacker.sent() > 1'000);
    CHECK(battered_malls().serves());
    // Eight threads answer, each with a heap of its own that has had a megabyte of JSON in it.
    CHECK(damage.grown_kib() < 2 * some_kib);
}

TEST_CASE("a body in a content coding is refused, not taken for what it decodes to") {
    for (const char* coding : {"gzip", "br", "deflate", "GZIP", "identity, gzip", "x"}) {
        const Reply reply =
            battered_malls().ask("POST", "/api/v1/malls/arcade/tenants", R"({"slug":"gz","name":"Gz"})",
                                 battered_malls().key(), fmt::format("Content-Encoding: {}\r\n", coding));
        INFO(coding);
        CHECK(reply.status == 415);
        // RFC 9110 section 12.5.3: which codings are taken here.
        REQUIRE(reply.headers.contains("accept-encoding"));
        CHECK(reply.headers.at("accept-encoding") == "identity");
    }
    CHECK(battered_malls().ask("GET", "/api/v1/malls/arcade/tenants/gz", "", battered_malls().key()).status ==
          404);
}

TEST_CASE("text that is not UTF-8 is refused in paths and queries, and never becomes another text") {
    const std::vector<std::string> texts{
        "%FF",       "%C0%AF",    "%E0%80%AF",    "%ED%A0%80", "%F4%90%80%80", "%C3", "%80",   "%00", "a%00b",
        "%0d%0aX:y", "%1b%5b31m", "%EF%BF%BE%FF", "%",         "%4",           "%zz", "%u0041"};
    for (const std::string& text : texts) {
        INFO(text);
        for (const std::string& target :
             {"/api/v1/malls/" + text, "/api/v1/malls/arcade/stores/" + text,
              "/api/v1/malls/arcade/search?q=" + text, "/api/v1/malls/arcade/search?" + text + "=x",
              "/w/" + text + "?m=arcade", "/docs/" + text}) {
            const Reply reply = battered_malls().ask("GET", target);
            CHECK(reply.status == 400);
            CHECK(Json::accept(reply.body));
            CHECK_FALSE(reply.headers.contains("x"));
        }
    }
}
