#include "server/net/poller.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <system_error>
#include <utility>

#include "core/error.hpp"

namespace mallctl::server::net {

Poller::Poller() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (epoll_ >= 0 && wake_ >= 0 && add(wake_, EPOLLIN, nullptr)) return;
    const std::string why = std::generic_category().message(errno);
    if (epoll_ >= 0) ::close(epoll_);
    if (wake_ >= 0) ::close(wake_);
    throw core::Error(core::Fault::failed, "cannot wait for connections: " + why,
                      "raise the limit of open files, or serve with fewer --threads");
}

Poller::~Poller() {
    ::close(wake_);
    ::close(epoll_);
}

bool Poller::add(int socket, std::uint32_t events, void* owner) {
    epoll_event event{};
    event.events = events;
    event.data.ptr = owner;
    return ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) == 0;
}

void Poller::change(int socket, std::uint32_t events, void* owner) {
    epoll_event event{};
    event.events = events;
    event.data.ptr = owner;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event);
}

std::span<const epoll_event> Poller::wait(std::chrono::milliseconds longest) {
    const int count = ::epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()),
                                   static_cast<int>(longest.count()));
    return {events_.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
}

void Poller::post(Task task) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = tasks_.empty();
        tasks_.push_back(std::move(task));
    }
    const std::uint64_t one = 1;
    // It can only fail where the counter is full, and then the thread is about to wake anyway.
    if (first) [[maybe_unused]]
        const ssize_t written = ::write(wake_, &one, sizeof one);
}

void Poller::run_tasks() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(wake_, &count, sizeof count);
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(mutex_);
        tasks.swap(tasks_);
    }
    for (const Task& task : tasks) task();
}

}  // namespace mallctl::server::net
