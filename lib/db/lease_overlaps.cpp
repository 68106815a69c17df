#include "db/lease_overlaps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace mallctl::db {

namespace {

bool is_before(const std::string& day, const std::string& end) {
    return end.empty() || day < end;
}

const std::string& earlier(const std::string& a, const std::string& b) {
    return is_before(a, b) && !a.empty() ? a : b;
}

// Only the rows of units on which anything overlaps come back: of those, the day on which a claim begins lies
// before the latest end of the claims that began earlier. The key of a unit is that of mallctl.lease_unit.
constexpr const char* overlapping = R"(
with claim as (
    select coalesce(c.unit_id, md5(c.stated)::uuid) as key, c.slug, c.stated, c.during, c.row
    from pg_temp.lease_claim c where not isempty(c.during)
), keyed as (
    select * from claim
    union all
    select u.unit_key, l.slug, u.stated, u.during, 0::bigint
    from mallctl.lease_unit u join mallctl.lease l on l.mall_id = u.mall_id and l.id = u.lease_id
    where u.mall_id = $1::uuid and u.unit_key in (select key from claim)
      and not exists (select from pg_temp.lease_claim c where c.lease_id = l.id) and not ({})
), ends as (
    select key, during, max(coalesce(upper(during), 'infinity')) over (
                            partition by key order by lower(during), slug, stated
                            rows between unbounded preceding and 1 preceding) as latest
    from keyed
), bad as (
    select distinct key from ends where latest > lower(during)
)
select k.key::text, lower(k.during)::text, coalesce(upper(k.during)::text, ''), k.slug, k.stated, k.row
from keyed k join bad on bad.key = k.key
order by k.key, lower(k.during), k.slug collate "C", k.stated collate "C"
)";

TwiceLeased tell(const LeaseOverlap& overlap) {
    const LeaseClaim& claim = *overlap.claim;
    const LeaseClaim& other = *overlap.other;
    const std::string days = overlap.to.empty() ? "from " + overlap.from + " on"
                                                : "from " + overlap.from + " to before " + overlap.to;
    TwiceLeased told{claim.row, claim.lease, {}, "let one end on the day the other begins"};
    told.message = fmt::format("leases \"{}\" and \"{}\" both cover unit \"{}\" {}", claim.lease, other.lease,
                               claim.stated, days);
    if (other.stated != claim.stated) told.message += fmt::format(" (as \"{}\")", other.stated);
    return told;
}

}  // namespace

std::vector<LeaseOverlap> find_overlaps(const std::vector<LeaseClaim>& claims, std::size_t most) {
    std::vector<LeaseOverlap> overlaps;
    std::vector<const LeaseClaim*> open;  // of the key at hand, those that have not ended
    const std::string* key = nullptr;
    for (const LeaseClaim& claim : claims) {
        if (key == nullptr || *key != claim.key) open.clear();
        key = &claim.key;
        std::erase_if(open, [&](const LeaseClaim* other) { return !is_before(claim.from, other->to); });
        for (const LeaseClaim* other : open) {
            if (other->lease == claim.lease || (other->row == 0 && claim.row == 0)) continue;
            const bool is_later = std::tie(claim.row, claim.lease) > std::tie(other->row, other->lease);
            const LeaseClaim* later = is_later ? &claim : other;
            const LeaseClaim* sooner = is_later ? other : &claim;
            overlaps.push_back({later, sooner, claim.from, earlier(claim.to, other->to)});
            if (overlaps.size() >= most) return overlaps;
        }
        open.push_back(&claim);
    }
    return overlaps;
}

void create_claims(Work& work) {
    work.run_script(
        "drop table if exists pg_temp.lease_claim; "
        "create temp table lease_claim (lease_id uuid, slug text, stated text, unit_id uuid, during "
        "daterange, "
        "row bigint) on commit drop");
}

std::vector<TwiceLeased> leased_twice(Work& work, const core::Uuid& mall, const std::string& going,
                                      std::size_t most) {
    work.run_script("analyze pg_temp.lease_claim");
    const Rows rows = work.run(fmt::format(fmt::runtime(overlapping), going), Params().add(mall));
    std::vector<LeaseClaim> claims(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        LeaseClaim& claim = claims[i];
        claim.key = rows.text(i, 0);
        claim.from = rows.text(i, 1);
        claim.to = rows.text(i, 2);
        claim.lease = rows.text(i, 3);
        claim.stated = rows.text(i, 4);
        claim.row = rows.integer(i, 5);
    }
    std::vector<TwiceLeased> told;
    for (const LeaseOverlap& overlap : find_overlaps(claims, most)) told.push_back(tell(overlap));
    return told;
}

}  // namespace mallctl::db
