#include "db/catalog/staging.hpp"

#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "core/names.hpp"
#include "db/catalog/staged_row.hpp"
#include "db/connection.hpp"
#include "db/copy_rows.hpp"
#include "db/kind_columns.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

// What goes to the server at once: so much less than the socket takes that the server works on one block
// while the next is made.
constexpr std::size_t block = std::size_t{32} << 10;

// One block a kind is kept: kinds that alternate row by row, as documents of YAML may, then share one stream
// of COPY without a round trip for each row. This is what a kind waits for to take over the stream.
constexpr std::size_t waiting_block = std::size_t{256} << 10;

// More rows than this are no mall, and numbers of rows are four bytes.
constexpr std::int64_t most_rows = 1'000'000'000;
constexpr std::size_t most_refused = 100'000;

}  // namespace

struct CatalogStaging::Impl {
    struct OpenKind {
        StagedKind staged;
        CopyRows rows;
        std::vector<std::size_t> fields;  // stored_fields()
    };

    explicit Impl(Transaction& transaction) : work(transaction.impl().work), mall(mall_of(transaction)) {
        for (const auto& kind : catalog::kinds()) {
            if (kind.name != "unit") open[&kind].staged.kind = nullptr;
        }
        // The planner knows nothing of staging tables, and takes a copy of some rows for work worth
        // compiling; and what is joined here is a whole mall.
        work.run_script(
            "set local jit = off; set local work_mem = '256MB'; "
            "create temp table refused_key (kind text, slug text) on commit drop; "
            "create temp table refused_row (kind text, _seq integer, unread bigint, number bigint) "
            "on commit drop");
    }

    OpenKind& of(const catalog::Kind& kind) {
        const auto it = open.find(&kind);
        if (it == open.end()) throw std::logic_error("kind " + kind.name + " has no table");
        if (it->second.staged.kind == nullptr) {
            close_copy();
            work.run_script(create_staging(kind));
            it->second.staged.kind = &kind;
            it->second.fields = stored_fields(kind);
        }
        return it->second;
    }

    void close_copy() {
        if (copy) copy->finish();
        copy.reset();
        copied = nullptr;
    }

    void flush(OpenKind& kind) {
        if (kind.rows.bytes().empty()) return;
        if (copied != kind.staged.kind) {
            close_copy();
            copy.emplace(work, staged_table(*kind.staged.kind), staged_columns(*kind.staged.kind));
            copied = kind.staged.kind;
        }
        copy->write(kind.rows.bytes());
        kind.rows.clear();
    }

    void write_refused() {
        write_to("pg_temp.refused_key", {"kind", "slug"}, refused_keys);
        write_to("pg_temp.refused_row", {"kind", "_seq", "unread", "number"}, refused_rows);
    }

    void write_to(const std::string& table, const std::vector<std::string>& columns, CopyRows& rows_of_it) {
        if (rows_of_it.bytes().empty()) return;
        CopyWriter writer(work, table, columns);
        writer.write(rows_of_it.bytes());
        writer.finish();
        rows_of_it.clear();
    }

    // The number of the row.
    std::int32_t stage(const catalog::Row& row, const std::string& key) {
        OpenKind& kind = of(*row.kind);
        if (++rows > most_rows) throw std::length_error("more rows than can be numbered");
        const auto seq = static_cast<std::int32_t>(rows);
        const bool is_mall = row.kind->name == "mall";
        const core::Uuid id = is_mall ? mall : core::uuid_v5(mall, row.kind->name + ' ' + key);
        const std::uint64_t clears = cleared_fields(row);
        stage_row(kind.rows, row, kind.fields, clears, seq, id);
        StagedKind& staged = kind.staged;
        ++staged.rows;
        staged.stated_by_any |= row.stated;
        staged.stated_by_all &= row.stated;
        staged.partial_by_any |= row.partial;
        staged.clears_by_any |= clears;
        staged.empty_by_any |= empty_fields(row, kind.fields);
        staged.renames = staged.renames || !row.was.empty();
        const bool waits = copied != nullptr && copied != row.kind;
        if (kind.rows.bytes().size() >= (waits ? waiting_block : block)) flush(kind);
        return seq;
    }

    // Expected rows have a table of their own, and only one stream of COPY is open at a time.
    void flush_expected() {
        if (expected_rows.bytes().empty()) return;
        close_copy();
        CopyWriter writer(work, "pg_temp.expected", expected_columns());
        writer.write(expected_rows.bytes());
        writer.finish();
        expected_rows.clear();
    }

    Work& work;
    const core::Uuid mall;
    std::map<const catalog::Kind*, OpenKind> open;  // by place in catalog::kinds()
    std::optional<CopyWriter> copy;
    const catalog::Kind* copied = nullptr;
    std::int64_t rows = 0;
    CopyRows refused_keys;
    std::size_t refused_key_count = 0;
    CopyRows refused_rows;
    std::size_t refused_row_count = 0;
    CopyRows expected_rows;
    bool has_expected = false;
};

CatalogStaging::CatalogStaging(Transaction& transaction) : impl_(std::make_unique<Impl>(transaction)) {}

CatalogStaging::~CatalogStaging() = default;

void CatalogStaging::add(const catalog::Row& row) {
    impl_->stage(row, row.key());
}

void CatalogStaging::add_refused(const catalog::Row& row, std::uint64_t unread, std::int64_t number) {
    if (impl_->refused_row_count == most_refused) return;
    ++impl_->refused_row_count;
    const auto* key = std::get_if<std::string>(&row.values.front());
    const std::int32_t seq = impl_->stage(row, key == nullptr ? std::string() : *key);
    impl_->refused_rows.row(4);
    impl_->refused_rows.text(row.kind->name).integer(seq);
    impl_->refused_rows.big_integer(static_cast<std::int64_t>(unread)).big_integer(number);
}

void CatalogStaging::add_refused(const std::string& kind, const std::string& key) {
    // No reference can name what is no slug; such a key may not even be UTF-8.
    if (!core::is_slug(key) || ++impl_->refused_key_count > most_refused) return;
    impl_->refused_keys.row(2);
    impl_->refused_keys.text(kind).text(key);
}

void CatalogStaging::add_expected(const ExpectedRow& row) {
    if (!impl_->has_expected) {
        impl_->close_copy();
        impl_->work.run_script(create_expected());
        impl_->has_expected = true;
    }
    stage_expected(impl_->expected_rows, row);
    if (impl_->expected_rows.bytes().size() >= block) impl_->flush_expected();
}

bool CatalogStaging::has_expected() const {
    return impl_->has_expected;
}

void CatalogStaging::finish() {
    for (auto& [kind, open] : impl_->open) impl_->flush(open);
    impl_->close_copy();
    impl_->flush_expected();
    impl_->write_refused();
}

std::int64_t CatalogStaging::refused_rows() const {
    return static_cast<std::int64_t>(impl_->refused_row_count);
}

std::vector<StagedKind> CatalogStaging::kinds() const {
    std::vector<StagedKind> kinds;
    for (const auto& [kind, open] : impl_->open) {
        if (open.staged.kind != nullptr) kinds.push_back(open.staged);
    }
    return kinds;
}

}  // namespace mallctl::db
