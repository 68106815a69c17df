#include "db/cluster/user.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <exception>
#include <optional>

#include "core/error.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

ServerUser user_of(const passwd& entry) {
    ServerUser user{entry.pw_name, entry.pw_uid, entry.pw_gid, {}};
    int count = 32;
    user.groups.resize(static_cast<std::size_t>(count));
    if (::getgrouplist(entry.pw_name, entry.pw_gid, user.groups.data(), &count) < 0) {
        user.groups.resize(static_cast<std::size_t>(count));
        ::getgrouplist(entry.pw_name, entry.pw_gid, user.groups.data(), &count);
    }
    user.groups.resize(static_cast<std::size_t>(count));
    return user;
}

std::optional<ServerUser> user_by_id(uid_t uid) {
    const passwd* entry = ::getpwuid(uid);
    if (entry == nullptr) return std::nullopt;
    return user_of(*entry);
}

std::optional<uid_t> owner_of(const fs::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) return std::nullopt;
    return info.st_uid;
}

ServerUser named(uid_t uid) {
    if (auto user = user_by_id(uid)) return *user;
    throw Error(Fault::usage, "user id " + std::to_string(uid) + " has no name, and PostgreSQL needs one",
                "add the user to /etc/passwd, or name another server with --database");
}

}  // namespace

ServerUser server_user(const fs::path& data_dir) {
    if (::geteuid() != 0) return named(::geteuid());
    for (const fs::path& path : {data_dir / "pg", data_dir}) {
        if (const auto owner = owner_of(path); owner && *owner != 0) return named(*owner);
    }
    for (const char* name : {"mallctl", "postgres"}) {
        if (const passwd* entry = ::getpwnam(name); entry != nullptr && entry->pw_uid != 0)
            return user_of(*entry);
    }
    throw Error(Fault::unreachable,
                "PostgreSQL refuses to run as root, and there is no user mallctl or postgres to run it",
                "make one: useradd --system --no-create-home mallctl");
}

ActAs::ActAs(const ServerUser& user) {
    if (::geteuid() == user.uid) return;
    uid_ = ::geteuid();
    gid_ = ::getegid();
    const int count = ::getgroups(0, nullptr);
    groups_.resize(static_cast<std::size_t>(count < 0 ? 0 : count));
    ::getgroups(static_cast<int>(groups_.size()), groups_.data());
    if (::setgroups(user.groups.size(), user.groups.data()) != 0 || ::setegid(user.gid) != 0 ||
        ::seteuid(user.uid) != 0) {
        throw Error(Fault::usage, "cannot act as user " + user.name,
                    "run as root, or as the owner of the data directory");
    }
    changed_ = true;
}

ActAs::~ActAs() {
    if (!changed_) return;
    // Going on with another user's rights than the caller expects would be worse than ending here.
    if (::seteuid(uid_) != 0 || ::setegid(gid_) != 0 || ::setgroups(groups_.size(), groups_.data()) != 0) {
        std::terminate();
    }
}

void require_traversable(const fs::path& path, const ServerUser& user, const fs::path& data_dir) {
    const ActAs act(user);
    fs::path walked;
    for (const fs::path& part : path) {
        walked /= part;
        struct stat info {};
        if (::stat(walked.c_str(), &info) != 0 && errno == ENOENT) return;
        if (::faccessat(AT_FDCWD, walked.c_str(), X_OK, AT_EACCESS) != 0) {
            throw Error(
                Fault::usage,
                "the data directory " + data_dir.string() + " is out of reach of user " + user.name +
                    ", who runs its server: " + walked.string() + " cannot be entered",
                "choose another with --data-dir, or let that user through: chmod o+x " + walked.string());
        }
    }
}

}  // namespace mallctl::db
