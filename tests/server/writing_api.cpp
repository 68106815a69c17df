#include "tests/server/writing_api.hpp"

#include <sstream>

#include "db/transaction_impl.hpp"
#include "operations/apply.hpp"
#include "operations/find_mall.hpp"
#include "operations/snapshot.hpp"
#include "server/writing_api.hpp"
#include "tests/server/answer_log.hpp"

namespace mallctl::test {

namespace {

const char* const arcade =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: location\nslug: north\nname: North\nlocation_kind: entrance\nlevel: G\nlon: 8.5\nlat: 49.4\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: tenant\nslug: other\nname: Other\n"
    "---\nkind: store\nslug: bakery\nname: {en: Bakery}\ntenant: acme\n"
    "---\nkind: store\nslug: shoes\nname: {en: Shoes}\ntenant: other\n"
    "---\nkind: lease\nslug: l-1\ntenant: acme\nunits: [G-01@G]\nfrom: 2026-01-01\n"
    "---\nkind: lease\nslug: l-2\ntenant: other\nunits: [G-02@G]\nfrom: 2026-01-01\n"
    "---\nkind: product\nslug: rye\nname: Rye\nstore: bakery\nprice: 4.20\n"
    "---\nkind: offer\nslug: live\nname: Live\nstore: bakery\ncap: 1\n"
    "---\nkind: offer\nslug: idea\nname: Idea\nstore: bakery\ndraft: true\n"
    "---\nkind: offer\nslug: bread\nname: Bread\nstore: bakery\nprice: 5.00\n"
    "---\nkind: parking_zone\nslug: p1\nname: P1\nlevel: P1\ncapacity: 10\n";

void apply_text(db::Session& session, const std::string& text) {
    std::istringstream in(text);
    operations::RefusedRows refused;
    catalog::ManifestOptions reading;
    reading.on_rejected = [&refused](const catalog::RejectedRow& row) { refused.add(row); };
    catalog::ManifestReader reader({"-"}, in, reading);
    operations::apply(session, reader, refused, {});
}

db::SessionPoolOptions quick_pool() {
    db::SessionPoolOptions options;
    options.failure_memory = std::chrono::milliseconds{50};
    return options;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (server::http::equal_names(key, name)) return value;
    }
    return {};
}

std::string Answer::problem() const {
    const std::string prefix = "urn:mallctl:problem:";
    if (status < 400) return {};
    const auto type = json().at("type").get<std::string>();
    return type.starts_with(prefix) ? type.substr(prefix.size()) : type;
}

void WritingApi::open_anew() {
    static_cast<void>(router.release());
    static_cast<void>(pool.release());
    pool = std::make_unique<db::SessionPool>([this] { return database.endpoint(); }, quick_pool());
    router =
        std::make_unique<server::Router>(server::writing_routes(*pool, *pool, {payment_secret}), store, gate);
}

WritingApi::WritingApi() : session(database.endpoint(), "test") {
    open_anew();
    apply_text(session, arcade);
    apply_text(session, "kind: mall\nslug: plaza\nname: Plaza\ntime_zone: Europe/Berlin\ncurrency: EUR\n");
    store.set_listed({{"arcade"}, {"plaza"}});
    for (const char* slug : {"arcade", "plaza"})
        store.put(operations::load_snapshot(session, slug, operations::ArtifactCache()));
    sign_in(access::Role::mall_admin);
}

void WritingApi::sign_in(access::Role role, const std::string& tenant, const std::string& mall) {
    gate.who = {};
    gate.who.kind = access::Principal::Kind::user;
    gate.who.id = "7";
    gate.who.name = "Anna Meyer";
    gate.who.second_factor_at = core::now();
    std::optional<core::Uuid> of;
    if (access::info(role).scope != access::Scope::platform) of = operations::find_mall(session, mall).id;
    gate.who.grants = {{role, of, tenant}};
}

Answer WritingApi::ask(const std::string& method, const std::string& path, const std::string& body,
                       const Headers& headers) {
    server::http::Request request;
    request.method = method;
    request.target = path;
    request.body = body;
    request.id = "r1";
    bool typed = false;
    for (const auto& [name, value] : headers) {
        request.headers.push_back({name, value});
        typed = typed || name == "Content-Type";
    }
    if (!body.empty() && !typed)
        request.headers.push_back(
            {"Content-Type", method == "PATCH" ? "application/merge-patch+json" : "application/json"});
    const server::http::Response response = log_answer(request, router->answer(request));
    Answer answer{response.status, std::string(response.bytes()), {}};
    for (const auto& header : response.headers) answer.headers.emplace_back(header.name, header.value);
    return answer;
}

std::string WritingApi::query(const std::string& sql) {
    const auto mall = operations::find_mall(session, "arcade").id;
    db::Transaction transaction(session, mall, db::Transaction::Mode::read);
    const auto rows = transaction.impl().work.run(sql);
    return rows.empty() || rows.is_null(0, 0) ? "" : std::string(rows.text(0, 0));
}

}  // namespace mallctl::test
