#include "tests/server/prometheus_text.hpp"

#include <cmath>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace mallctl::test {

namespace {

const std::string name_pattern = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const std::string label_pattern = R"([a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*")";
const std::string value_pattern =
    R"([-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|\+Inf|-Inf|NaN)";

double number(const std::string& text) {
    if (text == "+Inf") return HUGE_VAL;
    if (text == "-Inf") return -HUGE_VAL;
    if (text == "NaN") return std::nan("");
    return std::stod(text);
}

class Reader {
  public:
    PrometheusText read(std::string_view text) {
        if (text.empty() || text.back() != '\n') fail("the last line has no end");
        std::istringstream in{std::string(text)};
        while (std::getline(in, line_)) {
            if (line_.starts_with("# ")) {
                comment();
            } else {
                sample();
            }
        }
        for (const auto& [family, type] : result_.types) {
            if (type == "histogram") check_histogram(family);
        }
        return result_;
    }

  private:
    [[noreturn]] void fail(const std::string& why) const { throw std::runtime_error(why + ": " + line_); }

    void comment() {
        static const std::regex help("# HELP (" + name_pattern + ") (?:[^\\\\]|\\\\\\\\|\\\\n)*");
        static const std::regex type("# TYPE (" + name_pattern +
                                     ") (counter|gauge|histogram|summary|untyped)");
        std::smatch match;
        if (std::regex_match(line_, match, help)) {
            if (!helped_.insert(match[1]).second) fail("told twice");
        } else if (std::regex_match(line_, match, type)) {
            if (!helped_.contains(match[1])) fail("no help before");
            if (!result_.types.emplace(match[1], match[2]).second) fail("told twice");
            family_ = match[1];
        } else {
            fail("neither help nor type");
        }
    }

    void sample() {
        static const std::regex form("(" + name_pattern + ")(\\{" + label_pattern + "(?:," + label_pattern +
                                     ")*\\})? (" + value_pattern + ")");
        std::smatch match;
        if (!std::regex_match(line_, match, form)) fail("no sample");
        const std::string name = match[1];
        const bool histogram = result_.types[family_] == "histogram";
        const bool own =
            histogram ? name == family_ + "_bucket" || name == family_ + "_sum" || name == family_ + "_count"
                      : name == family_;
        if (!own) fail("not of the family above");
        const std::string key = name + match[2].str();
        if (!result_.samples.emplace(key, number(match[3])).second) fail("there twice");
        if (histogram) order_.push_back(key);
    }

    // In the order of the text: the buckets of one series follow each other.
    void check_histogram(const std::string& family) {
        static const std::regex bucket(R"re((.*)_bucket\{(.*),?le="([^"]*)"\})re");
        double last_end = -HUGE_VAL;
        double last_count = 0;
        for (const std::string& key : order_) {
            std::smatch match;
            line_ = key;
            if (!key.starts_with(family) || !std::regex_match(key, match, bucket)) continue;
            const double end = number(match[3]);
            const double count = result_.samples.at(key);
            if (end <= last_end || count < last_count) fail("buckets do not rise");
            last_end = end;
            last_count = count;
            if (match[3] != "+Inf") continue;
            std::string labels = match[2];
            if (labels.ends_with(',')) labels.pop_back();
            const std::string suffix = labels.empty() ? "" : "{" + labels + "}";
            if (result_.samples.at(family + "_count" + suffix) != count) fail("the count is another");
            if (result_.samples.at(family + "_sum" + suffix) < 0) fail("the sum is negative");
            last_end = -HUGE_VAL;
            last_count = 0;
        }
        if (last_end != -HUGE_VAL) fail("the last bucket is not +Inf");
    }

    std::string line_;
    std::string family_;
    std::set<std::string> helped_;
    std::vector<std::string> order_;
    PrometheusText result_;
};

}  // namespace

PrometheusText read_prometheus(std::string_view text) {
    return Reader().read(text);
}

}  // namespace mallctl::test
