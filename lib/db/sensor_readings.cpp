#include "db/sensor_readings.hpp"

#include <algorithm>

#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

// The literal of an array in which null is one.
std::string numbers_array(const std::vector<SensorReading>& readings,
                          std::optional<std::int64_t> SensorReading::*member) {
    std::string text = "{";
    for (const auto& reading : readings) {
        if (text.size() > 1) text += ',';
        text += reading.*member ? std::to_string(*(reading.*member)) : "null";
    }
    return text + "}";
}

std::string texts(const std::vector<SensorReading>& readings, std::string SensorReading::*member) {
    std::vector<std::string> all;
    for (const auto& reading : readings) all.push_back(reading.*member);
    return texts_to_array(all);
}

// Rows told as (n, outcome), n from 1. What is inserted is seen by the second query of this statement through
// `stored` alone, as all of its parts see one state.
constexpr const char* store_sql =
    "with told as (select t.*, row_number() over (partition by t.sensor, t.at order by t.n) as turn, "
    "case t.kind when 'parking' then exists (select from mallctl.parking_zone z where z.mall_id = $1::uuid "
    "and z.slug = t.place) else exists (select from mallctl.location l where l.mall_id = $1::uuid "
    "and l.slug = t.place) end as placed "
    "from unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[], $7::bigint[]) "
    "with ordinality t(sensor, at, kind, place, count, delta, n)), "
    "first as (select * from told where turn = 1 and placed), "
    "stored as (insert into mallctl.sensor_reading (mall_id, sensor, at, kind, place, count, delta) "
    "select $1::uuid, sensor, at, kind, place, count, delta from first on conflict do nothing "
    "returning sensor, at) "
    "select case when not t.placed then 'unknown_place' "
    "when t.turn = 1 and s.sensor is not null then 'stored' "
    "when (t.kind, t.place) = (o.kind, o.place) and t.count is not distinct from o.count "
    "and t.delta is not distinct from o.delta then 'known' else 'conflicting' end "
    "from told t left join stored s on s.sensor = t.sensor and s.at = t.at "
    "left join lateral (select kind, place, count, delta from mallctl.sensor_reading r "
    "where r.mall_id = $1::uuid and r.sensor = t.sensor and r.at = t.at "
    "union all select f.kind, f.place, f.count, f.delta from first f "
    "where f.sensor = t.sensor and f.at = t.at and s.sensor is not null limit 1) o on true order by t.n";

// Of footfall, and of parking what a later count of the same sensor has made void.
constexpr const char* forget_sql =
    "with old as (select r.sensor, r.at from mallctl.sensor_reading r where r.mall_id = $1 "
    "and r.at < $2::timestamptz and (r.kind = 'footfall' or exists (select from mallctl.sensor_reading c "
    "where c.mall_id = r.mall_id and c.kind = r.kind and c.place = r.place and c.sensor = r.sensor "
    "and c.count is not null and c.at > r.at)) order by r.at limit $3::bigint), "
    "gone as (delete from mallctl.sensor_reading r using old where r.mall_id = $1 and r.sensor = old.sensor "
    "and r.at = old.at returning 1) select count(*) from gone";

// Deltas that no count has made void become one delta at the time of the last of them.
constexpr const char* fold_sql =
    "with old as (select r.place, r.sensor, r.at, r.delta from mallctl.sensor_reading r where r.mall_id = $1 "
    "and r.at < $2::timestamptz and r.kind = 'parking' and r.delta is not null and not exists (select from "
    "mallctl.sensor_reading c where c.mall_id = r.mall_id and c.kind = r.kind and c.place = r.place "
    "and c.sensor = r.sensor and c.count is not null and c.at > r.at) order by r.at limit $3::bigint), "
    "sums as (select place, sensor, max(at) as last, sum(delta)::bigint as total from old "
    "group by place, sensor having count(*) > 1), "
    "kept as (update mallctl.sensor_reading r set delta = s.total from sums s where r.mall_id = $1 "
    "and r.sensor = s.sensor and r.at = s.last), "
    "gone as (delete from mallctl.sensor_reading r using old o, sums s where r.mall_id = $1 "
    "and s.place = o.place and s.sensor = o.sensor and o.at < s.last and r.sensor = o.sensor "
    "and r.at = o.at returning 1) select count(*) from gone";

constexpr const char* levels_sql =
    "select z.slug, z.name::text, z.level, z.capacity, t.taken, t.read_at from mallctl.parking_zone z "
    "left join lateral ("
    "select sum(s.taken)::bigint as taken, floor(extract(epoch from max(s.read_at)))::bigint as read_at from "
    "("
    "select coalesce(c.count, 0) + coalesce((select sum(d.delta) from mallctl.sensor_reading d "
    "where d.mall_id = z.mall_id and d.kind = 'parking' and d.place = z.slug and d.sensor = n.sensor "
    "and d.delta is not null and (c.at is null or d.at > c.at)), 0) as taken, n.read_at "
    "from (select r.sensor, max(r.at) as read_at from mallctl.sensor_reading r where r.mall_id = z.mall_id "
    "and r.kind = 'parking' and r.place = z.slug group by r.sensor) n "
    "left join lateral (select r.at, r.count from mallctl.sensor_reading r where r.mall_id = z.mall_id "
    "and r.kind = 'parking' and r.place = z.slug and r.sensor = n.sensor and r.count is not null "
    "order by r.at desc limit 1) c on true) s) t on true "
    "where z.mall_id = $1::uuid order by z.slug collate \"C\"";

Reading parse_outcome(std::string_view text) {
    if (text == "stored") return Reading::stored;
    if (text == "known") return Reading::known;
    return text == "conflicting" ? Reading::conflicting : Reading::unknown_place;
}

std::optional<std::int64_t> integer_or_null(const Rows& rows, std::size_t row, int column) {
    if (rows.is_null(row, column)) return std::nullopt;
    return rows.integer(row, column);
}

}  // namespace

const char* to_string(Reading outcome) {
    switch (outcome) {
        case Reading::stored:
            return "stored";
        case Reading::known:
            return "known";
        case Reading::conflicting:
            return "conflicting";
        case Reading::unknown_place:
            break;
    }
    return "unknown_place";
}

std::vector<Reading> store_readings(Transaction& transaction, const std::vector<SensorReading>& readings) {
    const Rows rows =
        transaction.impl().work.run(store_sql, Params()
                                                   .add(mall_of(transaction))
                                                   .add(texts(readings, &SensorReading::sensor))
                                                   .add(texts(readings, &SensorReading::at))
                                                   .add(texts(readings, &SensorReading::kind))
                                                   .add(texts(readings, &SensorReading::place))
                                                   .add(numbers_array(readings, &SensorReading::count))
                                                   .add(numbers_array(readings, &SensorReading::delta)));
    std::vector<Reading> outcomes;
    for (std::size_t i = 0; i < rows.size(); ++i) outcomes.push_back(parse_outcome(rows.text(i, 0)));
    return outcomes;
}

std::vector<ParkingZoneLevel> parking_levels(Transaction& transaction) {
    const Rows rows = transaction.impl().work.run(levels_sql, Params().add(mall_of(transaction)));
    std::vector<ParkingZoneLevel> levels;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ParkingZoneLevel& level = levels.emplace_back();
        level.zone = rows.text(i, 0);
        level.name = rows.text(i, 1);
        level.level = rows.text(i, 2);
        level.capacity = integer_or_null(rows, i, 3);
        level.taken = integer_or_null(rows, i, 4);
        if (level.taken) level.taken = std::max<std::int64_t>(*level.taken, 0);
        if (level.taken && level.capacity) level.taken = std::min(*level.taken, *level.capacity);
        if (const auto at = integer_or_null(rows, i, 5))
            level.read_at = core::Instant{std::chrono::seconds{*at}};
    }
    return levels;
}

std::int64_t forget_readings(Transaction& transaction, core::Instant older_than, std::int64_t most) {
    Work& work = transaction.impl().work;
    const auto params = [&] {
        return Params().add(mall_of(transaction)).add(core::format_instant(older_than)).add(most);
    };
    const std::int64_t gone = work.run(forget_sql, params()).integer(0, 0);
    return gone < most ? gone + work.run(fold_sql, params()).integer(0, 0) : gone;
}

}  // namespace mallctl::db
