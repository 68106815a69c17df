// Signing in by codes that are sent to telephones: into a folder, or to a hook that runs beside.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "access/one_time_code.hpp"
#include "core/error.hpp"
#include "db/access/access_log.hpp"
#include "db/access/account_repository.hpp"
#include "db/transaction_impl.hpp"
#include "operations/edit_rows.hpp"
#include "operations/find_mall.hpp"
#include "server/api.hpp"
#include "server/auth/access_routes.hpp"
#include "server/endpoints/sms.hpp"
#include "server/outbound/curl_client.hpp"
#include "server/payment_signature.hpp"
#include "tests/server/answer_log.hpp"
#include "tests/server/running_server.hpp"
#include "tests/support/database.hpp"

namespace fs = std::filesystem;
using namespace mallctl;
using namespace mallctl::server;
using nlohmann::json;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("mallctl-sms-" + core::to_string(core::uuid_v4()));
    ~Folder() { fs::remove_all(path); }
};

std::vector<json> messages_in(const fs::path& folder) {
    std::vector<json> messages;
    for (const auto& entry : fs::directory_iterator(folder)) {
        CHECK(entry.path().extension() == ".json");
        struct stat state {};
        REQUIRE(::stat(entry.path().c_str(), &state) == 0);
        CHECK((state.st_mode & 0777) == 0600);
        std::ifstream in(entry.path());
        messages.push_back(json::parse(in));
        CHECK(entry.path().stem() == messages.back().at("id").get<std::string>());
    }
    return messages;
}

struct Answer {
    int status = 0;
    json body;
    std::string retry_after;
};

class Site {
  public:
    Answer ask(const std::string& target, const json& body, const std::string& token = {},
               const std::string& client = "192.0.2.1") {
        const std::string bearer = "Bearer " + token;
        http::Request request;
        request.method = body.is_null() ? "GET" : "POST";
        request.target = target;
        request.headers = {{"Content-Type", "application/json"}};
        if (!token.empty()) request.headers.push_back({"Authorization", bearer});
        const std::string text = body.is_null() ? "" : body.dump();
        request.body = text;
        request.client = client;
        const http::Response response = test::log_answer(request, router_.answer(request));
        Answer answer{response.status, nullptr, std::string(response.header("Retry-After"))};
        if (!response.bytes().empty()) answer.body = json::parse(response.bytes());
        return answer;
    }

    Answer ask_for_code(const std::string& phone, const std::string& client = "192.0.2.1") {
        return ask("/api/v1/sessions/sms", {{"phone", phone}}, {}, client);
    }

    // The code of the newest message, which is then taken away.
    std::string code() {
        std::string text;
        for (const json& message : messages_in(folder.path)) text = message.at("text");
        for (const auto& entry : fs::directory_iterator(folder.path)) fs::remove(entry.path());
        return text.substr(0, 6);
    }

    Answer give(const Answer& asked, const std::string& code) {
        return ask("/api/v1/sessions/sms/verify", {{"attempt", asked.body.at("attempt")}, {"code", code}});
    }

    void change(const std::string& statement) {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::write);
        transaction.impl().work.run_script(statement);
        transaction.commit();
    }

    Folder folder;
    test::TestDatabase database;
    db::Session session{database.endpoint(), "test"};

  private:
    db::SessionPool pool_{[this] { return database.endpoint(); }};
    SnapshotStore store_;
    std::atomic<bool> draining_{false};
    SmsSpool spool_{folder.path};
    CredentialGate gate_{pool_};
    Router router_ = make_api(store_, draining_, "1", gate_, [this] {
        std::vector<Route> routes = access_routes(pool_, gate_);
        for (Route& route : sms_routes(pool_, &spool_)) routes.push_back(std::move(route));
        return routes;
    }());
};

std::string another(const std::string& code) {
    return code == "000000" ? "000001" : "000000";
}

}  // namespace

TEST_CASE("who gives the code that was sent is signed in, as a shopper and no more") {
    Site site;
    const Answer asked = site.ask_for_code("0049 (170) 123-45 67");
    REQUIRE(asked.status == 202);
    CHECK(messages_in(site.folder.path).at(0).at("to") == "+491701234567");
    const std::string code = site.code();
    const Answer signed_in = site.give(asked, code);
    REQUIRE(signed_in.status == 201);
    CHECK(site.give(asked, code).status == 401);  // once
    const std::string token = signed_in.body.at("token");
    const Answer current = site.ask("/api/v1/sessions/current", nullptr, token);
    CHECK(current.body.at("name") == "+491701234567");
    CHECK(current.body.at("grants") == json::array({{{"role", "shopper"}}}));

    // Whatever the account is linked with, or is: a number can be taken over.
    operations::EditOptions options;
    operations::create_row(site.session, "mall", "arcade",
                           {"name=Arcade", "time_zone=Europe/Berlin", "currency=EUR"}, options);
    options.mall = "arcade";
    operations::create_row(site.session, "user", "eve", {"name=Eve", "role=analyst"}, options);
    {
        const core::Uuid mall = operations::find_mall(site.session, "arcade").id;
        core::Uuid user;
        {
            db::Transaction reading(site.session, mall, db::Transaction::Mode::read);
            user = db::find_user(reading, "eve")->id;
        }
        db::Transaction transaction(site.session, std::nullopt, db::Transaction::Mode::write);
        auto account = db::find_account(transaction, "+491701234567", db::Locking::row);
        REQUIRE(account);
        db::link_user(transaction, account->id, mall, user, core::now());
        account->platform_admin = true;
        db::update_account(transaction, *account);
        transaction.commit();
    }
    const Answer again = site.ask_for_code("+491701234567");
    const Answer anew = site.give(again, site.code());
    REQUIRE(anew.status == 201);
    const Answer still = site.ask("/api/v1/sessions/current", nullptr, anew.body.at("token"));
    CHECK(still.body.at("grants") == json::array({{{"role", "shopper"}}}));

    // Nor does a password open it.
    CHECK(site.ask("/api/v1/sessions", {{"login", "+491701234567"}, {"password", "correct horse battery"}})
              .status == 401);
}

TEST_CASE("a code is guessed five times at most, and holds for five minutes") {
    Site site;
    const Answer asked = site.ask_for_code("+491701234567");
    const std::string code = site.code();
    for (int i = 0; i < 5; ++i) CHECK(site.give(asked, another(code)).status == 401);
    CHECK(site.give(asked, code).status == 401);
    const Answer late = site.ask_for_code("+491701234567");
    const std::string late_code = site.code();
    site.change("update mallctl.sms_attempt set expires_at = created_at");
    CHECK(site.give(late, late_code).status == 401);
    const Answer first = site.ask_for_code("+491701234568");
    const std::string first_code = site.code();
    const Answer second = site.ask_for_code("+491701234569");
    const std::string second_code = site.code();
    if (first_code != second_code) CHECK(site.give(second, first_code).status == 401);  // of another attempt
    CHECK(site.ask("/api/v1/sessions/sms/verify", {{"attempt", "mo_x"}, {"code", first_code}}).status == 401);
    CHECK(site.give(first, first_code).status == 201);
}

TEST_CASE("codes are limited by number and by address, and the answer tells nothing of the number") {
    Site site;
    const Answer unknown = site.ask_for_code("+491701234567");
    REQUIRE(site.give(unknown, site.code()).status == 201);
    const Answer known = site.ask_for_code("+491701234567");
    CHECK(known.status == unknown.status);
    for (const auto& [key, value] : unknown.body.items()) {
        CHECK(known.body.contains(key));
        CHECK(known.body.at(key).size() == value.size());
    }
    CHECK(known.body.size() == unknown.body.size());
    CHECK(site.ask_for_code("+491701234567", "192.0.2.2").status == 202);
    const Answer refused = site.ask_for_code("+491701234567", "192.0.2.3");
    CHECK(refused.status == 429);
    CHECK(refused.retry_after == "900");
    for (int i = 0; i < 20; ++i)
        CHECK(site.ask_for_code("+4917012346" + std::to_string(10 + i), "2001:db8::" + std::to_string(i + 1))
                  .status == 202);
    CHECK(site.ask_for_code("+491701234699", "2001:db8::ffff:1").status == 429);  // one customer
    CHECK(site.ask_for_code("+491701234699", "2001:db8:0:1::1").status == 202);
    site.change("update mallctl.sms_attempt set created_at = created_at - interval '16 minutes'");
    CHECK(site.ask_for_code("+491701234567").status == 202);
    for (const char* bad : {"170 1234567", "+0170123456", "+49x", "+123456", "+1234567890123456", "", "+"})
        CHECK((site.ask_for_code(bad).status == 422 || std::string(bad).empty()));
}

TEST_CASE("neither the table nor the log holds a code, and each attempt is in the log") {
    Site site;
    const Answer asked = site.ask_for_code("+491701234567");
    const std::string code = site.code();
    CHECK(site.give(asked, another(code)).status == 401);
    CHECK(site.give(asked, code).status == 201);
    db::Transaction transaction(site.session, std::nullopt, db::Transaction::Mode::read);
    const auto events = db::list_access(transaction, std::nullopt, 10);
    REQUIRE(events.size() == 3);
    CHECK(events[0].action == "signed-in");
    CHECK(events[0].details.find("sms") != std::string::npos);
    CHECK(events[1].action == "sign-in-refused");
    CHECK(events[2].action == "code-sent");
    CHECK(events[2].subject == "phone +49...567");
    const auto rows = transaction.impl().work.run("select row_to_json(s)::text from mallctl.sms_attempt s");
    const std::string row(rows.text(0, 0));
    CHECK(row.find('"' + code + '"') == std::string::npos);
    CHECK(row.find(asked.body.at("attempt").get<std::string>()) == std::string::npos);
}

TEST_CASE("codes are six digits, any of them") {
    std::set<std::string> codes;
    std::set<char> first;
    for (int i = 0; i < 2000; ++i) {
        const std::string code = access::make_one_time_code();
        CHECK(code.size() == 6);
        CHECK(code.find_first_not_of("0123456789") == std::string::npos);
        codes.insert(code);
        first.insert(code[0]);
    }
    CHECK(codes.size() > 1980);
    CHECK(first.size() == 10);
}

namespace {

// Takes messages once it has failed `failures` times.
struct Hook {
    std::mutex mutex;
    int failures = 0;
    int status_of_failure = 500;
    std::vector<json> bodies;
    std::vector<bool> signed_well;
    test::RunningServer server{
        test::quick_options(), [this](const http::Request& request) {
            const std::lock_guard lock(mutex);
            bodies.push_back(json::parse(request.body));
            const auto header = request.header("Mallctl-Signature").value_or("");
            signed_well.push_back(check_signature(header, request.body, "hook secret", core::now()) ==
                                  Signature::good);
            const bool fails = failures-- > 0;
            return http::make_response(fails ? status_of_failure : 202, "text/plain", "x");
        }};

    SmsHookOptions options() const {
        return {"http://127.0.0.1:" + std::to_string(server.port()) + "/sms", "hook secret", 3,
                std::chrono::milliseconds{10}};
    }
};

}  // namespace

TEST_CASE("a hook gets each message signed, again with the same id when it fails, and not for ever") {
    const CurlClient client;
    const SmsMessage message{"id-1", "+491701234567", "123456 is your code"};
    {
        Hook hook;
        hook.failures = 2;
        SmsHook(client, hook.options()).send(message);
        REQUIRE(hook.bodies.size() == 3);
        for (const json& body : hook.bodies)
            CHECK(body == json{{"id", "id-1"}, {"to", "+491701234567"}, {"text", "123456 is your code"}});
        CHECK(hook.signed_well == std::vector<bool>{true, true, true});
    }
    {
        Hook hook;
        hook.failures = 100;
        CHECK_THROWS_AS(SmsHook(client, hook.options()).send(message), core::Error);
        CHECK(hook.bodies.size() == 3);
    }
    {
        Hook hook;
        hook.failures = 100;
        hook.status_of_failure = 400;  // it will not be taken later either
        CHECK_THROWS_AS(SmsHook(client, hook.options()).send(message), core::Error);
        CHECK(hook.bodies.size() == 1);
    }
    CHECK_THROWS_AS(
        SmsHook(client, {"http://127.0.0.1:1/", "s", 2, std::chrono::milliseconds{1}}).send(message),
        core::Error);
}
