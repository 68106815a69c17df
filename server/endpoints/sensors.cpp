#include "server/endpoints/sensors.hpp"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.hpp"
#include "core/names.hpp"
#include "core/utf8.hpp"
#include "db/sensor_readings.hpp"
#include "operations/find_mall.hpp"
#include "operations/json_parts.hpp"
#include "server/http/problem.hpp"
#include "server/in_mall.hpp"
#include "server/json_body.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using operations::Json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t most_readings = 1000;
constexpr std::size_t longest_batch = std::size_t{256} << 10;  // bytes
constexpr std::int64_t most_counted = 1'000'000'000;
constexpr std::chrono::minutes most_ahead{10};  // of a sensor's clock
constexpr std::chrono::seconds fresh{1};

std::optional<std::int64_t> number(const nlohmann::json& reading, const char* name) {
    if (!reading.contains(name) || reading[name].is_null()) return std::nullopt;
    return integer_member(reading, name);
}

// Why the reading is none; "" for a good one, which is then in `into`.
std::string read(const nlohmann::json& json, core::Instant now, db::SensorReading& into) {
    if (!json.is_object()) return "a reading is an object";
    refuse_other_members(json, {"sensor", "at", "kind", "place", "count", "delta"});
    into.sensor = text_member(json, "sensor");
    into.at = text_member(json, "at");
    into.kind = text_member(json, "kind");
    into.place = optional_text(json, "place").value_or(into.sensor);
    into.count = number(json, "count");
    into.delta = number(json, "delta");
    if (into.sensor.empty() || into.sensor.size() > 63 || core::has_control_character(into.sensor))
        return "a sensor's name has 1 to 63 bytes";
    if (into.kind != "parking" && into.kind != "footfall") return "kind is parking or footfall";
    if (!core::is_slug(into.place)) return "place is the slug of a parking zone or a location";
    if (into.count.has_value() == into.delta.has_value()) return "a reading has either count or delta";
    if (into.count && (*into.count < 0 || *into.count > most_counted)) return "count is from 0 to 1000000000";
    if (into.delta && (*into.delta < -most_counted || *into.delta > most_counted))
        return "delta is from -1000000000 to 1000000000";
    if (into.at.size() > 40) return "at is a time (RFC 3339)";
    return core::parse_instant(into.at) > now + most_ahead ? "at is more than 10 minutes ahead" : "";
}

std::string fault_of(const nlohmann::json& json, core::Instant now, db::SensorReading& into) {
    try {
        return read(json, now, into);
    } catch (const http::ProblemError& error) {
        return error.problem().detail;
    } catch (const core::Error& error) {
        return error.what();
    }
}

const nlohmann::json& readings_of(const nlohmann::json& body) {
    refuse_other_members(body, {"readings"});
    const auto readings = body.find("readings");
    if (readings == body.end() || !readings->is_array() || readings->empty() ||
        readings->size() > most_readings)
        throw_invalid("/readings", fmt::format("readings is a list of 1 to {} readings", most_readings));
    return *readings;
}

Json json_of(const db::ParkingZoneLevel& level) {
    Json json{{"zone", level.zone}, {"name", Json::parse(level.name)}, {"level", level.level}};
    json["capacity"] = level.capacity ? Json(*level.capacity) : Json(nullptr);
    json["taken"] = level.taken ? Json(*level.taken) : Json(nullptr);
    json["free"] = level.capacity && level.taken ? Json(*level.capacity - *level.taken) : Json(nullptr);
    json["read_at"] = level.read_at ? Json(core::format_instant(*level.read_at)) : Json(nullptr);
    return json;
}

}  // namespace

http::Response TakeReadings::operator()(const Call& call) const {
    const auto body = parse_object(call.request.body);
    const auto& given = readings_of(body);
    std::vector<db::SensorReading> good;
    std::vector<std::string> faults;
    for (const auto& json : given) {
        db::SensorReading reading;
        faults.push_back(fault_of(json, core::now(), reading));
        if (faults.back().empty()) good.push_back(std::move(reading));
    }
    const auto outcomes = in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        if (good.empty()) return std::vector<db::Reading>{};
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
        auto stored = db::store_readings(transaction, good);
        transaction.commit();
        return stored;
    });
    Json results = Json::array();
    auto outcome = outcomes.begin();
    for (const auto& fault : faults) {
        results.push_back(fault.empty() ? Json{{"outcome", db::to_string(*outcome++)}}
                                        : Json{{"outcome", "invalid"}, {"detail", fault}});
    }
    return http::make_response(200, "application/json",
                               operations::to_text(Json{{"results", std::move(results)}}) + "\n");
}

struct ParkingLevels::Kept {
    struct Body {
        std::string text;
        Clock::time_point at;
    };
    std::mutex mutex;
    std::map<std::string, Body, std::less<>> bodies;  // by mall
};

ParkingLevels::ParkingLevels(db::SessionPool& pool) : pool_(&pool), kept_(std::make_shared<Kept>()) {}

http::Response ParkingLevels::operator()(const Call& call) const {
    const std::string mall_slug(call.path_value("mall"));
    std::optional<Kept::Body> known;
    {
        const std::lock_guard lock(kept_->mutex);
        if (const auto found = kept_->bodies.find(mall_slug); found != kept_->bodies.end())
            known = found->second;
    }
    if (known && Clock::now() - known->at < fresh)
        return http::make_response(200, "application/json", known->text);
    try {
        std::string text = pool_->with("", [&](db::Session& session) {
            const auto mall = operations::find_mall(session, mall_slug);
            db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
            Json zones = Json::array();
            for (const auto& level : db::parking_levels(transaction)) zones.push_back(json_of(level));
            return operations::to_text(Json{{"zones", std::move(zones)}}) + "\n";
        });
        const std::lock_guard lock(kept_->mutex);
        kept_->bodies[mall_slug] = {text, Clock::now()};
        return http::make_response(200, "application/json", std::move(text));
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::unreachable || !known) throw;
        return http::make_response(200, "application/json", known->text);
    }
}

std::vector<Route> sensor_routes(db::SessionPool& pool) {
    return {{.method = "POST",
             .pattern = "/api/v1/malls/{mall}/sensors/readings",
             .operation = "takeReadings",
             .tag = "Sensors",
             .summary = "Readings of parking and footfall counters",
             .permission = Permission::sensor_write,
             .blocks = true,
             .body_bytes = longest_batch,
             .body_schema = "SensorReadings",
             .outcomes = {{200, "What became of each", "SensorOutcomes"}},
             .handler = TakeReadings{pool}},
            {.method = "GET",
             .pattern = "/api/v1/malls/{mall}/parking",
             .operation = "getParking",
             .tag = "Sensors",
             .summary = "How full each parking zone is",
             .blocks = true,
             .outcomes = {{200, "By zone", "Parking"}},
             .handler = ParkingLevels{pool}}};
}

}  // namespace mallctl::server
