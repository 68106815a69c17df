// Malls with something in them.
#pragma once

#include <string>

#include "db/mall_repository.hpp"
#include "db/session.hpp"
#include "tests/db/sample_plan.hpp"

namespace mallctl::test {

// A new mall in Berlin, committed.
inline catalog::Mall create_mall(db::Session& session, const std::string& slug) {
    catalog::Mall mall;
    mall.slug = slug;
    mall.id = mall_id(slug);
    mall.name = {{"en", "Mall " + slug}};
    mall.time_zone = "Europe/Berlin";
    mall.currency = "EUR";
    mall.locales = {"de", "en"};
    mall.holidays = {"2026-12-25", "2026-12-26"};
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
    db::MallRepository(transaction).add(mall);
    transaction.commit();
    return mall;
}

}  // namespace mallctl::test
