#include "db/backup/gzip_file.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/error.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

struct GzipFile::Impl {
    std::string name;
    int fd = -1;  // for fsync; zlib has one of its own
    gzFile stream = nullptr;

    ~Impl() {
        if (stream != nullptr) ::gzclose(stream);
        if (fd >= 0) ::close(fd);
    }

    [[noreturn]] void cannot(const char* action) const {
        throw Error(Fault::failed, std::string("cannot ") + action + " " + name + ": " + std::strerror(errno),
                    "check its directory, its permissions and the room on its disk");
    }
};

GzipFile::GzipFile(const std::filesystem::path& path, Mode mode) : impl_(new Impl) {
    impl_->name = path.string();
    const bool creates = mode == Mode::create;
    const int flags = creates ? O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC : O_RDONLY | O_CLOEXEC;
    impl_->fd = ::open(path.c_str(), flags, 0600);
    if (impl_->fd < 0) impl_->cannot(creates ? "write" : "read");
    // Level 3 is twice as fast as 6 on rows of text, for files a tenth larger.
    const int own = ::dup(impl_->fd);
    impl_->stream = own < 0 ? nullptr : ::gzdopen(own, creates ? "wb3" : "rb");
    if (impl_->stream == nullptr) impl_->cannot(creates ? "write" : "read");
    ::gzbuffer(impl_->stream, 1U << 17);
}

GzipFile::~GzipFile() = default;

void GzipFile::write(std::string_view bytes) {
    if (bytes.empty()) return;
    if (::gzwrite(impl_->stream, bytes.data(), static_cast<unsigned>(bytes.size())) <= 0)
        impl_->cannot("write");
}

void GzipFile::finish() {
    const int closed = ::gzclose(impl_->stream);
    impl_->stream = nullptr;
    if (closed != Z_OK || ::fsync(impl_->fd) != 0) impl_->cannot("write");
}

std::size_t GzipFile::read(char* bytes, std::size_t size) {
    const int count = ::gzread(impl_->stream, bytes, static_cast<unsigned>(size));
    int state = Z_OK;
    ::gzerror(impl_->stream, &state);
    if (state == Z_ERRNO) impl_->cannot("read");
    if (::gzdirect(impl_->stream) != 0) {
        throw Error(Fault::rejected, impl_->name + " is no backup that mallctl has made",
                    "name a file of: mallctl db backup FILE");
    }
    if (count < 0 || state != Z_OK) {
        throw Error(Fault::rejected, impl_->name + (state == Z_BUF_ERROR ? " is cut off" : " is damaged"),
                    "copy it again from where it was made; nothing was changed");
    }
    return static_cast<std::size_t>(count);
}

}  // namespace mallctl::db
