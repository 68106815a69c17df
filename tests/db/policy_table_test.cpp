// The policies of the database and the table of permissions say the same: each role tries every action on a
// row of every kind, its own tenant's and another's, in the name of mallctl_api.
#include <catch2/catch.hpp>
#include <map>

#include "catalog/fields.hpp"
#include "core/denied.hpp"
#include "core/error.hpp"
#include "db/access/acting.hpp"
#include "db/transaction_impl.hpp"
#include "operations/find_mall.hpp"
#include "operations/public_rows.hpp"
#include "operations/rows/row_rights.hpp"
#include "tests/db/mall_contents.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using access::Permission;
using access::Principal;
using operations::RowVerb;

namespace {

const char* const arcade =
    "kind: mall\nslug: arcade\nname: Arcade\ntime_zone: Europe/Berlin\ncurrency: EUR\n"
    "---\nkind: location\nslug: own\nname: North\nlocation_kind: entrance\nlevel: G\nlon: 8.5\nlat: 49.4\n"
    "---\nkind: tenant\nslug: crust\nname: Crust\n"
    "---\nkind: tenant\nslug: acme\nname: Acme\n"
    "---\nkind: store\nslug: own\nname: Bakery\ntenant: crust\n"
    "---\nkind: store\nslug: foreign\nname: Tools\ntenant: acme\n"
    "---\nkind: lease\nslug: own\ntenant: crust\nstore: own\nunits: [G-01@G]\nfrom: 2026-01-01\n"
    "---\nkind: lease\nslug: foreign\ntenant: acme\nstore: foreign\nunits: [G-02@G]\nfrom: 2026-01-01\n"
    "---\nkind: product\nslug: own\nname: Bun\nstore: own\n"
    "---\nkind: product\nslug: foreign\nname: Saw\nstore: foreign\n"
    "---\nkind: offer\nslug: own\nname: Bun day\nstore: own\ndraft: true\n"
    "---\nkind: offer\nslug: foreign\nname: Saw day\nstore: foreign\ndraft: true\n"
    "---\nkind: parking_zone\nslug: own\nname: P1\nlevel: P1\n"
    "---\nkind: user\nslug: own\nname: Ann\nrole: tenant_staff\ntenant: crust\n"
    "---\nkind: user\nslug: foreign\nname: Bob\nrole: tenant_staff\ntenant: acme\n";

// In SQL, as these kinds have fields of their own.
const char* const more =
    "insert into mallctl.closure (mall_id, id, slug, unit, reason) "
    "values (mallctl.here(), gen_random_uuid(), 'own', 'G-01', '{}');"
    "insert into mallctl.synonym (mall_id, id, slug, words) "
    "values (mallctl.here(), gen_random_uuid(), 'own', '{a, b}');"
    "insert into mallctl.pin (mall_id, id, slug, query, targets) "
    "values (mallctl.here(), gen_random_uuid(), 'own', 'q', '{store:a}');"
    "insert into mallctl.exclusion (mall_id, id, slug, target) "
    "values (mallctl.here(), gen_random_uuid(), 'own', 'store:a')";

// How a row of the kind is changed, and what of a new one policies look at.
struct KindSql {
    std::string table;
    std::string change;
    std::string owner_column = {};  // "tenant" or "store"; "" where a row is no tenant's
    std::string more_columns = {};
    std::string more_values = {};
};

const std::map<std::string, KindSql>& kind_sql() {
    static const std::map<std::string, KindSql> all{
        {"mall", {"mall", "hours = '24/7'"}},
        {"location", {"location", "heading = 1"}},
        {"tenant", {"tenant", "website = 'https://crust.example'", "slug"}},
        {"store", {"store", "phone = '1'", "tenant"}},
        {"lease", {"lease", "slug = 'other'", "tenant"}},
        {"product", {"product", "stock = 1", "store"}},
        {"offer", {"offer", "cap = 7", "store", ", draft", ", true"}},
        {"parking_zone", {"parking_zone", "capacity = 7"}},
        {"closure", {"closure", "reason = '{\"en\": \"Wet\"}'"}},
        {"user", {"\"user\"", "name = 'X'", "tenant", ", role", ", 'tenant_staff'"}},
        {"synonym", {"synonym", "words = '{c, d}'"}},
        {"pin", {"pin", "query = 'r'"}},
        {"exclusion", {"exclusion", "target = 'store:b'"}},
    };
    return all;
}

class Arcade {
  public:
    Arcade() : session_(database_.endpoint(), "test") {
        test::apply_text(session_, "arcade", arcade);
        mall = operations::find_mall(session_, "arcade").id;
        std::string sql = more;
        const std::string here = "mallctl.here()";
        for (auto at = sql.find(here); at != std::string::npos; at = sql.find(here))
            sql.replace(at, here.size(), "'" + core::to_string(mall) + "'");
        db::Transaction transaction(session_, mall, db::Transaction::Mode::write);
        transaction.impl().work.run_script(sql);
        transaction.commit();
    }

    Principal as(const access::RoleInfo& role) const {
        Principal principal;
        principal.kind = Principal::Kind::user;
        principal.id = "1";
        principal.second_factor_at = core::now();
        access::Grant grant{role.role, std::nullopt, ""};
        if (role.scope != access::Scope::platform) grant.mall = mall;
        if (role.scope == access::Scope::tenant) grant.tenant = "crust";
        principal.grants = {grant};
        return principal;
    }

    // Whether policies let the statement through to a row: what a constraint says then is another matter.
    bool lets(const Principal& who, const std::string& statement) {
        const db::Acting acting(session_, who, mall);
        db::Transaction transaction(session_, mall, db::Transaction::Mode::write);
        try {
            return !transaction.impl().work.run(statement).empty();
        } catch (const core::DeniedError&) {
            return false;
        } catch (const core::Error& error) {
            INFO(statement << ": " << error.what());
            REQUIRE(error.fault() == core::Fault::rejected);
            return true;
        }
    }

    core::Uuid mall;

  private:
    test::TestDatabase database_;
    db::Session session_;
};

struct Row {
    const catalog::Kind& kind;
    const KindSql& sql;
    bool own = true;  // of the caller's tenant, where it is of a tenant
};

// What the table says: of a tenant's people for rows of that tenant alone.
bool may(const Principal& who, Permission permission, const Row& row, const core::Uuid& mall) {
    if (access::info(permission).anybody) return true;
    const auto tenants = access::tenants_of(who, permission, mall);
    if (!tenants) return true;
    return !tenants->empty() && !row.sql.owner_column.empty() && row.own;
}

bool is_shown_to_shoppers(const catalog::Kind& kind) {
    if (kind.name == "mall") return true;
    for (const auto& one : operations::public_kinds()) {
        if (one.name == kind.name && kind.name != "offer") return true;  // the offers here are drafts
    }
    return false;
}

bool may_write_anything(const Principal& who, const core::Uuid& mall) {
    for (const auto permission :
         {Permission::catalog_write, Permission::store_write, Permission::product_write,
          Permission::offer_write, Permission::user_write, Permission::plan_import}) {
        const auto tenants = access::tenants_of(who, permission, mall);
        if (!tenants || !tenants->empty()) return true;
    }
    return false;
}

bool may_read(const Principal& who, const Row& row, const core::Uuid& mall) {
    if (is_shown_to_shoppers(row.kind)) return true;
    const Permission permission = operations::permission_to_read(row.kind);
    // Of search: whoever writes rows has to see that they are not named there.
    if (permission == Permission::catalog_write) return may_write_anything(who, mall);
    return may(who, permission, row, mall);
}

bool may_write(const Principal& who, const Row& row, RowVerb verb, const core::Uuid& mall) {
    if (row.kind.name == "mall") {
        return (verb == RowVerb::patch || verb == RowVerb::create) &&
               may(who, Permission::mall_write, row, mall);
    }
    return may(who, operations::permission_to_write(row.kind, verb), row, mall);
}

}  // namespace

TEST_CASE("the policies of every kind allow each role what the table of permissions allows") {
    Arcade arcade;
    int tried = 0;
    for (const access::RoleInfo& role : access::roles()) {
        const Principal who = arcade.as(role);
        for (const catalog::Kind& kind : catalog::kinds()) {
            if (kind.name == "unit") continue;
            for (const bool own : {true, false}) {
                const Row row{kind, kind_sql().at(kind.name), own};
                if (!own && row.sql.owner_column.empty()) continue;
                const std::string table = "mallctl." + row.sql.table;
                const std::string tenant = own ? "crust" : "acme";
                const std::string slug = kind.name == "mall"     ? "arcade"
                                         : kind.name == "tenant" ? tenant
                                         : own                   ? "own"
                                                                 : "foreign";
                const std::string there = " where slug = '" + slug + "'";
                INFO(role.name << ", " << kind.name << ' ' << slug);
                tried += 4;

                CHECK(arcade.lets(who, "select 1 from " + table + there) == may_read(who, row, arcade.mall));

                const bool changes = may_write(who, row, RowVerb::patch, arcade.mall) ||
                                     may_write(who, row, RowVerb::put, arcade.mall);
                CHECK(arcade.lets(who, "update " + table + " set " + row.sql.change + there +
                                           " returning 1") == changes);

                const std::string owner =
                    row.sql.owner_column == "store" ? (own ? "own" : "foreign") : tenant;
                const std::string column = row.sql.owner_column.empty() ? "" : ", " + row.sql.owner_column;
                const std::string value = row.sql.owner_column.empty() ? "" : ", '" + owner + "'";
                const std::string insertion =
                    "insert into " + table + " (" + (kind.name == "mall" ? "id" : "mall_id") + column +
                    row.sql.more_columns + ") values ('" + core::to_string(arcade.mall) + "'" + value +
                    row.sql.more_values + ") returning 1";
                CHECK(arcade.lets(who, insertion) == may_write(who, row, RowVerb::create, arcade.mall));

                CHECK(arcade.lets(who, "delete from " + table + there + " returning 1") ==
                      may_write(who, row, RowVerb::remove, arcade.mall));
            }
        }
    }
    CHECK(tried > 500);
}

TEST_CASE("a caller of the API without a role reads what shoppers read, and writes nothing") {
    Arcade arcade;
    const Principal nobody;
    for (const catalog::Kind& kind : catalog::kinds()) {
        if (kind.name == "unit") continue;
        INFO(kind.name);
        const KindSql& sql = kind_sql().at(kind.name);
        CHECK(arcade.lets(nobody, "select 1 from mallctl." + sql.table) == is_shown_to_shoppers(kind));
        CHECK_FALSE(
            arcade.lets(nobody, "update mallctl." + sql.table + " set " + sql.change + " returning 1"));
        CHECK_FALSE(arcade.lets(nobody, "delete from mallctl." + sql.table + " returning 1"));
    }
}
