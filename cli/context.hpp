// What a verb may use, made when it is first asked for: settings, database session, streams, the stop flag.
#pragma once

#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "core/clock.hpp"
#include "core/diagnostic.hpp"
#include "db/endpoint.hpp"
#include "db/session.hpp"

namespace mallctl::operations {
class ArtifactCache;
struct Snapshot;
}  // namespace mallctl::operations

namespace mallctl::cli {

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool in_is_tty = false;
    bool out_is_tty = false;
    bool err_is_tty = false;
};

// The global flags, as given; empty = not given.
struct GlobalOptions {
    std::string config;
    std::string database;
    std::string data_dir;
    std::string mall;
    std::string format;
    std::vector<std::string> output;
    std::string color;
    std::string progress;
    std::string log_level;
    bool overwrite = false;
    bool quiet = false;
    bool verbose = false;
    bool no_input = false;
};

class Context {
  public:
    Context(Streams streams, const GlobalOptions& options);
    ~Context();

    Streams streams;
    const GlobalOptions& options;

    const config::Config& config();

    // Where the database is: --database, MALLCTL_DATABASE, or the private cluster of --data-dir (which must
    // run).
    db::Endpoint endpoint();

    // One session, opened on first use; core::Error(unreachable) when there is none.
    db::Session& session();

    // The slug of --mall, MALLCTL_MALL, or the enclosing mall.yaml; core::Error(usage) when none is given, or
    // when --mall names several and the verb does not run in each (Verb::each_mall).
    std::string mall();

    // The mall with its navigation graph, which is kept in <data-dir>/artifacts. Throws as session() and
    // mall() do, and what operations::load_snapshot throws.
    std::shared_ptr<const operations::Snapshot> snapshot();
    operations::ArtifactCache artifact_cache();

    // Whether --mall names several malls: a list, a glob or "all".
    bool several_malls();

    // The malls that --mall names, by slug; asks the database where it names several. Throws as mall(), and
    // core::Error(failed) when a part of it names none.
    std::vector<std::string> malls();

    // For run_in_each_mall alone: from now on this is the mall that --mall names, and what write_result would
    // print is kept for take_results, by the name of its -o file ("-": stdout), unless that holds "{mall}".
    void enter_mall(const std::string& slug);
    std::map<std::string, std::string> take_results();

    // Where results go: the -o files as they were given, or "-".
    std::vector<std::string> output_files() const;

    // The format of one of output_files().
    std::string output_format(const std::string& file);

    // Whether its name holds "{mall}": then each mall has a file of its own.
    static bool is_file_a_mall(const std::string& file);

    // The file with the mall's slug in place of "{mall}".
    std::string output_path(const std::string& file);

    // Writes a whole file (temporary name, then rename), or to stdout for "-". Throws core::Error(failed).
    void write_output(const std::string& path, const std::function<void(std::ostream&)>& write);

    // Call first in every verb that prints a result: throws core::Error(usage) unless each format asked for
    // (by --format or by the extension of an -o FILE) is one of these.
    void allow_formats(std::initializer_list<std::string_view> formats);

    // --format, or the extension of the first -o, or the setting "format", or "table".
    std::string format();

    // Writes a result to each -o FILE in that file's format (temporary name, then rename), or to stdout in
    // format(). "{mall}" in the name of a file is the mall's slug. Throws core::Error(failed) when a file
    // cannot be written.
    using Render = std::function<std::string(std::string_view format)>;
    void write_result(const Render& render);

    // The same for a result of any size, which `write` writes piece by piece.
    using Stream = std::function<void(std::string_view format, std::ostream& out)>;
    void write_stream(const Stream& write);

    // Warns on stderr that the navigation graph is older than the plan; with `require_fresh` throws
    // core::Error(conflict).
    void warn_if_stale(const operations::Snapshot& snapshot, bool require_fresh);

    // The same of the search index and the rows that it is made of.
    void warn_if_search_stale(const operations::Snapshot& snapshot, bool require_fresh);

    // Warns on stderr of each closure in force at an instant that names nothing of the plan.
    void warn_of_lost_closures(const operations::Snapshot& snapshot, core::Instant at);

    // One line on stderr unless -q.
    void say(const std::string& line);

    // The findings, a line each, in colour where --color allows it, unless -q. Without -v the first five
    // notes and warnings of each code, then how many more there are; errors always all.
    void say_findings(const core::Diagnostics& findings);

    // One line on stderr with -v only, and not with -q.
    void detail(const std::string& line);

    // One line of progress on stderr, when --progress allows it (auto: only on a tty).
    void progress(const std::string& line);

  private:
    std::string format_of_file(const std::string& path);
    std::string default_format();
    void require_place_for_each(const std::string& format, const std::string& file) const;
    void warn_or_refuse(const std::string& message, const std::string& advice, bool refuse);

    std::optional<config::Config> config_;
    std::unique_ptr<db::Session> session_;
    std::string entered_mall_;                    // of several; empty: --mall says which
    std::map<std::string, std::string> results_;  // of the entered mall, by -o file
};

}  // namespace mallctl::cli
