// The text format of Prometheus, read as strictly as its specification allows
// (https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4).
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace mallctl::test {

struct PrometheusText {
    std::map<std::string, std::string> types;  // by family
    std::map<std::string, double> samples;     // by name and labels as written: "up{a=\"b\"}"
};

// Throws std::runtime_error naming the line: for a line of no known form, a family that is not told once
// before its samples with HELP and TYPE, or whose samples are apart, a sample that is there twice, and a
// histogram whose buckets do not rise to +Inf and to its count.
PrometheusText read_prometheus(std::string_view text);

}  // namespace mallctl::test
