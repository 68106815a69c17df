#include "tests/bench/search/measure.hpp"

#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace mallctl::bench {

namespace {

using Clock = std::chrono::steady_clock;

double median(std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

double thread_cpu_us() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

Times time_queries(const search::Index& index, const std::vector<std::string>& texts, int rounds,
                   bool count_all) {
    std::vector<std::vector<double>> wall(texts.size());
    std::vector<std::vector<double>> cpu(texts.size());
    search::Query query;
    query.count_all = count_all;
    for (int round = -1; round < rounds; ++round) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            query.text = texts[i];
            const double cpu_begin = thread_cpu_us();
            const auto begin = Clock::now();
            const search::Answer answer = index.search(query);
            const auto end = Clock::now();
            const double cpu_end = thread_cpu_us();
            if (round < 0) continue;
            wall[i].push_back(std::chrono::duration<double, std::micro>(end - begin).count());
            cpu[i].push_back(cpu_end - cpu_begin);
        }
    }
    Times times;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        times.wall_us.push_back(median(wall[i]));
        times.cpu_us.push_back(median(cpu[i]));
    }
    return times;
}

std::vector<std::string> keystrokes(const std::vector<std::string>& texts) {
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; };
    std::vector<std::string> beginnings;
    for (const std::string& text : texts) {
        for (std::size_t end = 1; end <= text.size(); ++end) {
            if (end == text.size() || !continues(text[end])) beginnings.push_back(text.substr(0, end));
        }
    }
    return beginnings;
}

}  // namespace mallctl::bench
