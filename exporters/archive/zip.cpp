#include "exporters/archive/zip.hpp"

#include <zip.h>

#include <memory>

#include "core/error.hpp"

namespace mallctl::exporters::archive {

namespace {

[[noreturn]] void fail(const char* what, zip_error_t* error) {
    const std::string reason = error == nullptr ? "" : std::string(": ") + zip_error_strerror(error);
    throw core::Error(core::Fault::failed, std::string("cannot ") + what + " an archive in memory" + reason);
}

struct DosTime {
    std::uint16_t date = 0;
    std::uint16_t time = 0;
};

// MS-DOS date and time, APPNOTE 4.4.6. libzip's own conversion takes the local zone of the machine.
DosTime dos_time(core::Instant instant) {
    const core::LocalTime utc = core::to_local(instant, "UTC");
    const auto second = static_cast<int>(instant.time_since_epoch().count() % 60);
    const int year = std::max(utc.year, 1980);
    return {
        static_cast<std::uint16_t>((year - 1980) << 9 | static_cast<int>(utc.month) << 5 |
                                   static_cast<int>(utc.day)),
        static_cast<std::uint16_t>(utc.minute_of_day / 60 << 11 | utc.minute_of_day % 60 << 5 | second / 2)};
}

// An archive that is thrown away unless it is closed, over a buffer that outlives it.
class Writer {
  public:
    Writer() {
        zip_error_t error;
        zip_error_init(&error);
        buffer_ = zip_source_buffer_create(nullptr, 0, 0, &error);
        if (buffer_ == nullptr) fail("begin", &error);
        zip_source_keep(buffer_);
        archive_ = zip_open_from_source(buffer_, ZIP_TRUNCATE, &error);
        if (archive_ == nullptr) fail("begin", &error);
    }
    ~Writer() {
        if (archive_ != nullptr) zip_discard(archive_);
        zip_source_free(buffer_);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void add(const Entry& entry, DosTime time) {
        zip_source_t* source = zip_source_buffer(archive_, entry.bytes.data(), entry.bytes.size(), 0);
        if (source == nullptr) fail("fill", zip_get_error(archive_));
        const zip_int64_t index = zip_file_add(archive_, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            fail("fill", zip_get_error(archive_));
        }
        const auto place = static_cast<zip_uint64_t>(index);
        if (zip_file_set_dostime(archive_, place, time.time, time.date, 0) != 0)
            fail("stamp", zip_get_error(archive_));
    }

    std::string finish() {
        if (zip_close(archive_) != 0) fail("write", zip_get_error(archive_));
        archive_ = nullptr;
        if (zip_source_open(buffer_) != 0) fail("read back", zip_source_error(buffer_));
        zip_source_seek(buffer_, 0, SEEK_END);
        std::string bytes(static_cast<std::size_t>(zip_source_tell(buffer_)), '\0');
        zip_source_seek(buffer_, 0, SEEK_SET);
        const zip_int64_t got = zip_source_read(buffer_, bytes.data(), bytes.size());
        zip_source_close(buffer_);
        if (got < 0 || static_cast<std::size_t>(got) != bytes.size())
            fail("read back", zip_source_error(buffer_));
        return bytes;
    }

  private:
    zip_source_t* buffer_ = nullptr;
    zip_t* archive_ = nullptr;
};

}  // namespace

std::string write_zip(const std::vector<Entry>& entries, core::Instant time) {
    Writer writer;
    const DosTime stamp = dos_time(time);
    for (const Entry& entry : entries) writer.add(entry, stamp);
    return writer.finish();
}

}  // namespace mallctl::exporters::archive
