// The operating-system user who owns the private cluster and runs its server, and acting as that user.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace mallctl::db {

struct ServerUser {
    std::string name;
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> groups;
};

// Who is to run the server of `data_dir`: the caller; or, when root calls, the owner of an existing cluster
// or data directory, else the system user `mallctl` where somebody made one, else `postgres`, who comes with
// Debian's server package. Throws core::Error(usage) when the caller's uid has no name, (unreachable) when
// root finds no such user.
ServerUser server_user(const std::filesystem::path& data_dir);

// While it lives, file access and connections of the whole process have this user's rights and no more: root
// must not follow links that the server's user could plant. Does nothing for a caller who is that user
// already.
class ActAs {
  public:
    explicit ActAs(const ServerUser& user);
    ~ActAs();
    ActAs(const ActAs&) = delete;
    ActAs& operator=(const ActAs&) = delete;

  private:
    bool changed_ = false;
    uid_t uid_ = 0;
    gid_t gid_ = 0;
    std::vector<gid_t> groups_;
};

// Throws core::Error(usage) naming the first directory on the way to `path` (the data directory `data_dir` or
// one above it) that `user` cannot enter; what is not there yet is no obstacle.
void require_traversable(const std::filesystem::path& path, const ServerUser& user,
                         const std::filesystem::path& data_dir);

}  // namespace mallctl::db
