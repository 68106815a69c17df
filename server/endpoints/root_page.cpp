#include "server/endpoints/root_page.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/escape.hpp"
#include "operations/near.hpp"
#include "server/http/text.hpp"

namespace mallctl::server {

namespace {

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --text: #1d2126; --muted: #56606b; --ground: #ffffff; --card: #f3f5f7; --line: #d3d9df; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8ebee; --muted: #a9b3bd; --ground: #14171a; --card: #1e2327; --line: #39424a; --link: #8cc4ff; }
}
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; color: var(--text); background: var(--ground); font: 1rem/1.55 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 2.25rem 0 0.75rem; font-size: 1.2rem; }
h3 { margin: 0 0 0.25rem; font-size: 1.05rem; }
p { margin: 0.25rem 0 0.75rem; }
.muted { color: var(--muted); }
.mall { margin: 0 0 1rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; }
ul { margin: 0; padding-left: 1.2rem; }
li { margin: 0.3rem 0; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: 0.9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
)css";

std::string link(std::string_view url, std::string_view text) {
    return fmt::format("<li><a href=\"{}\">{}</a><br><code class=\"muted\">GET {}</code></li>\n",
                       core::escape_markup(url), core::escape_markup(text), core::escape_markup(url));
}

std::string name_of(const core::Names& names, const std::string& slug, const catalog::Mall& mall) {
    const std::string name = core::pick_name(names, mall.locales);
    return name.empty() ? slug : name;
}

// The first location from which something can be looked for, with the stores there, nearest first.
struct Example {
    const catalog::Location* from = nullptr;
    std::vector<operations::NearHit> stores;
};

Example example_of(const operations::Snapshot& snapshot) {
    operations::NearRequest request;
    request.at = core::now();
    request.limit = snapshot.catalog.stores.size();
    request.straight_line = !snapshot.nav;
    for (const catalog::Location& location : snapshot.catalog.locations) {
        try {
            request.from = "location:" + location.slug;
            return {&location, operations::near(snapshot, request).hits};
        } catch (const core::Error&) {
            continue;  // a location whose level no plan has
        }
    }
    return {};
}

// Only links that answer: the route goes to the farthest store that there is a way to.
std::string example_links(const operations::Snapshot& snapshot) {
    const std::string base = "/api/v1/malls/" + snapshot.mall.slug;
    const Example example = example_of(snapshot);
    if (example.from == nullptr) {
        return snapshot.catalog.locations.empty()
                   ? "<p class=\"muted\">It has no location yet: apply a locations.yaml.</p>\n"
                   : "<p class=\"muted\">No plan has the levels of its locations: import one.</p>\n";
    }
    const std::string from = http::percent_encode(example.from->slug);
    const std::string name = name_of(example.from->name, example.from->slug, snapshot.mall);
    std::string items = link(base + "/walk-in?location=" + from, fmt::format("What is near {}?", name));
    if (snapshot.nav && !example.stores.empty()) {
        const operations::NearHit& last = example.stores.back();
        items += link(
            fmt::format("{}/route?from=location:{}&to=store:{}", base, from, http::percent_encode(last.slug)),
            fmt::format("How do I get from {} to {}?", name, last.name));
    }
    return "<ul>\n" + items + "</ul>\n";
}

std::string mall_card(const operations::Snapshot& snapshot) {
    const catalog::Mall& mall = snapshot.mall;
    const char* navigation = !snapshot.nav        ? "no navigation graph"
                             : snapshot.nav_stale ? "an older navigation graph"
                                                  : "current navigation graph";
    return fmt::format(
        "<section class=\"mall\">\n<h3>{}</h3>\n<p class=\"muted\">{} · version {} · {} levels · {} stores · "
        "{}</p>\n{}"
        "</section>\n",
        core::escape_markup(name_of(mall.name, mall.slug, mall)), core::escape_markup(mall.slug),
        mall.version, snapshot.plan.levels.size(), snapshot.catalog.stores.size(), navigation,
        example_links(snapshot));
}

std::string mall_list(const MallView& view) {
    std::string cards;
    for (const auto& [slug, mall] : view.malls) {
        if (mall.snapshot) cards += mall_card(*mall.snapshot);
    }
    if (!cards.empty()) return cards;
    if (!view.listed) return "<p>The malls have not been loaded yet: the database cannot be read.</p>\n";
    return "<p>There is no mall yet. <code>mallctl apply</code> or <code>mallctl import --create</code> "
           "makes one.</p>\n";
}

}  // namespace

http::Response RootPage::operator()(const Call&) const {
    const std::string operations =
        link("/docs", "What is there to ask?") + link("/api/v1/malls", "All malls") +
        link("/healthz", "Is the server alive?") + link("/readyz", "Is it ready, and what is degraded?");
    std::string page = fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"description\" content=\"A mallctl server: routes, stores and live state of shopping "
        "malls over HTTP.\">\n"
        "<title>mallctl server</title>\n<link rel=\"icon\" "
        "href=\"data:,\">\n<style>{}</style>\n</head>\n<body>\n<main>\n"
        "<h1>mallctl server</h1>\n<p class=\"muted\">Version {}. It answers from memory: every link below is "
        "live.</p>\n"
        "<h2>Malls</h2>\n{}<h2>The server</h2>\n<ul>\n{}</ul>\n</main>\n</body>\n</html>\n",
        style, core::escape_markup(version), mall_list(*store.view()), operations);
    http::Response response = http::make_response(200, "text/html; charset=utf-8", std::move(page));
    static const std::string style_hash = http::base64_of_hex(core::sha256_hex(style));
    response.headers.push_back(
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'sha256-" + style_hash +
             "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"});
    return response;
}

Route root_page_route(const SnapshotStore& store, std::string version) {
    return {.method = "GET", .pattern = "/", .handler = RootPage{store, std::move(version)}};
}

}  // namespace mallctl::server
