#include "server/endpoints/short_link.hpp"

#include <string>

#include "server/http/text.hpp"

namespace mallctl::server {

http::Response ShortLink::operator()(const Call& call) const {
    const SnapshotPointer snapshot = store.require(call.parameter("m"));
    http::Response response = http::make_response(302, "", "");
    response.headers.push_back({"Location", "/api/v1/malls/" + snapshot->mall.slug + "/walk-in?location=" +
                                                http::percent_encode(call.path_value("location"))});
    return response;
}

Route short_link_route(const SnapshotStore& store) {
    return {.method = "GET",
            .pattern = "/w/{location}",
            .blocks = true,  // its mall may have to be loaded, which the path does not name
            .parameters = {{.name = "m", .required = true, .doc = "The mall's slug"},
                           {.name = "h", .doc = "Which way the reader of the poster looks, in degrees"}},
            .handler = ShortLink{store}};
}

}  // namespace mallctl::server
