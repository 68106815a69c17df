#include "tests/server/attacked_malls.hpp"
#include "tests/support/eventually.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>

#include "access/permission.hpp"
#include "access/totp.hpp"

namespace mallctl::test {

using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace {

const char* const arcade = R"(kind: mall
slug: arcade
name: Arcade <script>alert(1)</script> & "Co"
time_zone: Europe/Berlin
currency: EUR
---
{kind: location, slug: north, name: "North <img src=x onerror=alert(1)>", location_kind: entrance, level: G, lon: 8.5630, lat: 49.4582}
---
{kind: tenant, slug: acme, name: Acme}
---
{kind: tenant, slug: other, name: Other}
---
{kind: store, slug: bakery, name: {en: "Bakery \"><script>alert(2)</script>"}, tenant: acme, units: [G-01@G]}
---
{kind: store, slug: shoes, name: Shoes, tenant: other}
---
{kind: lease, slug: l-1, tenant: acme, store: bakery, units: [G-01@G], from: 2026-01-01}
---
{kind: lease, slug: l-2, tenant: other, units: [G-02@G], from: 2026-01-01}
---
{kind: product, slug: rye, name: Rye, store: bakery, price: 4.20}
---
{kind: offer, slug: live, name: Live, store: bakery, cap: 1000}
---
{kind: offer, slug: idea, name: Idea, store: bakery, draft: true}
---
{kind: offer, slug: bread, name: Bread, store: bakery, price: 5.00}
---
{kind: parking_zone, slug: p1, name: P1, level: G, capacity: 10}
---
{kind: closure, slug: wet_floor, unit: G-03@G, reason: Wet, until: 2090-03-02 10:00}
---
{kind: synonym, slug: bread_words, words: [bread, loaf]}
---
{kind: pin, slug: bread_first, query: bread, targets: ["store:bakery"]}
---
{kind: exclusion, slug: no_shoes, query: bread, target: "store:shoes"}
---
{kind: user, slug: a_meyer, name: Anna Meyer, email: a.meyer@arcade.example, role: analyst}
)";

constexpr const char* password = "correct horse battery staple";

// Those of the platform's administrators no key has.
std::vector<std::string> key_permissions() {
    std::vector<std::string> words;
    for (const access::PermissionInfo& info : access::permissions()) {
        if (!info.roles.contains(access::Role::mall_admin)) continue;
        words.emplace_back("--permission");
        words.emplace_back(info.name);
    }
    return words;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

AttackedMalls::AttackedMalls() {
    command({"apply", "-"}, arcade);
    const auto sample = source_dir() / "samples" / "riverside";
    command({"import", (sample / "imdf").string(), "--mall", "arcade"});
    command({"build", "--mall", "arcade"});
    command({"apply", sample.string()});
    std::vector<std::string> words{"create", "apikey", "spare", "--mall", "arcade"};
    for (std::string& word : key_permissions()) words.push_back(std::move(word));
    key_ = first_line(command(words));
    words[2] = "foreign";
    words[4] = "riverside";
    foreign_key_ = first_line(command(words));
    const auto secret = directory_.path() / "payment.secret";
    write_file(secret, std::string(attacked_payment_secret) + "\n");
    const auto config = directory_.path() / "config.yaml";
    write_file(config, "payment-secret-file: " + secret.string() + "\n");
    serve_.emplace(database_.url(), std::vector<std::string>{"--config", config.string()});
    const auto is_ready = [&] {
        return ask("GET", "/api/v1/malls/riverside/walk-in?location=north_entrance").status == 200 &&
               ask("GET", "/api/v1/malls/arcade/walk-in?location=north").status == 200;
    };
    if (!within(20s, is_ready))
        throw std::runtime_error("the malls are not served: " + serve_->process().err());
}

std::string AttackedMalls::command(std::vector<std::string> words, const std::string& input) const {
    words.insert(words.end(), {"--database", database_.url()});
    RunOptions options;
    options.input = input;
    const RunResult result = run_mallctl(words, options);
    if (result.exit_code == 0) return result.out;
    throw std::runtime_error(
        fmt::format("mallctl {}: exit {}: {}", words.front(), result.exit_code, result.err));
}

std::string AttackedMalls::sql(const std::string& query) const {
    const RunResult result = run({"psql", database_.url(), "-v", "ON_ERROR_STOP=1", "-qAtc", query});
    if (result.exit_code == 0) return result.out;
    throw std::runtime_error("psql: " + result.err);
}

std::string AttackedMalls::request(const std::string& method, const std::string& target,
                                   const std::string& body, const std::string& token,
                                   const std::string& headers) {
    std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}", method, target, headers);
    if (!token.empty()) bytes += fmt::format("Authorization: Bearer {}\r\n", token);
    if (!body.empty() && headers.find("Content-Type:") == std::string::npos) {
        bytes +=
            fmt::format("Content-Type: application/{}\r\n", method == "PATCH" ? "merge-patch+json" : "json");
    }
    if (!body.empty() || method != "GET") bytes += fmt::format("Content-Length: {}\r\n", body.size());
    return bytes + "\r\n" + body;
}

Reply AttackedMalls::ask(const std::string& method, const std::string& target, const std::string& body,
                         const std::string& token, const std::string& headers) const {
    Client client(port());
    client.send(request(method, target, body, token, headers));
    return client.receive(method == "HEAD", 30s).value_or(Reply{});
}

bool AttackedMalls::serves() const {
    const auto begun = std::chrono::steady_clock::now();
    Client client(port());
    client.send(get_request("/api/v1/malls/arcade/walk-in?location=north"));
    const auto reply = client.receive(false, 5s);
    return reply && reply->status == 200 && std::chrono::steady_clock::now() - begun < 1s;
}

std::string AttackedMalls::Account::code(int steps) const {
    return access::totp_code(totp_secret, access::totp_step(core::now()) + steps);
}

Json AttackedMalls::Account::credentials(const std::string& with_code) const {
    return {{"login", login}, {"password", password}, {"code", with_code}};
}

// `printed` is what --invite prints: the token, alone or behind a label.
AttackedMalls::Account AttackedMalls::accept(const std::string& printed) {
    const std::size_t at = printed.find("mi_");
    if (at == std::string::npos) throw std::runtime_error("no invitation: " + printed);
    const std::string token = printed.substr(at, 46);
    const Reply look = ask("POST", "/api/v1/invitations/look", Json{{"token", token}}.dump());
    if (look.status != 200) throw std::runtime_error("the invitation does not open: " + look.body);
    const Json open = Json::parse(look.body);
    Account account{open.at("login"), open.at("totp_secret"), {}};
    const Json acceptance{{"token", token}, {"password", password}, {"code", account.code(-1)}};
    const Reply accepted = ask("POST", "/api/v1/invitations/accept", acceptance.dump());
    if (accepted.status != 201) throw std::runtime_error("the invitation is not accepted: " + accepted.body);
    account.recovery_codes = Json::parse(accepted.body).at("recovery_codes");
    return account;
}

AttackedMalls::Account AttackedMalls::account_of_user(const std::string& role, const std::string& tenant) {
    const std::string slug = fmt::format("user_{}", ++users_);
    std::vector<std::string> words{
        "create",       "user",   slug,     "name=Somebody", fmt::format("email={}@arcade.example", slug),
        "role=" + role, "--mall", "arcade", "--invite"};
    if (!tenant.empty()) words.insert(words.begin() + 3, "tenant=" + tenant);
    return accept(command(words));
}

AttackedMalls::Account AttackedMalls::account_of_platform_admin() {
    return accept(command({"grant", "platform_admin", fmt::format("root{}@platform.example", ++users_)}));
}

std::string AttackedMalls::sign_in(Account& account) {
    for (const int step : {0, 1}) {
        const Reply reply = ask("POST", "/api/v1/sessions", account.credentials(account.code(step)).dump());
        if (reply.status == 201) return Json::parse(reply.body).at("token");
    }
    throw std::runtime_error(account.login + " cannot sign in");
}

const std::vector<std::string>& AttackedMalls::foreign_words() {
    static const std::vector<std::string> words{"zangolind", "balfovik",   "pelrovik",
                                                "ganfodal",  "zanbezetti", "pelfoquist",
                                                "siltilind", "veldidal",   "rye_bread"};
    return words;
}

Damage::Damage(const AttackedMalls& malls) : serve_(malls.serve()), before_(serve_.resident_kib()) {
    serve_.forget_peak();
}

std::size_t Damage::grown_kib() const {
    const std::size_t peak = serve_.peak_kib();
    return peak > before_ ? peak - before_ : 0;
}

AttackedMalls& attacked_malls() {
    static AttackedMalls malls;
    return malls;
}

}  // namespace mallctl::test
