// Threads beside those that serve.
#pragma once

namespace mallctl::server {

// Gives the calling thread the lowest priority but that of idle ones, so that what it does costs those that
// answer nothing while they have work (on Linux threads have priorities of their own, setpriority(2)).
void give_way();

}  // namespace mallctl::server
