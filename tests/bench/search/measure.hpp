// Times of single queries, by the wall clock and by the processor's own clock of the thread: the first says
// what a user of this machine waited, the second what the query cost where other programs took turns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "search/index.hpp"

namespace mallctl::bench {

struct Times {
    std::vector<double> wall_us;
    std::vector<double> cpu_us;
};

// One time of each text: the median of `rounds` rounds over all of them, after one that warms up. With
// `count_all` facets and total are of all documents that match, without it of the ten hits.
Times time_queries(const search::Index& index, const std::vector<std::string>& texts, int rounds,
                   bool count_all = false);

// Every beginning of every text, by letters, up to the whole.
std::vector<std::string> keystrokes(const std::vector<std::string>& texts);

// Seconds of the processor that a call took.
template <typename Call>
double cpu_seconds(Call&& call);

double thread_cpu_us();

template <typename Call>
double cpu_seconds(Call&& call) {
    const double begin = thread_cpu_us();
    call();
    return (thread_cpu_us() - begin) / 1e6;
}

}  // namespace mallctl::bench
