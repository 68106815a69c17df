// The endpoints that write, over a database of their own, asked without a socket by whoever a test names.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "access/principal.hpp"
#include "db/session.hpp"
#include "db/session_pool.hpp"
#include "server/gate.hpp"
#include "server/router.hpp"
#include "server/snapshot_store.hpp"
#include "tests/support/database.hpp"

namespace mallctl::test {

// Everybody is who the test says.
class NamedGate final : public server::Gate {
  public:
    access::Principal who;

    bool blocks(const server::http::Request&) const override { return false; }
    access::Principal principal(const server::http::Request&) const override { return who; }
};

struct Answer {
    int status = 0;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;

    std::string header(std::string_view name) const;
    nlohmann::json json() const { return nlohmann::json::parse(body); }
    // "row-exists" of a problem; "" of none.
    std::string problem() const;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

// Two malls, "arcade" with tenants acme (store bakery: product rye, offers live, idea (draft), bread (sold
// for 5.00 EUR)) and other (store shoes), parking zone p1 of 10 bays, location north; and "plaza".
class WritingApi {
  public:
    WritingApi();

    // Signed in with a fresh second factor.
    void sign_in(access::Role role, const std::string& tenant = "", const std::string& mall = "arcade");
    void sign_out() { gate.who = {}; }

    Answer ask(const std::string& method, const std::string& path, const std::string& body = "",
               const Headers& headers = {});
    // Below /api/v1/malls/arcade.
    Answer mall(const std::string& method, const std::string& path, const std::string& body = "",
                const Headers& headers = {}) {
        return ask(method, "/api/v1/malls/arcade" + path, body, headers);
    }
    // In a child process: with sessions of its own, as those of the parent are still the parent's.
    void open_anew();
    // One value out of the database, in the mall arcade.
    std::string query(const std::string& sql);

    NamedGate gate;
    TestDatabase database;
    db::Session session;
    server::SnapshotStore store;
    std::unique_ptr<db::SessionPool> pool;
    std::unique_ptr<server::Router> router;
};

inline constexpr const char* payment_secret = "whsec_of_the_test";

}  // namespace mallctl::test
