// What a snapshot is said to hold against what the allocator gave away for it.
#include <malloc.h>

#include <catch2/catch.hpp>
#include <string>

#include "nav/build.hpp"
#include "operations/snapshot/memory.hpp"
#include "tests/support/generated_mall.hpp"

using namespace mallctl;

namespace {

std::size_t given_away() {
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

catalog::Catalog stores_in(const plan::Plan& plan) {
    catalog::Catalog rows;
    for (const auto& unit : plan.units) {
        if (unit.category != "retail") continue;
        const std::string number = std::to_string(rows.stores.size());
        auto& store = rows.stores.emplace_back();
        store.slug = "store-of-some-name-" + number;
        store.name = {{"de", "Ein Laden, Nummer " + number}, {"en", "A shop with the number " + number}};
        store.category = "fashion.shoes";
        store.hours = "Mo-Sa 09:00-20:00; Su,PH off";
        store.units = {core::to_string(unit.id)};
        store.tags = {"shoes", "a tag that is long enough for the heap"};
        auto& lease = rows.leases.emplace_back();
        lease.slug = "lease-" + number;
        lease.store = store.slug;
        lease.units = store.units;
        lease.from = "2020-01-01";
    }
    return rows;
}

std::shared_ptr<const operations::Snapshot> snapshot_of(const test::MallSettings& settings, bool with_nav) {
    plan::Plan plan = test::generate_mall(settings).plan;
    catalog::Mall mall;
    mall.slug = "measured";
    mall.time_zone = "Europe/Berlin";
    auto rows = stores_in(plan);
    core::Diagnostics findings;
    std::vector<std::byte> graph;
    if (with_nav) graph = nav::build(plan, findings);
    return operations::make_snapshot(mall, std::move(rows), std::move(plan), graph, false);
}

void check_estimate(const test::MallSettings& settings, bool with_nav) {
    snapshot_of(settings, with_nav);  // what is allocated once, and stays
    const std::size_t before = given_away();
    const auto snapshot = snapshot_of(settings, with_nav);
    const double real = static_cast<double>(given_away() - before);
    const double told = static_cast<double>(operations::memory_of(*snapshot));
    INFO("said " << told << ", is " << real << " bytes, of them " << snapshot->nav_bytes.view().size()
                 << " of the graph");
    CHECK(told == Approx(real).epsilon(0.1));
}

}  // namespace

// A sanitizer has an allocator of its own, which mallinfo2 does not know.
#if !defined(__SANITIZE_ADDRESS__)
TEST_CASE("a snapshot is said to hold what the allocator gave away for it") {
    check_estimate({3, 2, 60}, false);
    check_estimate({4, 3, 100}, false);
    check_estimate({5, 2, 40}, true);
    check_estimate({6, 3, 100}, true);
}
#endif
