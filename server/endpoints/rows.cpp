#include "server/endpoints/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/names.hpp"
#include "db/row_tenants.hpp"
#include "operations/listing.hpp"
#include "operations/row_json.hpp"
#include "server/endpoints/page.hpp"
#include "server/endpoints/row_problem.hpp"
#include "server/http/etag.hpp"
#include "server/http/problem.hpp"
#include "server/idempotency.hpp"
#include "server/in_mall.hpp"
#include "server/json_body.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

using operations::Json;
using operations::RowVerb;

http::ProblemError unknown_row(const catalog::Kind& kind, std::string_view slug, std::string_view mall) {
    return row_problem({operations::RowError::Why::unknown,
                        fmt::format("there is no {} \"{}\" in {}", kind.name, slug, mall)});
}

// Whether the row is what If-Match and If-None-Match ask for (RFC 9110 section 13.2.2).
std::function<bool(const std::string* json)> precondition_of(const Call& call) {
    const auto match = call.request.header("If-Match");
    const auto none_match = call.request.header("If-None-Match");
    if (!match && !none_match) return {};
    return [match, none_match](const std::string* json) {
        const std::string etag = json == nullptr ? std::string() : http::etag_of(*json);
        if (match && (json == nullptr || !http::match_holds(*match, etag))) return false;
        return !none_match || json == nullptr || !http::none_match_holds(*none_match, etag);
    };
}

http::Response answer_of(const Call& call, const catalog::Kind& kind, const operations::WrittenRow& written) {
    if (written.json.empty()) return http::make_response(204, "", "");
    http::Response response = private_json(written.created ? 201 : 200, written.json);
    response.headers.push_back({"ETag", http::etag_of(written.json)});
    const std::string place =
        kind.name == "mall"
            ? "/api/v1/malls/" + written.slug
            : fmt::format("/api/v1/malls/{}/{}/{}", call.path_value("mall"), kind.plural, written.slug);
    if (written.created) response.headers.push_back({"Location", place});
    const auto asked = call.path_value(kind.name == "mall" ? "mall" : "slug");
    if (!written.created && written.slug != asked) response.headers.push_back({"Content-Location", place});
    return response;
}

bool is_page_parameter(std::string_view name) {
    return name == "fields" || name == "limit" || name == "after";
}

operations::ListRequest list_request(const Call& call, const catalog::Kind& kind, RowsTold told) {
    operations::ListRequest request;
    request.kind = kind.name;
    request.at = core::now();
    for (const auto& [name, value] : call.target.query.parameters) {
        if (!is_page_parameter(name)) request.where.push_back(name + "=" + value);
    }
    if (told == RowsTold::drafts) request.where.push_back("draft=true");
    request.fields = call.list("fields");
    request.after = call.parameter("after");
    return request;
}

// The page of rows among `own` (nothing: all rows), each with the asked fields.
Json page_of(const Call& call, operations::Listing& listing,
             const std::optional<std::set<std::string, std::less<>>>& own, std::size_t slug_field,
             std::int64_t limit) {
    Json rows = Json::array();
    Json next = nullptr;
    std::string last;
    for (std::vector<catalog::FieldValue> row; listing.next(row);) {
        const std::string slug = std::get<std::string>(row.at(slug_field));
        if (own && !own->contains(slug)) continue;
        if (std::cmp_equal(rows.size(), limit)) {
            next = page::next_link(call, last);
            break;
        }
        rows.push_back(operations::row_json(listing.fields(), row, listing.style().currency));
        last = slug;
    }
    return {{"rows", std::move(rows)}, {"next", std::move(next)}};
}

}  // namespace

http::Response WriteRow::operator()(const Call& call) const {
    const Idempotency idempotency(call);
    const bool creates = verb == RowVerb::create;
    operations::RowWrite write;
    write.mall = call.path_value("mall");
    write.kind = &kind;
    write.verb = verb;
    write.slug = call.path_value(kind.name == "mall" ? "mall" : "slug");
    write.body = call.request.body;
    write.who = &call.principal;
    write.at = core::now();
    write.precondition = precondition_of(call);
    if (creates) {
        write.on_begin = [&](db::Transaction& transaction) { idempotency.claim(transaction); };
        write.on_end = [&](db::Transaction& transaction, const operations::WrittenRow& written) {
            idempotency.keep(transaction, answer_of(call, kind, written));
        };
    }
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        if (creates) {
            if (auto known = idempotency.find(session, mall.id)) return *std::move(known);
        }
        try {
            return answer_of(call, kind, operations::write_row(session, write));
        } catch (const operations::RowError& error) {
            throw row_problem(error);
        }
    });
}

http::Response CreateMall::operator()(const Call& call) const {
    const Idempotency idempotency(call);
    operations::RowWrite write;
    write.mall = text_member(parse_object(call.request.body), "slug");
    if (!core::is_slug(write.mall)) throw_invalid("/slug", "a slug has 1 to 63 of a-z, 0-9, - and _");
    write.kind = &kind;
    write.verb = RowVerb::create;
    write.body = call.request.body;
    write.who = &call.principal;
    write.at = core::now();
    write.on_begin = [&](db::Transaction& transaction) { idempotency.claim(transaction); };
    write.on_end = [&](db::Transaction& transaction, const operations::WrittenRow& written) {
        idempotency.keep(transaction, answer_of(call, kind, written));
    };
    const core::Uuid id = core::uuid_v5(core::mall_name_space, write.mall);
    return pool.with({}, [&](db::Session& session) {
        const db::Acting acting(session, call.principal, id);
        if (auto known = idempotency.find(session, id)) return *std::move(known);
        try {
            return answer_of(call, kind, operations::write_row(session, write));
        } catch (const operations::RowError& error) {
            throw row_problem(error);
        }
    });
}

http::Response ReadRow::operator()(const Call& call) const {
    const std::string slug(call.path_value("slug"));
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        const auto own = access::tenants_of(call.principal, operations::permission_to_read(kind), mall.id);
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
        const auto tenants = db::tenants_of_row(transaction, kind, slug);
        const bool is_own =
            !own || std::all_of(tenants.begin(), tenants.end(), [&](const std::string& tenant) {
                return std::find(own->begin(), own->end(), tenant) != own->end();
            });
        const auto row =
            is_own ? operations::read_row(transaction, kind, mall, slug) : std::optional<std::string>();
        const bool is_shown = row && (told == RowsTold::all || Json::parse(*row).value("draft", false));
        if (!is_shown) throw unknown_row(kind, slug, mall.slug);
        return private_json(200, *row);
    });
}

http::Response ListRows::operator()(const Call& call) const {
    const auto limit = static_cast<std::int64_t>(call.count("limit", page::usual_limit));
    operations::ListRequest request = list_request(call, kind, told);
    const auto named = std::find(request.fields.begin(), request.fields.end(), "slug");
    if (!request.fields.empty() && named == request.fields.end())
        request.fields.insert(request.fields.begin(), "slug");
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        const auto tenants =
            access::tenants_of(call.principal, operations::permission_to_read(kind), mall.id);
        std::optional<std::set<std::string, std::less<>>> own;
        if (tenants) {
            db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
            own = db::slugs_of_tenants(transaction, kind, *tenants);
        } else {
            request.limit = limit + 1;
        }
        const auto listing = operations::open_listing(session, request, mall.slug);
        const auto slug = std::find_if(listing->fields().begin(), listing->fields().end(),
                                       [](const catalog::Field& field) { return field.name == "slug"; });
        const Json page =
            page_of(call, *listing, own, static_cast<std::size_t>(slug - listing->fields().begin()), limit);
        return private_json(200, operations::to_text(page) + "\n");
    });
}

}  // namespace mallctl::server
