// What the attack tests attack: the program, over real sockets and PostgreSQL, with two malls. The attacker
// has rights in "arcade", whose names hold markup; "riverside" (samples/riverside) is somebody else's.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/server/serve_process.hpp"
#include "tests/support/database.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"

namespace mallctl::test {

class AttackedMalls {
  public:
    AttackedMalls();

    std::uint16_t port() const { return serve_->port(); }
    const ServeProcess& serve() const { return *serve_; }

    // API keys of arcade and of riverside, with every permission that a mall's key can have.
    const std::string& key() const { return key_; }
    const std::string& foreign_key() const { return foreign_key_; }

    // Runs mallctl on the database; its stdout.
    std::string command(std::vector<std::string> words, const std::string& input = "") const;
    // What one SQL query says, past row-level security: rows as lines, columns joined by '|'.
    std::string sql(const std::string& query) const;

    // One request on a connection of its own, with this token (none where it is empty). A body is JSON unless
    // `headers` say otherwise. Status 0: the connection ended without an answer.
    Reply ask(const std::string& method, const std::string& target, const std::string& body = "",
              const std::string& token = "", const std::string& headers = "") const;

    // The bytes of such a request.
    static std::string request(const std::string& method, const std::string& target,
                               const std::string& body = "", const std::string& token = "",
                               const std::string& headers = "");

    // Whether an ordinary visitor is served, within a second.
    bool serves() const;

    // An account for a user of arcade, or for an administrator of the platform: by invitation, with a
    // password and an authenticator.
    struct Account {
        std::string login;
        std::string totp_secret;
        std::vector<std::string> recovery_codes;

        // Of the authenticator, so many steps of 30 s from now.
        std::string code(int steps = 0) const;
        // What signs in.
        nlohmann::json credentials(const std::string& with_code) const;
    };
    Account account_of_user(const std::string& role, const std::string& tenant = "");
    Account account_of_platform_admin();
    // The token of a new session. A code is taken once: an account can do so twice in 30 s at most.
    std::string sign_in(Account& account);

    // Texts that nothing below /malls/arcade may tell: the names of the other mall's companies.
    static const std::vector<std::string>& foreign_words();

  private:
    Account accept(const std::string& printed);

    TestDatabase database_;
    TemporaryDirectory directory_;
    std::optional<ServeProcess> serve_;
    std::string key_;
    std::string foreign_key_;
    int users_ = 0;
};

// What an attack costs the server, from the making of this on.
class Damage {
  public:
    explicit Damage(const AttackedMalls& malls);
    // How much more memory it has had at some time.
    std::size_t grown_kib() const;

  private:
    const ServeProcess& serve_;
    std::size_t before_;
};

// Made once for a test program, on first use. What a test changes, it changes for those after it.
AttackedMalls& attacked_malls();

inline constexpr const char* attacked_payment_secret = "whsec_of_the_attacked";

}  // namespace mallctl::test
