#include "cli/serve/node.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/mall_names.hpp"
#include "cli/serve/settings.hpp"
#include "cli/size.hpp"
#include "operations/artifact_cache.hpp"
#include "server/api.hpp"
#include "server/endpoints/imports.hpp"
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

}  // namespace

Node::Node(const ServeFlags& flags, Context& context)
    : context_(context),
      secure_(!flags.tls_key.empty()),
      store_(memory_budget(flags)),
      writes_([this] { return endpoint(); }),
      heavy_reads_(
          [replica = context.config().get("read-database").text] { return db::endpoint_of_url(replica); }),
      gate_(writes_),
      imports_([this] { return endpoint(); }, import_options(context)),
      api_(server::make_api(store_, draining_, MALLCTL_VERSION, gate_, database_routes())),
      server_(serve_options(flags), api_),
      feed_(store_, server::database_source([this] { return endpoint(); }, context.artifact_cache()),
            feed_options()),
      access_(gate_, [this] { return endpoint(); }),
      upkeep_([this] { return endpoint(); }, upkeep_options(context)) {
    imports_.start();
    if (!flags.no_rebuild) rebuilds_.emplace([this] { return endpoint(); }, rebuild_options());
}

// The context makes what it is asked for first: one thread at a time.
db::Endpoint Node::endpoint() {
    const std::lock_guard lock(one_at_a_time_);
    return context_.endpoint();
}

std::vector<server::Route> Node::database_routes() {
    const bool has_replica = !context_.config().get("read-database").text.empty();
    std::vector<server::Route> routes =
        server::writing_routes(writes_, has_replica ? heavy_reads_ : writes_, {payment_secret(context_)});
    for (server::Route& route : server::access_routes(writes_, gate_)) routes.push_back(std::move(route));
    for (server::Route& route : server::import_routes(writes_, imports_, max_upload(context_)))
        routes.push_back(std::move(route));
    return routes;
}

server::ServeOptions Node::serve_options(const ServeFlags& flags) {
    server::ServeOptions options = server_options(flags, context_);
    options.handle_signals = true;
    options.on_stopping = [this] {
        draining_ = true;
        if (rebuilds_) rebuilds_->stop(std::chrono::milliseconds::zero());
        imports_.stop(std::chrono::milliseconds::zero());
    };
    return options;
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

// What runs beside the server only reads, or stores what is built at once: nothing is lost with a query that
// a silent database never answers.
void Node::end_background() {
    bool ended = !rebuilds_ || rebuilds_->stop(last_read_time);
    ended = imports_.stop(last_read_time) && ended;
    ended = upkeep_.stop(last_read_time) && ended;
    if (!feed_.stop(last_read_time) || !ended) std::_Exit(exit_done);
}

void Node::run() {
    if (!feed_.wait_for_first_attempt(first_load_time))
        context_.say("still loading; /readyz tells when it is done");
    context_.say((secure_ ? "listening on https://" : "listening on http://") +
                 server::to_string(server_.address()));
    server_.run();
    context_.say("stopped");
    end_background();
}

}  // namespace mallctl::cli
