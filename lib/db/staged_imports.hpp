// Uploaded floor plans: their bytes, and what became of them.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

enum class ImportState {
    staged,    // its bytes are here, nobody has looked at them yet
    checking,  //
    checked,   // it can be applied: its report says what that would change
    refused,   // it has findings of severity error
    applying,  //
    applied,   // the mall is at its version
    failed,    // by a fault of the server
    expired,   // nobody applied it in time
};

// "staged", "checking", ...
const char* to_string(ImportState state);

struct StagedFile {
    std::string name;  // as uploaded, without any path
    std::int64_t size = 0;
    std::string sha256;
};

struct StagedImport {
    core::Uuid id;
    ImportState state = ImportState::staged;
    std::string made_by;
    core::Instant created{};
    core::Instant updated{};
    core::Instant expires{};
    std::string options = "{}";  // a JSON object, of whoever reads it
    std::vector<StagedFile> files;
    std::optional<std::int64_t> checked_version;
    std::optional<std::int64_t> version;
    std::string report = "{}";  // a JSON object
    std::string failure;        // a JSON object; empty: none
};

// All in a transaction for a mall.
class StagedImports {
  public:
    explicit StagedImports(Transaction& transaction) : transaction_(transaction) {}

    // In the state that it has; its files follow.
    void add(const StagedImport& import);
    // The bytes of the file at `position` of `files`.
    void add_bytes(const core::Uuid& id, std::size_t position, std::string_view bytes);
    // Hands the bytes of a file over, a part at a time.
    void read_bytes(const core::Uuid& id, std::size_t position,
                    const std::function<void(std::string_view)>& take);

    std::optional<StagedImport> find(const core::Uuid& id);
    // The newest first, at most so many; behind the one with the id `after`, where there is one.
    std::vector<StagedImport> list(std::int64_t limit, const std::optional<core::Uuid>& after = {});
    // Those whose bytes are here.
    std::int64_t count_open();

    // False where it is not in one of the states `from` (any more).
    bool move(const core::Uuid& id, const std::vector<ImportState>& from, ImportState to, core::Instant now);
    // Also what was found: state, checked_version, version, report and failure of `import`. Bytes that are of
    // no more use in the state are removed.
    void keep(const StagedImport& import, core::Instant now);
    void remove(const core::Uuid& id);

    // Those that a program has begun and not touched since, by their ids.
    std::vector<core::Uuid> left_behind(core::Instant untouched_since);
    // Expires those whose time is over, removes their bytes, and forgets what has been over since `forget`.
    // How many rows it touched.
    std::int64_t sweep(core::Instant now, core::Instant forget);

  private:
    Transaction& transaction_;
};

}  // namespace mallctl::db
