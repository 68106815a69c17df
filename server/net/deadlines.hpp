// Deadlines of many connections, looked at in the order in which they come: O(1) for each change.
#pragma once

#include <chrono>

namespace mallctl::server::net {

using Clock = std::chrono::steady_clock;

// A link of a chain; not copied, as its neighbours know where it is.
class Deadline {
  public:
    Deadline() = default;
    ~Deadline() { unlink(); }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    Clock::time_point at;

    void unlink() {
        before_->after_ = after_;
        after_->before_ = before_;
        before_ = after_ = this;
    }

  private:
    friend class DeadlineChain;
    Deadline* before_ = this;
    Deadline* after_ = this;
};

// Those with one allowance: whoever came last is due last.
class DeadlineChain {
  public:
    bool empty() const { return head_.after_ == &head_; }

    void push(Deadline& deadline) {
        deadline.unlink();
        deadline.before_ = head_.before_;
        deadline.after_ = &head_;
        head_.before_->after_ = &deadline;
        head_.before_ = &deadline;
    }

    // The one due next; null: none.
    Deadline* front() { return empty() ? nullptr : head_.after_; }

    // Calls `use` with each, which may unlink it or give it another time that keeps the order.
    template <typename Use>
    void for_each(Use use) {
        for (Deadline* link = head_.after_; link != &head_;) {
            Deadline* const next = link->after_;
            use(*link);
            link = next;
        }
    }

  private:
    Deadline head_;
};

}  // namespace mallctl::server::net
