#include "core/local_frame.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace mallctl::core {

namespace {

constexpr double semi_major_axis = 6378137.0;
constexpr double flattening = 1 / 298.257223563;
constexpr double n = flattening / (2 - flattening);
constexpr double degree = std::numbers::pi / 180;

// The rectifying radius (Karney 2011, equation 14).
constexpr double rectifying_radius =
    semi_major_axis / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64 + n * n * n * n * n * n / 256);

using Series = std::array<double, 6>;

constexpr double power(double base, int exponent) {
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

// Equation 35.
constexpr Series alpha = {
    n / 2 - 2 * power(n, 2) / 3 + 5 * power(n, 3) / 16 + 41 * power(n, 4) / 180 - 127 * power(n, 5) / 288 +
        7891 * power(n, 6) / 37800,
    13 * power(n, 2) / 48 - 3 * power(n, 3) / 5 + 557 * power(n, 4) / 1440 + 281 * power(n, 5) / 630 -
        1983433 * power(n, 6) / 1935360,
    61 * power(n, 3) / 240 - 103 * power(n, 4) / 140 + 15061 * power(n, 5) / 26880 +
        167603 * power(n, 6) / 181440,
    49561 * power(n, 4) / 161280 - 179 * power(n, 5) / 168 + 6601661 * power(n, 6) / 7257600,
    34729 * power(n, 5) / 80640 - 3418889 * power(n, 6) / 1995840,
    212378941 * power(n, 6) / 319334400,
};

// Equation 36.
constexpr Series beta = {
    n / 2 - 2 * power(n, 2) / 3 + 37 * power(n, 3) / 96 - power(n, 4) / 360 - 81 * power(n, 5) / 512 +
        96199 * power(n, 6) / 604800,
    power(n, 2) / 48 + power(n, 3) / 15 - 437 * power(n, 4) / 1440 + 46 * power(n, 5) / 105 -
        1118711 * power(n, 6) / 3870720,
    17 * power(n, 3) / 480 - 37 * power(n, 4) / 840 - 209 * power(n, 5) / 4480 + 5569 * power(n, 6) / 90720,
    4397 * power(n, 4) / 161280 - 11 * power(n, 5) / 504 - 830251 * power(n, 6) / 7257600,
    4583 * power(n, 5) / 161280 - 108847 * power(n, 6) / 3991680,
    20648693 * power(n, 6) / 638668800,
};

const double eccentricity = std::sqrt(flattening * (2 - flattening));

// tan of the conformal latitude from tan of the geographic one (equations 7 to 9).
double conformal_tangent(double tau) {
    const double sigma = std::sinh(eccentricity * std::atanh(eccentricity * tau / std::hypot(1.0, tau)));
    return tau * std::hypot(1.0, sigma) - sigma * std::hypot(1.0, tau);
}

// The inverse by Newton's method (equations 19 to 21); converges in three steps to machine precision.
double geographic_tangent(double tau_conformal) {
    double tau = tau_conformal;
    const double e2 = eccentricity * eccentricity;
    for (int step = 0; step < 5; ++step) {
        const double tau_i = conformal_tangent(tau);
        tau += (tau_conformal - tau_i) / std::hypot(1.0, tau_i) * (1 + (1 - e2) * tau * tau) /
               ((1 - e2) * std::hypot(1.0, tau));
    }
    return tau;
}

}  // namespace

LocalFrame::LocalFrame(Point origin) : origin_(origin) {
    northing_of_origin_ = 0;
    northing_of_origin_ = to_local(origin).y;
}

Point LocalFrame::to_local(Point geographic) const {
    const double lambda = (geographic.x - origin_.x) * degree;
    const double tau = conformal_tangent(std::tan(geographic.y * degree));
    const double xi0 = std::atan2(tau, std::cos(lambda));
    const double eta0 = std::asinh(std::sin(lambda) / std::hypot(tau, std::cos(lambda)));
    double xi = xi0;
    double eta = eta0;
    for (int j = 1; j <= 6; ++j) {
        xi += alpha[j - 1] * std::sin(2 * j * xi0) * std::cosh(2 * j * eta0);
        eta += alpha[j - 1] * std::cos(2 * j * xi0) * std::sinh(2 * j * eta0);
    }
    return {rectifying_radius * eta, rectifying_radius * xi - northing_of_origin_};
}

Point LocalFrame::to_geographic(Point local) const {
    const double xi = (local.y + northing_of_origin_) / rectifying_radius;
    const double eta = local.x / rectifying_radius;
    double xi0 = xi;
    double eta0 = eta;
    for (int j = 1; j <= 6; ++j) {
        xi0 -= beta[j - 1] * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
        eta0 -= beta[j - 1] * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
    }
    const double tau = geographic_tangent(std::sin(xi0) / std::hypot(std::sinh(eta0), std::cos(xi0)));
    const double lambda = std::atan2(std::sinh(eta0), std::cos(xi0));
    return {origin_.x + lambda / degree, std::atan(tau) / degree};
}

}  // namespace mallctl::core
