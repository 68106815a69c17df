#include "db/catalog_repository.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.hpp"
#include "db/catalog_rows.hpp"
#include "db/lease_units.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;
using core::Uuid;

namespace {

core::Diagnostic finding(const char* code, const char* kind, std::string_view slug, std::string message,
                         std::string advice) {
    core::Diagnostic result;
    result.code = code;
    result.severity = core::Severity::error;
    result.feature = fmt::format("{} {}", kind, slug);
    result.message = std::move(message);
    result.advice = std::move(advice);
    return result;
}

[[noreturn]] void reject(core::Diagnostics findings) {
    const std::string message = findings.front().message;
    const std::string advice = findings.front().advice;
    throw Error(Fault::rejected, message, advice, std::move(findings));
}

// The rows whose `field` is the slug of no row of `table`.
void require_references(Work& work, const Uuid& mall, const char* kind, const std::string& rows,
                        const char* field, const char* table) {
    const Rows missing = work.run(
        fmt::format("select r.slug, r.reference from (select slug, {0} as reference "
                    "from jsonb_to_recordset($2::jsonb) as x(slug text, {0} text)) r "
                    "where r.reference is not null and not exists "
                    "(select from mallctl.{1} t where t.mall_id = $1::uuid and t.slug = r.reference) "
                    "order by r.slug",
                    field, table),
        Params().add(mall).add(rows));
    if (missing.empty()) return;
    core::Diagnostics findings;
    for (std::size_t i = 0; i < missing.size(); ++i) {
        findings.push_back(finding("M005", kind, missing.text(i, 0),
                                   fmt::format("{} \"{}\" names {} \"{}\", which does not exist", kind,
                                               missing.text(i, 0), table, missing.text(i, 1)),
                                   fmt::format("add the {} or correct the slug", table)));
    }
    reject(std::move(findings));
}

template <typename Row>
class KindWriter {
  public:
    KindWriter(Work& work, const Uuid& mall, const CatalogKind& kind, const std::vector<Row>& values)
        : work_(work), mall_(mall), kind_(kind) {
        for (const Row& value : values) {
            slugs_.push_back(value.slug);
            rows_.push_back(to_row(mall, value));
        }
        array_ = to_array(rows_);
    }

    const std::string& array() const { return array_; }

    core::ChangeCounts write() {
        work_.run_script("savepoint kind");
        try {
            return upsert(array_, rows_.size());
        } catch (const Error& e) {
            if (e.fault() != Fault::rejected) throw;
            work_.run_script("rollback to savepoint kind");
            find_culprit();
            throw;
        }
    }

  private:
    core::ChangeCounts upsert(const std::string& array, std::size_t size) {
        const Rows changed = work_.run(kind_.upsert, Params().add(mall_).add(array));
        core::ChangeCounts counts;
        for (std::size_t i = 0; i < changed.size(); ++i)
            ++(changed.flag(i, 0) ? counts.added : counts.updated);
        counts.unchanged = static_cast<std::int64_t>(size) - counts.added - counts.updated;
        return counts;
    }

    // The server says what is wrong, not with which row of many: writes them one by one until it complains
    // again.
    void find_culprit() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            try {
                upsert(to_array({rows_[i]}), 1);
            } catch (const Error& e) {
                reject({finding("M013", kind_.name, slugs_[i],
                                fmt::format("{} \"{}\": {}", kind_.name, slugs_[i], e.what()),
                                "correct the value and apply again")});
            }
        }
    }

    Work& work_;
    const Uuid& mall_;
    const CatalogKind& kind_;
    std::vector<std::string> slugs_;
    std::vector<std::string> rows_;
    std::string array_;
};

}  // namespace

core::ChangeSummary CatalogRepository::put(catalog::Catalog catalog) {
    Work& work = transaction_.impl().work;
    const Uuid& mall = mall_of(transaction_);
    core::ChangeSummary summary;
    if (!catalog.locations.empty()) {
        summary.by_kind["location"] = KindWriter(work, mall, location_kind, catalog.locations).write();
    }
    if (!catalog.tenants.empty()) {
        summary.by_kind["tenant"] = KindWriter(work, mall, tenant_kind, catalog.tenants).write();
    }
    if (!catalog.stores.empty()) {
        KindWriter stores(work, mall, store_kind, catalog.stores);
        require_references(work, mall, "store", stores.array(), "tenant", "tenant");
        summary.by_kind["store"] = stores.write();
    }
    if (!catalog.leases.empty()) {
        KindWriter leases(work, mall, lease_kind, catalog.leases);
        require_references(work, mall, "lease", leases.array(), "tenant", "tenant");
        require_references(work, mall, "lease", leases.array(), "store", "store");
        summary.by_kind["lease"] = leases.write();
        write_lease_units(work, mall, 0);
    }
    return summary;
}

void CatalogRepository::resolve_lease_units() {
    resolve_open_lease_units(transaction_.impl().work, mall_of(transaction_));
}

}  // namespace mallctl::db
