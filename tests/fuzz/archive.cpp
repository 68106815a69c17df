// Zip archives, through a file in memory.
#include <sys/mman.h>
#include <unistd.h>

#include "importers/archive/archive.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;

class MemoryFile {
  public:
    MemoryFile(const std::uint8_t* data, std::size_t size) : file_(memfd_create("archive", MFD_CLOEXEC)) {
        fuzz::require(file_ >= 0, "there is a file in memory");
        const ssize_t written = size == 0 ? 0 : write(file_, data, size);
        fuzz::require(written == static_cast<ssize_t>(size), "the file is written");
    }
    ~MemoryFile() { close(file_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

  private:
    int file_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace importers::archive;
    const MemoryFile file(data, size);
    const Limits limits{100, 1 << 20, 2 << 20, 200, 16};
    const auto wanted = [](const std::string& name) { return !name.ends_with(".txt"); };
    const auto contents = fuzz::attempt([&] { return read_archive(file.path(), wanted, limits); });
    if (!contents) return 0;
    std::uint64_t total = 0;
    for (const auto& entry : contents->files) {
        fuzz::require(entry.text.size() <= limits.entry_size, "an entry keeps within its limit");
        fuzz::require(entry.path.lexically_normal().string().starts_with("/proc/self/fd/"),
                      "no name steps out");
        total += entry.text.size();
    }
    fuzz::require(total <= limits.total_size, "all entries keep within their limit");
    return 0;
}
