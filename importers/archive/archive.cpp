#include "importers/archive/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <memory>

#include "core/error.hpp"

namespace mallctl::importers::archive {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t small_entry = std::uint64_t{1} << 20;

struct ArchiveCloser {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;

struct EntryCloser {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
using Entry = std::unique_ptr<zip_file_t, EntryCloser>;

core::Error refused(const fs::path& path, const std::string& reason, const std::string& advice) {
    return {core::Fault::rejected, fmt::format("archive {} {}", path.string(), reason), advice};
}

core::Error damaged(const fs::path& path, const std::string& reason) {
    return refused(path, "is damaged or cut short: " + reason,
                   "download or export it again, then compare its size");
}

Archive open_archive(const fs::path& path) {
    // Whether it can be read is asked here: libzip says "no such file" of a missing ZIP64 field, too.
    read_beginning(path);
    int code = 0;
    // Without ZIP_CHECKCONS, which refuses what the archiver of macOS writes: sizes in a descriptor after the
    // data.
    Archive archive(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (archive) return archive;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    throw damaged(path, code == ZIP_ER_NOENT ? "a part of its directory is missing" : reason);
}

void check_name(const fs::path& path, const std::string& name, const Limits& limits) {
    const auto bad = [&](const char* why) {
        return refused(path, fmt::format("has an entry named \"{}\", which {}", name, why),
                       "pack it again with plain relative names; such an archive may be an attack");
    };
    const bool drive = name.size() > 1 && name[1] == ':';
    if (name.empty() || name.front() == '/' || drive) throw bad("is no relative path");
    if (name.find('\\') != std::string::npos) throw bad("holds a backslash");
    int depth = 0;
    for (const fs::path& part : fs::path(name)) {
        if (part == "..") throw bad("steps out of the archive");
        ++depth;
    }
    if (depth > limits.depth) throw bad("is nested too deeply");
}

// What the directory says of an entry, checked against the limits.
std::uint64_t checked_size(const fs::path& path, const zip_stat_t& info, std::uint64_t total,
                           const Limits& limits) {
    const auto beyond = [&](const std::string& what) {
        return refused(path, fmt::format("holds {}, which {}", info.name, what),
                       "a floor plan unpacks to a few MiB: remove what does not belong to it");
    };
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((info.valid & needed) != needed) throw damaged(path, fmt::format("{} has no size", info.name));
    if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE) {
        throw refused(path, fmt::format("holds {}, which is encrypted", info.name),
                      "pack it again without a password");
    }
    if (info.size > limits.entry_size) throw beyond(fmt::format("unpacks to {} bytes", info.size));
    if (info.size > small_entry && info.size / std::max<std::uint64_t>(info.comp_size, 1) > limits.ratio) {
        throw beyond(fmt::format("unpacks to more than {} times its size", limits.ratio));
    }
    if (total + info.size > limits.total_size) {
        throw beyond(fmt::format("brings the total over {} bytes", limits.total_size));
    }
    return info.size;
}

// At most `size` bytes, and an error for an entry that does not end there.
std::string unpack(const fs::path& path, zip_t* archive, zip_uint64_t index, const std::string& name,
                   std::uint64_t size) {
    const Entry entry(zip_fopen_index(archive, index, 0));
    if (!entry) throw damaged(path, fmt::format("{}: {}", name, zip_strerror(archive)));
    std::string text(size + 1, '\0');
    std::size_t filled = 0;
    while (filled < text.size()) {
        const zip_int64_t count = zip_fread(entry.get(), text.data() + filled, text.size() - filled);
        if (count < 0) throw damaged(path, fmt::format("{}: {}", name, zip_file_strerror(entry.get())));
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    if (filled != size) throw damaged(path, fmt::format("{} is not as long as its directory says", name));
    text.resize(filled);
    return text;
}

}  // namespace

Contents read_archive(const fs::path& path, const std::function<bool(const std::string&)>& wanted,
                      const Limits& limits) {
    const Archive archive = open_archive(path);
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    if (count <= 0) throw refused(path, "is empty", "export the plan again");
    if (static_cast<std::uint64_t>(count) > limits.entries) {
        throw refused(path, fmt::format("has more than {} entries", limits.entries),
                      "pack only the plan's own files");
    }

    Contents contents;
    std::uint64_t total = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        zip_stat_t info;
        if (zip_stat_index(archive.get(), i, 0, &info) != 0) throw damaged(path, zip_strerror(archive.get()));
        const std::string name = info.name;
        check_name(path, name, limits);
        if (name.back() == '/' || is_litter(name)) continue;
        if (!wanted(name)) {
            contents.skipped.push_back(name);
            continue;
        }
        const std::uint64_t size = checked_size(path, info, total, limits);
        total += size;
        contents.files.push_back({fmt::format("{}: {}", path.string(), name), path.parent_path() / name,
                                  unpack(path, archive.get(), i, name, size)});
    }
    std::sort(contents.files.begin(), contents.files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    std::sort(contents.skipped.begin(), contents.skipped.end());
    return contents;
}

}  // namespace mallctl::importers::archive
