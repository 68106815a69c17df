// row_routes: the endpoints of rows in the table of routes.
#include <string>

#include "db/row_query.hpp"
#include "server/endpoints/page.hpp"
#include "server/endpoints/rows.hpp"

namespace mallctl::server {

namespace {

using catalog::Kind;
using operations::RowVerb;

constexpr std::size_t longest_row = std::size_t{1} << 20;  // bytes of JSON; an area has many points

// What the table of routes says of a kind: it holds views, of texts that live as long as the program.
struct KindTexts {
    std::string all;   // path of the rows
    std::string one;   // of one of them
    std::string name;  // "ParkingZone"
    std::string names;
    std::string patch;
    std::string create_operation, put_operation, patch_operation, delete_operation;
    std::string get_operation, list_operation;
    std::string create_summary, put_summary, patch_summary, delete_summary, get_summary, list_summary;
    std::string row;   // the schema of one
    std::string page;
    std::string written_all, written_one;  // where shoppers read something else at `all`
    std::string written_list_operation, written_get_operation, written_list_summary, written_get_summary;
};

// "parking_zone" as "ParkingZone".
std::string camel(const std::string& word) {
    std::string text;
    bool up = true;
    for (const char c : word) {
        if (c == '_') {
            up = true;
            continue;
        }
        text += up && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        up = false;
    }
    return text;
}

std::string spaced(std::string word) {
    for (char& c : word) {
        if (c == '_') c = ' ';
    }
    return word;
}

KindTexts make_texts(const Kind& kind) {
    KindTexts texts;
    const std::string one = spaced(kind.name);
    const std::string all = spaced(kind.plural);
    texts.name = camel(kind.name);
    texts.names = camel(kind.plural);
    texts.row = kind.name == "mall" ? "MallRow" : texts.name;  // "Mall" is what shoppers read
    texts.patch = texts.name + "Patch";
    texts.page = texts.name + "Page";
    texts.all = "/api/v1/malls/{mall}/" + kind.plural;
    texts.one = texts.all + "/{slug}";
    texts.create_operation = "create" + texts.name;
    texts.put_operation = "put" + texts.name;
    texts.patch_operation = "patch" + texts.name;
    texts.delete_operation = "delete" + texts.name;
    texts.get_operation = "get" + texts.name;
    texts.list_operation = "list" + texts.names;
    texts.create_summary = "Makes one of the " + all;
    texts.put_summary = "Makes a " + one + " or replaces it whole";
    texts.patch_summary = "Changes fields of a " + one + " (RFC 7396)";
    texts.delete_summary = "Deletes a " + one;
    texts.get_summary = "A " + one;
    texts.list_summary = "The " + all;
    texts.written_all = "/api/v1/malls/{mall}/rows/" + kind.plural;
    texts.written_one = texts.written_all + "/{slug}";
    texts.written_list_operation = "list" + texts.name + "Rows";
    texts.written_get_operation = "get" + texts.name + "Row";
    texts.written_list_summary = "The " + all + " as they are written";
    texts.written_get_summary = "A " + one + " as it is written, with the ETag for If-Match";
    return texts;
}

const KindTexts& texts_of(const Kind& kind) {
    static const auto all = [] {
        std::vector<KindTexts> texts;
        for (const auto& each : catalog::kinds()) texts.push_back(make_texts(each));
        return texts;
    }();
    return all.at(static_cast<std::size_t>(&kind - catalog::kinds().data()));
}

Route write_route(db::SessionPool& pool, const Kind& kind, RowVerb verb) {
    const KindTexts& texts = texts_of(kind);
    Route route;
    route.pattern = verb == RowVerb::create ? texts.all : texts.one;
    route.tag = "Rows";
    route.permission = operations::permission_to_write(kind, verb);
    route.blocks = true;
    route.handler = WriteRow{pool, kind, verb};
    if (verb != RowVerb::remove) route.body_bytes = longest_row;
    switch (verb) {
        case RowVerb::create:
            route.method = "POST";
            route.operation = texts.create_operation;
            route.summary = texts.create_summary;
            route.body_schema = texts.row;
            route.outcomes = {{201, "Made; Location and ETag say where and what it is", texts.row}};
            break;
        case RowVerb::put:
            route.method = "PUT";
            route.operation = texts.put_operation;
            route.summary = texts.put_summary;
            route.body_schema = texts.row;
            route.outcomes = {{200, "Replaced", texts.row}, {201, "Made", texts.row}};
            break;
        case RowVerb::patch:
            route.method = "PATCH";
            route.operation = texts.patch_operation;
            route.summary = texts.patch_summary;
            route.body_schema = texts.patch;
            route.body_type = "application/merge-patch+json";
            route.outcomes = {{200, "As it is now", texts.row}};
            break;
        case RowVerb::remove:
            route.method = "DELETE";
            route.operation = texts.delete_operation;
            route.summary = texts.delete_summary;
            route.outcomes = {{204, "Gone"}};
            break;
    }
    return route;
}

std::vector<Parameter> list_parameters(const Kind& kind) {
    std::vector<Parameter> parameters{page::fields, page::limit, page::after};
    for (const auto& field : kind.fields) {
        if (field.shorthand || field.type == catalog::FieldType::area || field.name == "draft") continue;
        parameters.push_back(
            {.name = field.name, .doc = "Only rows in which this field is, or holds, the value"});
    }
    return parameters;
}

// Where rows are read, and what the operations are called.
struct Reading {
    std::string_view list_pattern, get_pattern;
    std::string_view list_operation, get_operation;
    std::string_view list_summary, get_summary;
    RowsTold told = RowsTold::all;
};

void add_reads(std::vector<Route>& routes, db::SessionPool& pool, const Kind& kind, const Reading& reading) {
    const KindTexts& texts = texts_of(kind);
    routes.push_back({.method = "GET",
                      .pattern = reading.list_pattern,
                      .operation = reading.list_operation,
                      .tag = "Rows",
                      .summary = reading.list_summary,
                      .permission = operations::permission_to_read(kind),
                      .blocks = true,
                      .parameters = list_parameters(kind),
                      .outcomes = {{200, "A page of rows", texts.page}},
                      .handler = ListRows{pool, kind, reading.told}});
    routes.push_back({.method = "GET",
                      .pattern = reading.get_pattern,
                      .operation = reading.get_operation,
                      .tag = "Rows",
                      .summary = reading.get_summary,
                      .permission = operations::permission_to_read(kind),
                      .blocks = true,
                      .outcomes = {{200, "The row; its ETag is for If-Match", texts.name}},
                      .handler = ReadRow{pool, kind, reading.told}});
}

bool is_private(const Kind& kind) {
    for (const char* name : {"tenant", "lease", "user", "synonym", "pin", "exclusion"}) {
        if (kind.name == name) return true;
    }
    return false;
}

}  // namespace

std::vector<Route> row_routes(db::SessionPool& pool) {
    std::vector<Route> routes;
    for (const auto& kind : catalog::kinds()) {
        if (kind.name == "unit") continue;
        if (kind.name == "mall") {
            Route patch = write_route(pool, kind, RowVerb::patch);
            patch.pattern = "/api/v1/malls/{mall}";
            routes.push_back(std::move(patch));
            Route create = write_route(pool, kind, RowVerb::create);
            create.pattern = "/api/v1/malls";
            create.summary = "Makes a mall";
            create.handler = CreateMall{pool, kind};
            routes.push_back(std::move(create));
            continue;
        }
        for (const auto verb : {RowVerb::create, RowVerb::put, RowVerb::patch, RowVerb::remove})
            routes.push_back(write_route(pool, kind, verb));
        const KindTexts& texts = texts_of(kind);
        if (is_private(kind)) {
            add_reads(routes, pool, kind,
                      {texts.all, texts.one, texts.list_operation, texts.get_operation, texts.list_summary,
                       texts.get_summary});
        } else {
            add_reads(routes, pool, kind,
                      {texts.written_all, texts.written_one, texts.written_list_operation,
                       texts.written_get_operation, texts.written_list_summary, texts.written_get_summary});
        }
        if (kind.name == "offer") {
            add_reads(routes, pool, kind,
                      {"/api/v1/malls/{mall}/drafts", "/api/v1/malls/{mall}/drafts/{slug}", "listDrafts",
                       "getDraft", "Offers that are not published", "An offer that is not published",
                       RowsTold::drafts});
        }
    }
    return routes;
}

}  // namespace mallctl::server
