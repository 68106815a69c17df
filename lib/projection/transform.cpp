#include "projection/transform.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <cmath>

#include "core/error.hpp"

namespace mallctl::projection {

namespace {

struct ContextDeleter {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct TransformationDeleter {
    void operator()(PJ* transformation) const { proj_destroy(transformation); }
};
using Context = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using Transformation = std::unique_ptr<PJ, TransformationDeleter>;

// PROJ would otherwise write to stderr; its words come back through proj_errno.
void discard_log(void*, int, const char*) {}

}  // namespace

// Of the first axis. Angles, and systems without axes (a compound of unknown parts), count as metres: what is
// drawn in them is not to be scaled.
double unit_of(PJ_CONTEXT* context, const std::string& definition) {
    const Transformation crs(proj_create(context, definition.c_str()));
    if (!crs) return 1;
    const Transformation system(proj_crs_get_coordinate_system(context, crs.get()));
    if (!system || proj_cs_get_type(context, system.get()) != PJ_CS_TYPE_CARTESIAN) return 1;
    double factor = 1;
    const int found = proj_cs_get_axis_info(context, system.get(), 0, nullptr, nullptr, nullptr, &factor,
                                            nullptr, nullptr, nullptr);
    return found != 0 && factor > 0 ? factor : 1;
}

// A PJ_CONTEXT belongs to one thread at a time, so each transform has its own.
struct Transform::Impl {
    std::string crs;
    Context context;
    Transformation transformation;
    double metres_per_unit = 1;
};

Transform::Transform(const std::string& crs) : impl_(std::make_unique<Impl>()) {
    impl_->crs = crs;
    impl_->context.reset(proj_context_create());
    proj_log_func(impl_->context.get(), nullptr, discard_log);
    // Grids are taken from this machine or not at all: the result must not depend on a network.
    proj_context_set_enable_network(impl_->context.get(), 0);
    const Transformation as_given(
        proj_create_crs_to_crs(impl_->context.get(), crs.c_str(), "EPSG:4326", nullptr));
    if (as_given)
        impl_->transformation.reset(proj_normalize_for_visualization(impl_->context.get(), as_given.get()));
    if (!impl_->transformation) {
        throw core::Error(core::Fault::usage,
                          fmt::format("'{}' is not a coordinate reference system that PROJ knows", crs),
                          "use an EPSG code such as EPSG:25832, a PROJ string or WKT");
    }
    impl_->metres_per_unit = unit_of(impl_->context.get(), crs);
}

double Transform::metres_per_unit() const {
    return impl_->metres_per_unit;
}

Transform::~Transform() = default;
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;

core::Point Transform::to_geographic(core::Point projected) const {
    PJ* transformation = impl_->transformation.get();
    proj_errno_reset(transformation);
    const PJ_COORD out = proj_trans(transformation, PJ_FWD, proj_coord(projected.x, projected.y, 0, 0));
    const bool valid = proj_errno(transformation) == 0 && std::isfinite(out.lp.lam) &&
                       std::isfinite(out.lp.phi) && std::abs(out.lp.lam) <= 180 && std::abs(out.lp.phi) <= 90;
    if (!valid) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("the point ({}, {}) lies outside what {} can express", projected.x,
                                      projected.y, impl_->crs),
                          "check the CRS, the units and the order of the axes (easting, then northing)");
    }
    return {out.lp.lam, out.lp.phi};
}

}  // namespace mallctl::projection
