#include "cli/serve/node.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/mall_names.hpp"
#include "cli/serve/settings.hpp"
#include "cli/serve/ways_in.hpp"
#include "cli/size.hpp"
#include "operations/artifact_cache.hpp"
#include "server/api.hpp"
#include "server/endpoints/imports.hpp"
#include "server/endpoints/metrics.hpp"
#include "server/writing_api.hpp"

namespace mallctl::cli {

namespace {

// Long enough for a database that is there, short enough to be up, and say so, when it is not.
constexpr std::chrono::seconds first_load_time{5};
// As long as a database that is there needs for a snapshot.
constexpr std::chrono::seconds last_read_time{3};

std::size_t memory_budget(const ServeFlags& flags) {
    return flags.memory_budget.empty() ? quarter_of_memory()
                                       : parse_size(flags.memory_budget, "--memory-budget");
}

db::NodeReport described(const server::ListenAddress& address, bool secure) {
    db::NodeReport node;
    node.id = core::uuid_v4();
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0) node.host = host.data();
    node.pid = ::getpid();
    node.address = (secure ? "https://" : "http://") + server::to_string(address);
    node.version = MALLCTL_VERSION;
    node.started_at = core::now();
    return node;
}

}  // namespace

Node::Node(const ServeFlags& flags, Context& context)
    : context_(context),
      secure_(!flags.tls_key.empty()),
      store_(memory_budget(flags)),
      writes_([this] { return endpoint(); }),
      heavy_reads_(
          [replica = context.config().get("read-database").text] { return db::endpoint_of_url(replica); }),
      ways_in_(ways_in_options(context)),
      gate_(writes_, ways_in_.bearer_issuer()),
      imports_([this] { return endpoint(); }, import_options(context)),
      api_(server::make_api(store_, draining_, MALLCTL_VERSION, gate_, more_routes(flags), &limits_)),
      cors_(api_, cors_origins(flags, context)),
      server_(serve_options(flags), application()),
      feed_(store_, server::database_source([this] { return endpoint(); }, context.artifact_cache()),
            feed_options()),
      access_(gate_, [this] { return endpoint(); }),
      upkeep_([this] { return endpoint(); }, upkeep_options(context)),
      self_(described(server_.address(), secure_)),
      heartbeat_(writes_, [this] { return report(); }) {
    imports_.start();
    if (!flags.no_rebuild) rebuilds_.emplace([this] { return endpoint(); }, rebuild_options());
}

// The context makes what it is asked for first: one thread at a time.
db::Endpoint Node::endpoint() {
    const std::lock_guard lock(one_at_a_time_);
    return context_.endpoint();
}

std::vector<server::Route> Node::more_routes(const ServeFlags& flags) {
    const bool has_replica = !context_.config().get("read-database").text.empty();
    std::vector<server::Route> routes =
        server::writing_routes(writes_, has_replica ? heavy_reads_ : writes_, {payment_secret(context_)});
    for (server::Route& route : server::access_routes(writes_, gate_)) routes.push_back(std::move(route));
    for (server::Route& route : server::import_routes(writes_, imports_, max_upload(context_)))
        routes.push_back(std::move(route));
    routes.push_back(metrics_route(flags));
    for (server::Route& route : ways_in_.routes(writes_, gate_)) routes.push_back(std::move(route));
    return routes;
}

// The server is made of the table that this is in.
server::Route Node::metrics_route(const ServeFlags& flags) {
    return server::metrics_route(
        {counters_, store_, limits_, [this] { return server_.figures(); }, MALLCTL_VERSION},
        metrics_networks(flags, context_));
}

void Node::name_routes() {
    std::vector<server::metrics::RequestCounters::Route> names;
    for (const server::Route& route : api_.routes())
        names.push_back({std::string(route.method), std::string(route.pattern)});
    counters_.set_routes(std::move(names));
}

server::ServeOptions Node::serve_options(const ServeFlags& flags) {
    server::ServeOptions options = server_options(flags, context_);
    options.handle_signals = true;
    name_routes();
    options.counters = &counters_;
    options.on_stopping = [this] {
        draining_ = true;
        heartbeat_.tell_now();
        if (rebuilds_) rebuilds_->stop(std::chrono::milliseconds::zero());
        imports_.stop(std::chrono::milliseconds::zero());
    };
    return options;
}

const server::Application& Node::application() const {
    if (cors_.empty()) return api_;
    return cors_;
}

std::function<bool(std::string_view slug)> Node::wanted_malls() {
    return [patterns = context_.config().get("mall").text](std::string_view slug) {
        return mall_is_wanted(patterns, slug);
    };
}

server::FeedOptions Node::feed_options() {
    server::FeedOptions options;
    options.wanted = wanted_malls();
    options.kept = snapshot_cache(context_);
    return options;
}

// Half of the cores, at the lowest priority: the other half may be the database's.
server::RebuildOptions Node::rebuild_options() {
    server::RebuildOptions options;
    options.wanted = wanted_malls();
    options.jobs = std::max(1U, std::thread::hardware_concurrency() / 2);
    return options;
}

db::NodeReport Node::report() const {
    db::NodeReport node = self_;
    const auto view = store_.view();
    for (const auto& [slug, mall] : view->malls) {
        if (!mall.snapshot) continue;
        node.malls.push_back({slug, mall.snapshot->mall.version, (core::now() - mall.loaded_at).count()});
    }
    node.state = draining_ ? "stopping" : node.malls.empty() ? "not_ready" : "ready";
    node.sockets = static_cast<std::int64_t>(server_.figures().connections);
    return node;
}

// What runs beside the server only reads, or stores what is built at once, and a request that is not answered
// is not committed: nothing is lost with a query that a silent database never answers.
void Node::end_background(bool all_answered) {
    // All are told at once, and have that time together.
    upkeep_.stop(std::chrono::milliseconds::zero());
    heartbeat_.stop(std::chrono::milliseconds::zero());
    feed_.stop(std::chrono::milliseconds::zero());
    const auto until = std::chrono::steady_clock::now() + last_read_time;
    const auto left = [&] {
        const auto rest =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        return std::max(rest, std::chrono::milliseconds::zero());
    };
    bool ended = !rebuilds_ || rebuilds_->stop(left());
    ended = imports_.stop(left()) && ended;
    ended = upkeep_.stop(left()) && ended;
    ended = heartbeat_.stop(left()) && ended;
    if (!feed_.stop(left()) || !ended || !all_answered) std::_Exit(exit_done);
}

void Node::run() {
    if (!feed_.wait_for_first_attempt(first_load_time))
        context_.say("still loading; /readyz tells when it is done");
    context_.say("listening on " + self_.address);
    heartbeat_.tell_now();
    const bool all_answered = server_.run();
    context_.say(all_answered ? "stopped" : "stopped; a request was still waiting for the database");
    end_background(all_answered);
}

}  // namespace mallctl::cli
