#include "tests/db/full_mall.hpp"

#include <pqxx/pqxx>

#include "operations/import.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/db/malls.hpp"
#include "tests/db/sample_plan.hpp"

namespace mallctl::test {

core::Uuid make_full_mall(const TestDatabase& database, const std::string& slug) {
    db::Session session(database.endpoint(), "test");
    const core::Uuid mall = create_mall(session, slug).id;
    operations::ImportOptions options;
    options.mall = slug;
    operations::import_plan(session, sample_plan(mall), options);

    catalog::Catalog catalog;
    catalog.locations = {{{}, "north", {{"en", "North"}}, "entrance", "G", {8.0, 49.0}, 90.0}};
    catalog.tenants = {{{}, "crust", {{"en", "Crust Ltd"}}, "", "", ""}};
    catalog::Lease lease;
    lease.slug = "lease-1";
    lease.tenant = "crust";
    lease.units = {"G-01@G"};
    lease.from = "2026-01-01";
    catalog.leases = {lease};
    put_catalog(session, mall, catalog);

    pqxx::connection connection(database.url_as("mallctl_app"));
    pqxx::work work(connection);
    const std::string id = core::to_string(mall);
    work.exec_params("select set_config('mallctl.mall', $1, true)", id);
    work.exec_params(
        "insert into mallctl.parking_zone (mall_id, id, slug, name, level) values ($1, $1, 'p1', '{}', 'G')",
        id);
    work.exec_params(
        "insert into mallctl.closure (mall_id, id, slug, unit, reason) "
        "values ($1, $1, 'repair', 'G-01', '{}')",
        id);
    work.exec_params(
        "insert into mallctl.product (mall_id, id, slug, name, store) select $1, $1, 'p', '{}', min(slug) "
        "from mallctl.store",
        id);
    work.exec_params("insert into mallctl.offer (mall_id, id, slug, name) values ($1, $1, 'o', '{}')", id);
    work.exec_params("insert into mallctl.redemption values ($1, $1, $1, now())", id);
    work.exec_params("insert into mallctl.\"user\" (mall_id, id, slug, name) values ($1, $1, 'u', 'U')", id);
    work.exec_params("insert into mallctl.synonym (mall_id, id, slug, words) values ($1, $1, 's', '{a, b}')",
                     id);
    work.exec_params(
        "insert into mallctl.pin (mall_id, id, slug, query, targets) values ($1, $1, 'p', 'q', '{store:a}')",
        id);
    work.exec_params(
        "insert into mallctl.exclusion (mall_id, id, slug, target) values ($1, $1, 'e', 'store:a')", id);
    work.exec_params(
        "insert into mallctl.idempotency values ($1, 'key:1', 'POST /', 'k', repeat('0', 64), 201, '{}', "
        "now())",
        id);
    work.exec_params(
        "insert into mallctl.voucher (mall_id, id, offer_id, offer, amount_minor, currency, created_at) "
        "values ($1, $1, $1, 'o', 100, 'EUR', now())",
        id);
    work.exec_params("insert into mallctl.payment_event values ($1, 'e', 'payment', $1, 'paid', now())", id);
    work.exec_params(
        "insert into mallctl.sensor_reading (mall_id, sensor, at, kind, place, count) "
        "values ($1, 's', now(), 'parking', 'p1', 3)",
        id);
    work.exec_params(
        "insert into mallctl.staged_import (mall_id, id, state, made_by, created_at, updated_at, expires_at, "
        "options, files) values ($1, $1, 'staged', 'Anna', now(), now(), now(), '{}', '[]')",
        id);
    work.exec_params("insert into mallctl.staged_chunk values ($1, $1, 0, 0, 'x')", id);
    work.exec_params("insert into mallctl.former_slug values ($1, 'store', 'old', $1)", id);
    work.exec_params(
        "insert into mallctl.artifact (mall_id, kind, version, sha256, input_sha256, bytes, built_at) "
        "values ($1, 'nav', 1, repeat('0', 64), repeat('0', 64), 'x', now())",
        id);
    work.commit();
    return mall;
}

}  // namespace mallctl::test
