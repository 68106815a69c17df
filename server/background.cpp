#include "server/background.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace mallctl::server {

void give_way() {
    constexpr int lowest = 19;
    // A thread that cannot be given way stays as it is: all works, a little less evenly.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), lowest);
}

}  // namespace mallctl::server
