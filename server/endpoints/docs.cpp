#include "server/endpoints/docs.hpp"

#include <string>

#include "server/http/problem.hpp"
#include "server/web/viewer.hpp"

namespace mallctl::server {

namespace {

// The viewer sets styles from script, which the policy lets; it loads nothing from elsewhere, and asks this
// server alone.
constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr std::string_view page = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="The API of this mallctl server: what it answers, to browse and to try.">
<title>mallctl API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="viewer"></main>
<noscript><p>This page needs JavaScript. The description itself: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a></p></noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
)html";

// No validator badge, which would ask another host.
constexpr std::string_view start = R"js("use strict";
SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#viewer",
    deepLinking: true,
    validatorUrl: null,
    defaultModelsExpandDepth: 0,
    tryItOutEnabled: true,
});
)js";

constexpr std::string_view page_without_viewer = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mallctl API</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>mallctl API</h1>
<p>This program was built without the viewer that belongs here: build it with <code>-DMALLCTL_WEB=ON</code>, which needs npm.</p>
<p>The description itself is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a> (OpenAPI 3.1): any viewer shows it.</p>
</main>
</body>
</html>
)html";

http::Response asset(const char* type, std::string_view text) {
    http::Response response = http::make_response(200, type, std::string(text));
    response.headers.push_back({"Cache-Control", "public, max-age=3600"});
    return response;
}

}  // namespace

http::Response DocsPage::operator()(const Call&) const {
    const bool has_viewer = !web::viewer_asset("swagger-ui-bundle.js").empty();
    http::Response response = http::make_response(200, "text/html; charset=utf-8",
                                                  std::string(has_viewer ? page : page_without_viewer));
    response.headers.push_back({"Content-Security-Policy", policy});
    return response;
}

http::Response DocsAsset::operator()(const Call& call) const {
    const std::string_view name = call.path_value("asset");
    const std::string_view text = web::viewer_asset(name);
    if (name == "start.js") return asset("text/javascript; charset=utf-8", start);
    if (text.empty()) {
        throw http::ProblemError({404, "not-found", "There is no such thing",
                                  "the page at /docs has no such part", "the page itself is at /docs", 0});
    }
    return asset(name.ends_with(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", text);
}

std::vector<Route> docs_routes() {
    return {{.method = "GET", .pattern = "/docs", .handler = DocsPage{}},
            {.method = "GET", .pattern = "/docs/{asset}", .handler = DocsAsset{}}};
}

}  // namespace mallctl::server
