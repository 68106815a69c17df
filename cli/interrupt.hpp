// SIGINT and SIGTERM for verbs that do not handle them themselves.
#pragma once

#include <string>

namespace mallctl::cli {

// From now on either signal ends the process at once with 130 or 143. The database rolls an open transaction
// back when its connection ends, and a half-written result file is removed, so that nothing is left of an
// interrupted verb.
void exit_on_signals();

// Names a file, or a directory of such files, to remove when a signal comes while this object lives. The last
// one made goes first, both here and when a signal comes; beyond the twentieth none is kept.
class RemoveOnSignal {
  public:
    explicit RemoveOnSignal(const std::string& path);
    ~RemoveOnSignal();
    RemoveOnSignal(const RemoveOnSignal&) = delete;
    RemoveOnSignal& operator=(const RemoveOnSignal&) = delete;
};

}  // namespace mallctl::cli
