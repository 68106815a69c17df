#include "plan/repair/scale.hpp"

#include "core/local_frame.hpp"

namespace mallctl::plan {

Scale scale_at(core::Point geographic) {
    constexpr double step = 1e-4;
    // Short of the poles, where a degree of longitude is nothing.
    const double latitude = std::abs(geographic.y) <= 89.9 ? std::round(geographic.y * 100) / 100 : 0;
    const core::LocalFrame frame({0, latitude});
    return {frame.to_local({step, latitude}).x / step, frame.to_local({0, latitude + step}).y / step};
}

}  // namespace mallctl::plan
