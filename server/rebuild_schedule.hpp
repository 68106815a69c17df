// When which artifact is looked at again: knows no database and no thread, so that tests turn its clock.
#pragma once

#include <chrono>
#include <compare>
#include <map>
#include <optional>
#include <string>

#include "core/uuid.hpp"

namespace mallctl::server {

struct ArtifactKey {
    core::Uuid mall;
    std::string artifact;  // "nav"

    auto operator<=>(const ArtifactKey&) const = default;
};

struct RebuildTimes {
    std::chrono::milliseconds debounce{250};  // changes that follow each other so soon are built together,
    std::chrono::milliseconds longest_debounce{
        2'000};                                    // but one waits no longer than this for those after it
    std::chrono::milliseconds busy_retry{1'000};   // while another program builds the artifact
    std::chrono::milliseconds first_retry{1'000};  // after a failure; doubling up to the last one
    std::chrono::milliseconds last_retry{60'000};
};

class RebuildSchedule {
  public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    explicit RebuildSchedule(RebuildTimes times = {}) : times_(times) {}

    // Something has changed: to be looked at when it has been quiet for the debounce. While failures are
    // waited for, the change waits with them.
    void announce(const ArtifactKey& key, Time now);

    // One whose time has come, the one that waited longest; it is not due any more then.
    std::optional<ArtifactKey> take(Time now);
    // When take() has the next one; nothing where there is none.
    std::optional<Time> next() const;

    // What became of one that was taken. It rests for as long as it was worked at, so that a mall that always
    // changes takes half of a core at most.
    void done(const ArtifactKey& key, Time now, Clock::duration took);
    void busy(const ArtifactKey& key, Time now);    // with another program
    void failed(const ArtifactKey& key, Time now);  // to be tried again

    std::size_t waiting() const { return waiting_.size(); }

  private:
    struct Waiting {
        Time first;  // announced
        Time due;
    };
    struct Rest {
        Time until;
        int failures = 0;
    };

    void wait_until(const ArtifactKey& key, Time now, Time due);

    RebuildTimes times_;
    std::map<ArtifactKey, Waiting> waiting_;
    std::map<ArtifactKey, Rest> rests_;  // those that are not looked at before a time
};

}  // namespace mallctl::server
