#include "db/audit_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/digest.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

using core::Uuid;

namespace {

constexpr std::int64_t page = 1'000;  // versions

// The columns of select_page.
enum Column {
    number,
    is_committed,
    is_sealed,
    found,
    sealed,
    digest_holds,
    marks_hold,
    previous,
    hash,
    hash_holds
};

constexpr const char* select_page =
    "with found as (select h.version, count(*) as entries, sha256(string_agg(h.hash, '' order by h.seq)) as "
    "digest, string_agg(substr(h.hash, 1, 4), '' order by h.seq) as marks "
    "from (select a.version, a.seq, mallctl.audit_hash(a) as hash from mallctl.audit a "
    "where a.mall_id = $1::uuid and a.version between $2::bigint and $3::bigint) h group by h.version) "
    "select n.number, v.number is not null, s.version is not null, coalesce(f.entries, 0), "
    "coalesce(s.entries, 0), coalesce(coalesce(f.digest, sha256('')) = s.digest, false), "
    "coalesce(coalesce(f.marks, '') = s.marks, false), coalesce(encode(s.previous, 'hex'), ''), "
    "coalesce(encode(s.hash, 'hex'), ''), "
    "coalesce(mallctl.version_hash(v, s.entries, s.digest, s.previous) = s.hash, false) "
    "from generate_series($2::bigint, $3::bigint) as n(number) "
    "left join mallctl.version v on v.mall_id = $1::uuid and v.number = n.number "
    "left join mallctl.audit_seal s on s.mall_id = $1::uuid and s.version = n.number "
    "left join found f on f.version = n.number order by n.number";

class Checker {
  public:
    Checker(Work& work, const Uuid& mall) : work_(work), mall_(mall) {}

    AuditCheck check() {
        read_witnesses();
        std::string last = core::sha256_hex(core::to_string(mall_));
        for (std::int64_t from = 1; from <= last_ && !result_.broken; from += page) {
            const Rows rows =
                work_.run(select_page, Params().add(mall_).add(from).add(std::min(from + page - 1, last_)));
            for (std::size_t i = 0; i < rows.size(); ++i) {
                result_.broken = judge(rows, i, last);
                if (result_.broken) break;
                last = rows.text(i, hash);
                result_.hash = last;
                result_.entries += rows.integer(i, found);
                ++result_.versions;
            }
        }
        return result_;
    }

  private:
    // How far the log should go, and how far any part of it goes.
    void read_witnesses() {
        const Rows rows = work_.run(
            "select greatest(m.version, "
            "(select max(o.version) from mallctl.outbox o where o.mall_id = m.id)), greatest("
            "(select max(v.number) from mallctl.version v where v.mall_id = m.id), "
            "(select max(s.version) from mallctl.audit_seal s where s.mall_id = m.id), "
            "(select max(a.version) from mallctl.audit a where a.mall_id = m.id), 0), "
            "(select min(a.version) from mallctl.audit a where a.mall_id = m.id) "
            "from mallctl.mall m where m.id = $1",
            Params().add(mall_));
        if (rows.empty()) return;
        newest_ = rows.integer(0, 0);
        last_ = std::max(newest_, rows.integer(0, 1));
        if (!rows.is_null(0, 2) && rows.integer(0, 2) < 1)
            result_.broken = {rows.integer(0, 2), std::nullopt,
                              "entries were added of a version that cannot be"};
    }

    std::optional<AuditBreak> judge(const Rows& rows, std::size_t row, const std::string& last) {
        const std::int64_t version = rows.integer(row, number);
        const auto broken = [&](std::string what) {
            return AuditBreak{version, std::nullopt, std::move(what)};
        };
        if (version > newest_)
            return broken(fmt::format("it was added: the newest version of the mall is {}", newest_));
        if (!rows.flag(row, is_committed)) return broken("it is missing");
        if (!rows.flag(row, is_sealed)) return broken("its seal is missing");
        if (rows.text(row, previous) != last) {
            return broken(version == 1
                              ? "its seal does not begin with the mall"
                              : fmt::format("its seal does not follow that of version {}", version - 1));
        }
        if (!rows.flag(row, hash_holds)) return broken("itself or its seal was altered");
        const bool same = rows.flag(row, digest_holds) && rows.flag(row, marks_hold);
        if (same && rows.integer(row, found) == rows.integer(row, sealed)) return std::nullopt;
        return find_entry(version, rows.integer(row, sealed));
    }

    // Which entry is not the sealed one.
    AuditBreak find_entry(std::int64_t version, std::int64_t entries) {
        const Rows rows = work_.run(
            "with sealed as (select n.seq, substr(s.marks, (4 * n.seq + 1)::int, 4) as mark "
            "from mallctl.audit_seal s, generate_series(0, s.entries - 1) as n(seq) "
            "where s.mall_id = $1::uuid and s.version = $2::bigint), "
            "found as (select a.seq, substr(mallctl.audit_hash(a), 1, 4) as mark from mallctl.audit a "
            "where a.mall_id = $1::uuid and a.version = $2::bigint) "
            "select coalesce(s.seq, f.seq), s.seq is null, f.seq is null from sealed s "
            "full join found f on f.seq = s.seq where s.mark is distinct from f.mark order by 1 limit 1",
            Params().add(mall_).add(version));
        if (rows.empty()) return {version, std::nullopt, "its entries are not those that were sealed"};
        const std::int64_t entry = rows.integer(0, 0);
        if (rows.flag(0, 1)) return {version, entry, "it was added"};
        if (rows.flag(0, 2)) return {version, entry, fmt::format("it is missing: {} were sealed", entries)};
        return {version, entry, "it was altered"};
    }

    Work& work_;
    const Uuid& mall_;
    std::int64_t newest_ = 0;
    std::int64_t last_ = 0;
    AuditCheck result_;
};

}  // namespace

AuditCheck check_audit(Transaction& transaction) {
    return Checker(transaction.impl().work, mall_of(transaction)).check();
}

}  // namespace mallctl::db
