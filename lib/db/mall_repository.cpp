#include "db/mall_repository.hpp"

#include <stdexcept>

#include "core/error.hpp"
#include "core/names.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

constexpr const char* select_mall =
    "select id, slug, name, time_zone, currency, to_jsonb(locales), hours, version, to_jsonb(holidays), "
    "store_routes from mallctl.mall ";

catalog::Mall read(const Rows& rows, std::size_t row) {
    catalog::Mall mall;
    mall.id = rows.uuid(row, 0);
    mall.slug = rows.text(row, 1);
    mall.name = rows.names(row, 2);
    mall.time_zone = rows.text(row, 3);
    mall.currency = rows.text(row, 4);
    mall.locales = rows.texts(row, 5);
    mall.hours = rows.text(row, 6);
    mall.version = rows.integer(row, 7);
    mall.holidays = rows.texts(row, 8);
    mall.store_routes = rows.text(row, 9);
    return mall;
}

}  // namespace

std::vector<catalog::Mall> MallRepository::list() {
    const Rows rows = transaction_.impl().work.run(std::string(select_mall) + "order by slug");
    std::vector<catalog::Mall> malls;
    for (std::size_t i = 0; i < rows.size(); ++i) malls.push_back(read(rows, i));
    return malls;
}

std::optional<catalog::Mall> MallRepository::find(std::string_view slug) {
    if (!core::is_slug(slug)) return std::nullopt;  // may be no UTF-8, which PostgreSQL would refuse
    const Rows rows =
        transaction_.impl().work.run(std::string(select_mall) + "where slug = $1", Params().add(slug));
    if (rows.empty()) return std::nullopt;
    return read(rows, 0);
}

std::optional<catalog::Mall> MallRepository::current() {
    const Rows rows = transaction_.impl().work.run(std::string(select_mall) + "where id = $1",
                                                   Params().add(mall_of(transaction_)));
    if (rows.empty()) return std::nullopt;
    return read(rows, 0);
}

void MallRepository::add(const catalog::Mall& mall) {
    if (mall.id != mall_of(transaction_))
        throw std::logic_error("a mall is written in a transaction for itself");
    transaction_.impl().work.run(
        "insert into mallctl.mall (id, slug, name, time_zone, currency, locales, hours, holidays, "
        "store_routes) values ($1, $2, $3::jsonb, $4, $5, $6::text[], $7, $8::text[], $9)",
        Params()
            .add(mall.id)
            .add(mall.slug)
            .add(names_to_json(mall.name))
            .add(mall.time_zone)
            .add(mall.currency)
            .add(texts_to_array(mall.locales))
            .add(mall.hours)
            .add(texts_to_array(mall.holidays))
            .add(mall.store_routes));
}

}  // namespace mallctl::db
