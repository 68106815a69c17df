"""Drawing millimetres to degrees: a rotated transverse Mercator frame (WGS 84, scale 1) around an anchor.

Krueger's series to order n^4 (Karney, J. Geodesy 85, 2011): exact to far less than a millimetre over a mall.
"""

import cmath
import math

SEMI_MAJOR = 6378137.0
FLATTENING = 1 / 298.257223563
N = FLATTENING / (2 - FLATTENING)
ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))
RECTIFYING_RADIUS = SEMI_MAJOR / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
FORWARD = (
    N / 2 - 2 * N**2 / 3 + 5 * N**3 / 16 + 41 * N**4 / 180,
    13 * N**2 / 48 - 3 * N**3 / 5 + 557 * N**4 / 1440,
    61 * N**3 / 240 - 103 * N**4 / 140,
    49561 * N**4 / 161280,
)
INVERSE = (
    N / 2 - 2 * N**2 / 3 + 37 * N**3 / 96 - N**4 / 360,
    N**2 / 48 + N**3 / 15 - 437 * N**4 / 1440,
    17 * N**3 / 480 - 37 * N**4 / 840,
    4397 * N**4 / 161280,
)


def conformal_tangent(latitude):
    """tan of the conformal latitude, both in radians (Karney, equation 7)."""
    tau = math.tan(latitude)
    sigma = math.sinh(ECCENTRICITY * math.atanh(ECCENTRICITY * tau / math.hypot(1, tau)))
    return tau * math.hypot(1, sigma) - sigma * math.hypot(1, tau)


def latitude_of(tangent):
    """The inverse of conformal_tangent: fixed-point steps, each of which gains two digits or more."""
    latitude = math.atan(tangent)
    for _ in range(12):
        latitude += (tangent - conformal_tangent(latitude)) * math.cos(latitude) ** 2
    return latitude


class Frame:
    """`rotation`: degrees clockwise from true north to the drawing's +y axis; the drawing's (0, 0) lies at the anchor."""

    def __init__(self, longitude, latitude, rotation):
        self.longitude = longitude
        self.latitude = latitude
        self.rotation = rotation
        xi = math.atan(conformal_tangent(math.radians(latitude)))
        self.origin_northing = RECTIFYING_RADIUS * (
            xi + sum(a * math.sin(2 * j * xi) for j, a in enumerate(FORWARD, 1))
        )

    def to_degrees(self, point):
        """Drawing millimetres to [longitude, latitude], rounded to 9 decimals: a tenth of a millimetre."""
        x, y = point[0] / 1000, point[1] / 1000
        angle = math.radians(self.rotation)
        east = x * math.cos(angle) + y * math.sin(angle)
        north = y * math.cos(angle) - x * math.sin(angle)
        zeta = complex(self.origin_northing + north, east) / RECTIFYING_RADIUS
        zeta -= sum(b * cmath.sin(2 * j * zeta) for j, b in enumerate(INVERSE, 1))
        sinh = math.sinh(zeta.imag)
        longitude = math.atan2(sinh, math.cos(zeta.real))
        tangent = math.sin(zeta.real) / math.hypot(sinh, math.cos(zeta.real))
        return [
            round(self.longitude + math.degrees(longitude), 9),
            round(math.degrees(latitude_of(tangent)), 9),
        ]

    def heading(self, degrees):
        """Degrees clockwise from the drawing's +y axis to degrees clockwise from true north."""
        return round((degrees + self.rotation) % 360, 1)
