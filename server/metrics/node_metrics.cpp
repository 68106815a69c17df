#include "server/metrics/node_metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "server/log.hpp"

namespace mallctl::server::metrics {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Labels = std::vector<ClientMetric::Label>;

MetricFamily family(std::string name, std::string help, MetricType type) {
    return {std::move(name), std::move(help), type, {}};
}

// A family of one value or several.
void add(MetricFamily& family, double value, Labels labels = {}) {
    ClientMetric metric;
    metric.label = std::move(labels);
    if (family.type == MetricType::Counter) {
        metric.counter.value = value;
    } else {
        metric.gauge.value = value;
    }
    family.metric.push_back(std::move(metric));
}

MetricFamily gauge(std::string name, std::string help, double value) {
    MetricFamily made = family(std::move(name), std::move(help), MetricType::Gauge);
    add(made, value);
    return made;
}

MetricFamily counter(std::string name, std::string help, double value) {
    MetricFamily made = family(std::move(name), std::move(help), MetricType::Counter);
    add(made, value);
    return made;
}

template <typename Number>
double number(Number value) {
    return static_cast<double>(value);
}

ClientMetric::Histogram histogram_of(const RequestCounters::Series& series) {
    ClientMetric::Histogram histogram;
    for (std::size_t i = 0; i < series.buckets.size(); ++i) {
        histogram.sample_count += series.buckets[i];
        if (i == RequestCounters::bounds_us.size()) break;
        histogram.bucket.push_back({histogram.sample_count, RequestCounters::bounds_us.at(i) / 1e6});
    }
    histogram.sample_sum = series.took_s;
    return histogram;
}

MetricFamily request_durations(const RequestCounters& requests) {
    MetricFamily made =
        family("mallctl_http_request_duration_seconds",
               "How long answering took, from the head of the request to the answer.", MetricType::Histogram);
    for (const RequestCounters::Series& series : requests.series()) {
        ClientMetric metric;
        metric.label = {{"method", series.route->method},
                        {"route", series.route->pattern},
                        {"status", std::to_string(series.status_class) + "xx"}};
        metric.histogram = histogram_of(series);
        made.metric.push_back(std::move(metric));
    }
    return made;
}

void add_server(std::vector<MetricFamily>& all, const Server::Figures& server) {
    all.push_back(
        gauge("mallctl_http_connections", "Connections that are open.", number(server.connections)));
    all.push_back(gauge("mallctl_http_connections_limit", "Connections that may be open.",
                        number(server.connections_limit)));
    MetricFamily threads =
        family("mallctl_pool_threads",
               "Threads for requests that wait for the database, and for those that compute for long.",
               MetricType::Gauge);
    MetricFamily busy = family("mallctl_pool_threads_busy", "Those of them that work.", MetricType::Gauge);
    MetricFamily queue =
        family("mallctl_pool_queue", "Requests that wait for one of them.", MetricType::Gauge);
    MetricFamily limit = family("mallctl_pool_queue_limit",
                                "Requests that may wait; one more is answered 503.", MetricType::Gauge);
    for (const auto& [name, pool] :
         {std::pair{"database", server.pool}, std::pair{"computing", server.computing}}) {
        const Labels label{{"pool", name}};
        add(threads, number(pool.threads), label);
        add(busy, number(pool.running), label);
        add(queue, number(pool.waiting), label);
        add(limit, number(pool.queue), label);
    }
    for (MetricFamily* made : {&threads, &busy, &queue, &limit}) all.push_back(std::move(*made));
}

// Series of a mall: while it is in memory, but for the newest version, which is known of all.
void add_malls(std::vector<MetricFamily>& all, const MallView& view) {
    MetricFamily served =
        family("mallctl_snapshot_version", "The version of the mall that is served.", MetricType::Gauge);
    MetricFamily newest =
        family("mallctl_mall_version", "The newest version of the mall that is known of.", MetricType::Gauge);
    MetricFamily age = family("mallctl_snapshot_age_seconds", "Since the snapshot that is served was loaded.",
                              MetricType::Gauge);
    MetricFamily bytes =
        family("mallctl_snapshot_bytes", "Memory that the mall's snapshot holds.", MetricType::Gauge);
    const core::Instant now = core::now();
    for (const auto& [slug, mall] : view.malls) {
        const Labels label{{"mall", slug}};
        add(newest, number(mall.version), label);
        if (!mall.snapshot) continue;
        add(served, number(mall.snapshot->mall.version), label);
        add(age, number((now - mall.loaded_at).count()), label);
        add(bytes, number(mall.bytes), label);
    }
    for (MetricFamily* made : {&served, &newest, &age, &bytes}) {
        if (!made->metric.empty()) all.push_back(std::move(*made));
    }
}

void add_store(std::vector<MetricFamily>& all, const SnapshotStore& store) {
    const auto view = store.view();
    std::size_t in_memory = 0;
    std::size_t failed = 0;
    for (const auto& [slug, mall] : view->malls) {
        in_memory += mall.snapshot ? 1 : 0;
        failed += mall.failure.empty() ? 0 : 1;
    }
    all.push_back(gauge("mallctl_malls", "Malls that are known.", number(view->malls.size())));
    all.push_back(gauge("mallctl_malls_in_memory", "Malls whose snapshot is in memory.", number(in_memory)));
    all.push_back(gauge("mallctl_malls_failed", "Malls whose last loading failed.", number(failed)));
    all.push_back(gauge("mallctl_snapshots_bytes", "Memory that all snapshots hold.", number(view->bytes)));
    all.push_back(gauge("mallctl_snapshots_budget_bytes", "Memory that they may hold, see --memory-budget.",
                        number(store.memory_budget())));
    all.push_back(gauge("mallctl_database_up", "1 while the database answers, else 0.",
                        view->listed && !view->source_down_since ? 1 : 0));
    add_malls(all, *view);
}

MetricFamily rate_limited(const limits::RateLimits& limits) {
    MetricFamily made =
        family("mallctl_rate_limited_requests_total",
               "Requests that were answered 429, by what their caller is counted as.", MetricType::Counter);
    for (std::size_t i = 0; i < limits::subject_count; ++i) {
        const auto subject = static_cast<limits::Subject>(i);
        add(made, number(limits.refused(subject)), {{"caller", std::string(limits::name_of(subject))}});
    }
    return made;
}

// The names that client libraries of every language give these.
void add_process(std::vector<MetricFamily>& all) {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) { return number(time.tv_sec) + number(time.tv_usec) / 1e6; };
    all.push_back(counter("process_cpu_seconds_total", "CPU time that the process has used.",
                          seconds(usage.ru_utime) + seconds(usage.ru_stime)));
    std::size_t pages = 0;
    std::size_t resident = 0;
    if (std::ifstream("/proc/self/statm") >> pages >> resident) {
        all.push_back(gauge("process_resident_memory_bytes", "Memory that the process holds.",
                            number(resident) * number(::sysconf(_SC_PAGESIZE))));
    }
}

}  // namespace

std::string metrics_text(const NodeFigures& figures) {
    std::vector<MetricFamily> all;
    MetricFamily build =
        family("mallctl_build_info", "1, with the version of the program.", MetricType::Gauge);
    add(build, 1, {{"version", figures.version}});
    all.push_back(std::move(build));
    all.push_back(request_durations(figures.requests));
    all.push_back(gauge("mallctl_http_requests_in_flight", "Requests that are not answered yet.",
                        number(figures.requests.in_flight())));
    add_server(all, figures.server());
    add_store(all, figures.store);
    all.push_back(rate_limited(figures.limits));
    all.push_back(counter("mallctl_log_lines_dropped_total",
                          "Lines of requests that the reader of the log was too slow for.",
                          number(log::dropped())));
    add_process(all);
    return prometheus::TextSerializer().Serialize(all);
}

}  // namespace mallctl::server::metrics
