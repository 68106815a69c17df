// The flags that every verb takes that writes to a mall.
#pragma once

#include <chrono>
#include <string>

#include "operations/edit_rows.hpp"

namespace CLI {
class App;
}

namespace mallctl::cli {

class Context;

struct WriteOptions {
    bool leaves_build = false;
    bool dry_run = false;
    std::string lock_timeout;  // empty: the setting lock-timeout
};

void declare_write_options(CLI::App& verb, WriteOptions& options);

// How long to wait for another writer of the mall. Throws core::Error(usage) when it is no length of time.
std::chrono::milliseconds lock_timeout(const WriteOptions& options, Context& context);

// What an edit by hand in this mall is told. Throws as lock_timeout.
operations::EditOptions edit_options(const WriteOptions& options, std::string mall, Context& context);

}  // namespace mallctl::cli
