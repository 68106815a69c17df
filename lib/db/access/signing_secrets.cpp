#include "db/access/signing_secrets.hpp"

#include <span>
#include <string>

#include "core/hex.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

std::vector<access::SigningSecret> read_secrets(Transaction& transaction) {
    const Rows rows = transaction.impl().work.run(
        "select id, encode(bytes, 'hex') from mallctl.signing_secret order by created_at desc, id");
    std::vector<access::SigningSecret> secrets;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string_view hex = rows.text(i, 1);
        std::string bytes(hex.size() / 2, '\0');
        if (core::from_hex(hex, std::as_writable_bytes(std::span(bytes))))
            secrets.push_back({std::string(rows.text(i, 0)), bytes});
    }
    return secrets;
}

access::SigningSecret add_secret(Work& work, core::Instant now) {
    access::SigningSecret made = access::make_signing_secret();
    work.run(
        "insert into mallctl.signing_secret (id, bytes, created_at) values ($1, decode($2, 'hex'), "
        "$3::timestamptz)",
        Params()
            .add(made.id)
            .add(core::to_hex(std::as_bytes(std::span(made.bytes))))
            .add(core::format_instant(now)));
    return made;
}

}  // namespace

std::vector<access::SigningSecret> signing_secrets(Session& session, core::Instant now) {
    Transaction transaction(session, std::nullopt, Transaction::Mode::write);
    auto secrets = read_secrets(transaction);
    if (!secrets.empty()) return secrets;
    // Of servers that start at once, the first makes it.
    Work& work = transaction.impl().work;
    work.run_script("lock table mallctl.signing_secret in share row exclusive mode");
    secrets = read_secrets(transaction);
    if (secrets.empty()) {
        secrets.push_back(add_secret(work, now));
    }
    transaction.commit();
    return secrets;
}

bool rotate_signing_secret(Transaction& transaction, std::chrono::seconds life, std::chrono::seconds grace,
                           core::Instant now) {
    Work& work = transaction.impl().work;
    work.run_script("lock table mallctl.signing_secret in share row exclusive mode");
    const bool due =
        work.run("select coalesce(max(created_at) < $1::timestamptz, false) from mallctl.signing_secret",
                 Params().add(core::format_instant(now - life)))
            .flag(0, 0);
    if (due) add_secret(work, now);
    // A secret is no longer used to sign once there is a newer one.
    const Rows gone = work.run(
        "select id from mallctl.signing_secret s where exists (select from mallctl.signing_secret n "
        "where n.created_at > s.created_at and n.created_at < $1::timestamptz)",
        Params().add(core::format_instant(now - grace)));
    if (!gone.empty()) {
        work.run("delete from mallctl.signing_secret where id = any ($1::text[])",
                 Params().add(texts_to_array(gone.first_column())));
    }
    return due || !gone.empty();
}

}  // namespace mallctl::db
