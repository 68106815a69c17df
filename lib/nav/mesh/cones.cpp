#include "nav/mesh/cones.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define MALLCTL_HAS_AVX2 1
#endif

namespace mallctl::nav {

namespace {

#ifdef MALLCTL_HAS_AVX2

static_assert(sizeof(Cone) == 8 && sizeof(Position) == 8);

// Positions as 64-bit lanes, x in the lower half. Those whose mask is 0 keep `other`.
__attribute__((target("avx2"))) inline __m256i gather(__m256i other, const Position* positions,
                                                      __m256i indexes, __m256i mask) {
    return _mm256_mask_i64gather_epi64(other, reinterpret_cast<const long long*>(positions), indexes, mask,
                                       8);
}

// Cross products of 32-bit x and y, in 64 bits.
__attribute__((target("avx2"))) inline __m256i cross_of(__m256i a, __m256i b) {
    return _mm256_sub_epi64(_mm256_mul_epi32(a, _mm256_srli_epi64(b, 32)),
                            _mm256_mul_epi32(_mm256_srli_epi64(a, 32), b));
}

__attribute__((target("avx2"))) inline __m256i negate_where(__m256i mask, __m256i value) {
    return _mm256_sub_epi64(_mm256_xor_si256(value, mask), mask);
}

__attribute__((target("avx2"))) std::uint32_t* nodes_by_four(const FloorView& floor,
                                                             std::span<const Cone> cones, Mm point,
                                                             std::uint32_t* nodes) {
    const Position* vertices = floor.vertices.data();
    const Position* sites = floor.sites.data();
    const __m256i zero = _mm256_setzero_si256();
    const __m256i all = _mm256_cmpeq_epi64(zero, zero);
    const __m256i index_bits = _mm256_set1_epi64x(0xFFFFF);
    const __m256i corners = _mm256_set1_epi64x(floor.counts.corners);
    const auto x = static_cast<std::uint64_t>(static_cast<std::uint32_t>(point.x));
    const auto y = static_cast<std::uint64_t>(static_cast<std::uint32_t>(point.y));
    const __m256i at = _mm256_set1_epi64x(static_cast<long long>(x | y << 32));
    std::size_t i = 0;
    for (; i + 4 <= cones.size(); i += 4) {
        const __m256i bits = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(cones.data() + i));
        const __m256i node = _mm256_and_si256(bits, index_bits);
        const __m256i is_corner = _mm256_cmpgt_epi64(corners, node);
        __m256i origin = gather(zero, vertices, node, is_corner);
        if (_mm256_movemask_epi8(is_corner) != -1) {
            const __m256i is_site = _mm256_xor_si256(is_corner, all);
            origin = gather(origin, sites, _mm256_sub_epi64(node, corners), is_site);
        }
        const __m256i right_index = _mm256_and_si256(_mm256_srli_epi64(bits, 20), index_bits);
        const __m256i left_index = _mm256_and_si256(_mm256_srli_epi64(bits, 40), index_bits);
        const __m256i right = _mm256_sub_epi32(gather(zero, vertices, right_index, all), origin);
        const __m256i left = _mm256_sub_epi32(gather(zero, vertices, left_index, all), origin);
        const __m256i direction = _mm256_sub_epi32(at, origin);
        // The flags, bits 60 and 61, as masks of whole lanes.
        const __m256i right_turned = _mm256_cmpgt_epi64(zero, _mm256_slli_epi64(bits, 3));
        const __m256i left_turned = _mm256_cmpgt_epi64(zero, _mm256_slli_epi64(bits, 2));
        const __m256i off_right = negate_where(right_turned, cross_of(right, direction));
        const __m256i off_left = negate_where(left_turned, cross_of(direction, left));
        // Negative where the point is outside, but never in a whole triangle.
        const __m256i outside = _mm256_andnot_si256(_mm256_and_si256(right_turned, left_turned),
                                                    _mm256_or_si256(off_right, off_left));
        const auto out = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(outside)));
        for (unsigned k = 0; k < 4; ++k) {
            *nodes = cones[i + k].node();
            nodes += ~out >> k & 1;
        }
    }
    return nodes_of_portably(floor, cones.subspan(i), point, nodes);
}

#endif

}  // namespace

// Which cones hold the point is as good as random, so that nothing here branches on it.
std::uint32_t* nodes_of_portably(const FloorView& floor, std::span<const Cone> cones, Mm point,
                                 std::uint32_t* nodes) {
    const std::uint32_t corners = floor.counts.corners;
    const Position* vertices = floor.vertices.data();
    const Position* sites = floor.sites.data();
    for (const Cone cone : cones) {
        const std::uint32_t node = cone.node();
        const Mm origin = (node < corners ? vertices + node : sites + (node - corners))->mm();
        const Mm direction = point - origin;
        const std::int64_t right = cross(vertices[cone.right()].mm() - origin, direction);
        const std::int64_t left = cross(direction, vertices[cone.left()].mm() - origin);
        const bool in_right = (cone.right_turned() ? -right : right) >= 0;
        const bool in_left = (cone.left_turned() ? -left : left) >= 0;
        *nodes = node;
        nodes += static_cast<unsigned>(cone.is_whole()) |
                 (static_cast<unsigned>(in_right) & static_cast<unsigned>(in_left));
    }
    return nodes;
}

std::uint32_t* nodes_of(const FloorView& floor, std::span<const Cone> cones, Mm point, std::uint32_t* nodes) {
#ifdef MALLCTL_HAS_AVX2
    static const bool by_four = __builtin_cpu_supports("avx2") != 0;
    if (by_four) return nodes_by_four(floor, cones, point, nodes);
#endif
    return nodes_of_portably(floor, cones, point, nodes);
}

}  // namespace mallctl::nav
