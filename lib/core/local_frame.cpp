#include "core/local_frame.hpp"

#include <array>
#include <cmath>

#include "core/angle.hpp"

namespace mallctl::core {

namespace {

constexpr double semi_major_axis = 6378137.0;
constexpr double flattening = 1 / 298.257223563;
constexpr double n = flattening / (2 - flattening);

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

// The sum of series[j - 1] * sin(2 j zeta) at zeta = xi + i eta, by Clenshaw's recurrence: one sine and one
// exponential instead of a dozen of each.
struct Complex {
    double re = 0;
    double im = 0;
};

Complex sum_of_sines(const Series& series, double xi, double eta) {
    const double sine = std::sin(2 * xi);
    const double cosine = std::cos(2 * xi);
    const double sinh = std::sinh(2 * eta);
    const double cosh = std::sqrt(1 + sinh * sinh);
    const Complex twice{2 * cosine * cosh, -2 * sine * sinh};  // of cos(2 zeta)
    Complex last;
    Complex before_last;
    for (std::size_t j = series.size(); j > 0; --j) {
        const Complex next{twice.re * last.re - twice.im * last.im - before_last.re + series[j - 1],
                           twice.re * last.im + twice.im * last.re - before_last.im};
        before_last = last;
        last = next;
    }
    const Complex first{sine * cosh, cosine * sinh};  // sin(2 zeta)
    return {first.re * last.re - first.im * last.im, first.re * last.im + first.im * last.re};
}

// tan of the conformal latitude from tan of the geographic one (equations 7 to 9).
double conformal_tangent(double tau) {
    const double secant = std::sqrt(1 + tau * tau);
    const double sigma = std::sinh(eccentricity * std::atanh(eccentricity * tau / secant));
    return tau * std::sqrt(1 + sigma * sigma) - sigma * secant;
}

// The inverse by Newton's method (equations 19 to 21). Each step doubles the number of right digits: the one
// after a change of 1e-9 would change nothing.
double geographic_tangent(double tau_conformal) {
    const double e2 = eccentricity * eccentricity;
    double tau = tau_conformal / (1 - e2);
    for (int step = 0; step < 5; ++step) {
        const double tau_i = conformal_tangent(tau);
        const double change = (tau_conformal - tau_i) / std::sqrt(1 + tau_i * tau_i) *
                              (1 + (1 - e2) * tau * tau) / ((1 - e2) * std::sqrt(1 + tau * tau));
        tau += change;
        if (!(std::abs(change) > 1e-9 * (1 + std::abs(tau)))) break;
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
    const Complex sum = sum_of_sines(alpha, xi0, eta0);
    return {rectifying_radius * (eta0 + sum.im), rectifying_radius * (xi0 + sum.re) - northing_of_origin_};
}

Point LocalFrame::to_geographic(Point local) const {
    const double xi = (local.y + northing_of_origin_) / rectifying_radius;
    const double eta = local.x / rectifying_radius;
    const Complex sum = sum_of_sines(beta, xi, eta);
    const double xi0 = xi - sum.re;
    const double sinh = std::sinh(eta - sum.im);
    const double cosine = std::cos(xi0);
    const double tau = geographic_tangent(std::sin(xi0) / std::sqrt(sinh * sinh + cosine * cosine));
    const double lambda = std::atan2(sinh, cosine);
    return {origin_.x + lambda / degree, std::atan(tau) / degree};
}

}  // namespace mallctl::core
