// What a thread waits for: sockets, and tasks that other threads hand to it.
//
// Asio would do, but waiting for a socket to become readable costs it a system call each time (it arms an
// edge-triggered event anew), and a read that it starts early owns its buffer while it waits: idle
// connections would hold buffers.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

namespace mallctl::server::net {

class Poller {
  public:
    using Task = std::function<void()>;

    // Throws core::Error(failed) where the system has no more file descriptors.
    Poller();
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    // Report what happens at the socket, of `events` (as of epoll_ctl(2)); errors and hang-ups are reported
    // always. What is the case already when events are added or changed is reported too. A socket is
    // forgotten when it is closed. False where the system refuses.
    bool add(int socket, std::uint32_t events, void* owner);
    void change(int socket, std::uint32_t events, void* owner);

    // Waits; then the events, whose data.ptr is the owner. An event without owner means: run_tasks().
    std::span<const epoll_event> wait(std::chrono::milliseconds longest);

    // From any thread: the task runs soon, in order.
    void post(Task task);
    // Runs those that have come. Tasks do not throw.
    void run_tasks();

  private:
    int epoll_;
    int wake_;
    std::array<epoll_event, 256> events_{};
    std::mutex mutex_;
    std::vector<Task> tasks_;
};

}  // namespace mallctl::server::net
