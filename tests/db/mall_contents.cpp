#include "tests/db/mall_contents.hpp"

#include <sstream>

#include "catalog/bound_fields.hpp"
#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "operations/change_json.hpp"
#include "operations/occupant_stores.hpp"

namespace mallctl::test {

namespace {

template <class Model>
void append_rows(std::vector<catalog::Row>& rows, const char* kind, const std::vector<Model>& models) {
    for (const Model& model : models) {
        catalog::Row& row = rows.emplace_back();
        row.kind = catalog::find_kind(kind);
        row.values.resize(row.kind->fields.size());
        row.places.resize(row.kind->fields.size());
        for (const auto& bound : catalog::bound_fields<Model>()) {
            if (bound.field.shorthand) continue;
            const auto field = catalog::field_index(*row.kind, bound.field.name);
            row.values[field] = catalog::get_value(bound, model);
            row.stated |= std::uint64_t{1} << field;
        }
    }
}

}  // namespace

operations::WriteReport apply_text(db::Session& session, const std::string& mall, const std::string& text,
                                   operations::ApplyOptions options, const std::string& kind,
                                   const std::filesystem::path& rejects) {
    std::istringstream in(text);
    operations::RefusedRows refused(rejects);
    catalog::ManifestOptions reading;
    reading.kind = kind;
    reading.on_rejected = [&refused](const catalog::RejectedRow& row) { refused.add(row); };
    catalog::ManifestReader reader({"-"}, in, reading);
    if (reader.mall() == nullptr && options.mall.empty()) options.mall = mall;
    return operations::apply(session, reader, refused, options);
}

core::ChangeSummary write_rows(db::Session& session, const core::Uuid& mall,
                               const std::vector<catalog::Row>& rows, db::CatalogWriteOptions options) {
    db::Transaction transaction(session, mall, db::Transaction::Mode::write);
    db::CatalogWriter writer(transaction, std::move(options));
    for (const auto& row : rows) writer.add(row);
    auto checked = writer.check({"test"});
    if (core::has_errors(checked.findings)) {
        const std::string message = checked.findings.front().message;
        throw core::Error(core::Fault::rejected, message, {}, std::move(checked.findings));
    }
    auto changed = writer.write();
    if (changed.any()) db::record_version(transaction, "apply", operations::to_json(changed));
    transaction.commit();
    return changed;
}

core::ChangeSummary put_catalog(db::Session& session, const core::Uuid& mall,
                                const catalog::Catalog& catalog) {
    std::vector<catalog::Row> rows;
    append_rows(rows, "location", catalog.locations);
    append_rows(rows, "tenant", catalog.tenants);
    append_rows(rows, "store", catalog.stores);
    append_rows(rows, "lease", catalog.leases);
    return write_rows(session, mall, rows);
}

std::int64_t write_plan(db::Session& session, const core::Uuid& mall, const plan::Plan& plan,
                        const std::string& kind) {
    db::Transaction transaction(session, mall, db::Transaction::Mode::write);
    auto changed = db::PlanRepository(transaction).replace(plan);
    changed.by_kind["store"] =
        db::CatalogRepository(transaction).put_imported_stores(operations::stores_of_occupants(plan));
    const auto version = db::record_version(transaction, kind, operations::to_json(changed));
    transaction.commit();
    return version;
}

catalog::Catalog stored_catalog(db::Session& session, const core::Uuid& mall) {
    db::Transaction transaction(session, mall, db::Transaction::Mode::read);
    return db::CatalogRepository(transaction).load();
}

std::optional<plan::Plan> stored_plan(db::Session& session, const core::Uuid& mall) {
    db::Transaction transaction(session, mall, db::Transaction::Mode::read);
    return db::PlanRepository(transaction).current();
}

}  // namespace mallctl::test
