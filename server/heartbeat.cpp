#include "server/heartbeat.hpp"

#include <exception>
#include <string>
#include <utility>

#include "server/background.hpp"
#include "server/log.hpp"

namespace mallctl::server {

Heartbeat::Heartbeat(db::SessionPool& pool, std::function<db::NodeReport()> report,
                     std::chrono::milliseconds interval)
    : pool_(pool), report_(std::move(report)), interval_(interval), thread_([this] { run(); }) {}

Heartbeat::~Heartbeat() {
    stop(std::chrono::milliseconds::zero());
    thread_.join();
}

bool Heartbeat::stop(std::chrono::milliseconds timeout) {
    std::unique_lock lock(mutex_);
    stop_ = true;
    changed_.notify_all();
    return changed_.wait_for(lock, timeout, [this] { return ended_; });
}

void Heartbeat::tell_now() {
    const std::lock_guard lock(mutex_);
    now_ = true;
    changed_.notify_all();
}

void Heartbeat::run() {
    give_way();
    std::unique_lock lock(mutex_);
    while (!stop_) {
        now_ = false;
        lock.unlock();
        tell();
        lock.lock();
        changed_.wait_for(lock, interval_, [this] { return stop_ || now_; });
    }
    lock.unlock();
    forget();
    lock.lock();
    ended_ = true;
    changed_.notify_all();
}

void Heartbeat::tell() {
    try {
        const db::NodeReport report = report_();
        pool_.with(std::string(), [&](db::Session& session) { db::report_node(session, report); });
    } catch (const std::exception& error) {
        log::debug(std::string("the state of this node cannot be told: ") + error.what());
    }
}

void Heartbeat::forget() {
    try {
        const core::Uuid id = report_().id;
        pool_.with(std::string(), [&](db::Session& session) { db::forget_node(session, id); });
    } catch (const std::exception& error) {
        log::debug(std::string("this node cannot be forgotten: ") + error.what());
    }
}

}  // namespace mallctl::server
