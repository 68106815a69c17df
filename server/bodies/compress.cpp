#include "server/bodies/compress.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <cstddef>
#include <cstdint>

namespace mallctl::server::bodies {

std::string gzip(std::string_view text) {
    z_stream stream{};
    constexpr int with_gzip_header = 16 + MAX_WBITS;
    constexpr int memory = 8;  // zlib's own default
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, with_gzip_header, memory, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return {};
    }
    std::string packed(deflateBound(&stream, text.size()), '\0');
    // zlib 1.2.13 takes what it only reads without const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int done = deflate(&stream, Z_FINISH);
    packed.resize(done == Z_STREAM_END ? stream.total_out : 0);
    deflateEnd(&stream);
    return packed;
}

std::string brotli(std::string_view text) {
    constexpr int quality = 9;
    std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
    std::string packed(size, '\0');
    const bool done = BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                                            reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                            reinterpret_cast<std::uint8_t*>(packed.data())) == BROTLI_TRUE;
    packed.resize(done ? size : 0);
    return packed;
}

}  // namespace mallctl::server::bodies
