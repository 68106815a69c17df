#include <zlib.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "core/digest.hpp"

namespace mallctl::core {

namespace {

// What zlib does, one byte after another in tables: one to two bytes a clock.
std::uint32_t add_by_table(std::uint32_t crc, std::span<const std::byte> bytes) {
    return static_cast<std::uint32_t>(
        crc32_z(crc, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

#if defined(__x86_64__)

constexpr std::size_t least_folded = 64;

// V. Gopal and others, Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction (Intel,
// 2009): four registers of 16 bytes are multiplied by powers of x modulo the polynomial, so that they can be
// added to the 64 bytes that follow; what is left is reduced after Barrett. The constants are those of the
// paper for the polynomial of ISO 3309, bits reflected.
class Folding {
  public:
    // `bytes`: a multiple of 16, at least 64. `crc` and the result are of what came before and of all.
    __attribute__((target("pclmul,sse4.1"))) static std::uint32_t add(std::uint32_t crc,
                                                                      std::span<const std::byte> bytes) {
        const __m128i by_512 = _mm_set_epi64x(0x1c6e41596, 0x154442bd4);
        const __m128i by_128 = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
        const std::byte* at = bytes.data();
        const std::byte* const end = at + bytes.size();
        __m128i a = _mm_xor_si128(load(at), _mm_cvtsi32_si128(static_cast<int>(~crc)));
        __m128i b = load(at + 16);
        __m128i c = load(at + 32);
        __m128i d = load(at + 48);
        for (at += 64; end - at >= 64; at += 64) {
            a = fold(a, by_512, load(at));
            b = fold(b, by_512, load(at + 16));
            c = fold(c, by_512, load(at + 32));
            d = fold(d, by_512, load(at + 48));
        }
        a = fold(fold(fold(a, by_128, b), by_128, c), by_128, d);
        for (; at != end; at += 16) a = fold(a, by_128, load(at));
        return ~reduce(a, by_128);
    }

  private:
    __attribute__((target("pclmul,sse4.1"))) static __m128i load(const std::byte* at) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    }

    __attribute__((target("pclmul,sse4.1"))) static __m128i fold(__m128i value, __m128i by, __m128i next) {
        const __m128i low = _mm_clmulepi64_si128(value, by, 0x00);
        const __m128i high = _mm_clmulepi64_si128(value, by, 0x11);
        return _mm_xor_si128(_mm_xor_si128(low, high), next);
    }

    __attribute__((target("pclmul,sse4.1"))) static std::uint32_t reduce(__m128i value, __m128i by_128) {
        const __m128i low_halves = _mm_setr_epi32(-1, 0, -1, 0);
        const __m128i by_64 = _mm_set_epi64x(0, 0x163cd6124);
        const __m128i barrett = _mm_set_epi64x(0x1f7011641, 0x1db710641);
        value = _mm_xor_si128(_mm_srli_si128(value, 8), _mm_clmulepi64_si128(value, by_128, 0x10));
        value = _mm_xor_si128(_mm_srli_si128(value, 4),
                              _mm_clmulepi64_si128(_mm_and_si128(value, low_halves), by_64, 0x00));
        __m128i part = _mm_clmulepi64_si128(_mm_and_si128(value, low_halves), barrett, 0x10);
        part = _mm_clmulepi64_si128(_mm_and_si128(part, low_halves), barrett, 0x00);
        return static_cast<std::uint32_t>(_mm_extract_epi32(_mm_xor_si128(value, part), 1));
    }
};

bool can_fold() {
    static const bool can = __builtin_cpu_supports("pclmul") != 0 && __builtin_cpu_supports("sse4.1") != 0;
    return can;
}

#endif

}  // namespace

std::uint32_t crc32(std::span<const std::byte> bytes) {
    std::uint32_t crc = 0;
#if defined(__x86_64__)
    if (bytes.size() >= least_folded && can_fold()) {
        const std::size_t folded = bytes.size() / 16 * 16;
        crc = Folding::add(crc, bytes.first(folded));
        bytes = bytes.subspan(folded);
    }
#endif
    return add_by_table(crc, bytes);
}

}  // namespace mallctl::core
