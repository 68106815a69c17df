#include "importers/source/contents.hpp"

#include <algorithm>
#include <cmath>

#include "core/utf8.hpp"

namespace mallctl::importers {

namespace {

constexpr std::size_t max_samples = 5;
constexpr std::size_t max_sample_length = 60;

void extend(std::optional<core::Box>& box, core::Point point) {
    if (!box) box = core::Box{point, point};
    box->min = {std::min(box->min.x, point.x), std::min(box->min.y, point.y)};
    box->max = {std::max(box->max.x, point.x), std::max(box->max.y, point.y)};
}

}  // namespace

std::int64_t LayerContents::total() const {
    std::int64_t sum = 0;
    for (const auto& [type, count] : types) sum += count;
    return sum;
}

void LayerContents::add(core::Point point) {
    if (std::isfinite(point.x) && std::isfinite(point.y)) extend(extent, point);
}

void LayerContents::add_text(std::string_view text) {
    if (texts.size() == max_samples || !core::is_utf8(text)) return;
    std::string sample = core::one_line(text);
    if (sample.size() > max_sample_length) {
        sample.resize(max_sample_length);
        while (!core::is_utf8(sample)) sample.pop_back();
        sample += "\xE2\x80\xA6";  // an ellipsis
    }
    if (!sample.empty() && std::find(texts.begin(), texts.end(), sample) == texts.end())
        texts.push_back(std::move(sample));
}

std::optional<core::Box> FileContents::extent() const {
    std::optional<core::Box> box;
    for (const LayerContents& layer : layers) {
        if (!layer.extent) continue;
        extend(box, layer.extent->min);
        extend(box, layer.extent->max);
    }
    return box;
}

}  // namespace mallctl::importers
