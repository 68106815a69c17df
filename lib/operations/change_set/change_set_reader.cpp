#include "operations/change_set/change_set_reader.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "catalog/reader/text_stream.hpp"
#include "core/digest.hpp"
#include "core/error.hpp"
#include "operations/change_set/change_lines.hpp"
#include "operations/change_set/change_rows.hpp"

namespace mallctl::operations {

namespace {

// A row of the catalog has at most 1 MiB in files; here it is there twice, and areas are hexadecimal.
constexpr std::size_t longest = std::size_t{8} << 20;

// Lines, in a window: the file is never held whole.
class Lines {
  public:
    explicit Lines(std::istream& in) : stream_(in) {}

    enum class Found { line, unfinished, too_long, end };

    // The next line without its line feed. `unfinished`: the source ends without one.
    Found next(std::string_view& line) {
        stream_.consume(taken_);
        taken_ = 0;
        std::size_t searched = 0;
        for (;;) {
            const auto window = stream_.window();
            const auto end = window.find('\n', searched);
            if (end != std::string_view::npos) {
                ++number_;
                taken_ = end + 1;
                line = window.substr(0, end);
                return end > longest ? Found::too_long : Found::line;
            }
            searched = window.size();
            if (searched > longest) return ++number_, Found::too_long;
            if (!stream_.fill()) {
                if (window.empty()) return Found::end;
                return ++number_, Found::unfinished;
            }
        }
    }

    int number() const { return number_; }  // of the line found last, from 1

  private:
    catalog::TextStream stream_;
    std::size_t taken_ = 0;
    int number_ = 0;
};

using Counts = std::map<std::string, core::ChangeCounts>;

struct LastLine {
    Counts counts;
    core::Sha256 digest{};
};

std::optional<LastLine> parse_last_line(const Json& line) {
    if (!line.contains("changes") || !line.contains("sha256") || !line["changes"].is_object()) return {};
    if (!line["sha256"].is_string()) return {};
    const auto digest = core::sha256_from_hex(line["sha256"].get<std::string>());
    if (!digest) return {};
    LastLine last{{}, *digest};
    for (const auto& item : line["changes"].items()) {
        core::ChangeCounts& counts = last.counts[item.key()];
        const auto count = [&](const char* action) -> std::int64_t {
            const bool is_one = item.value().is_object() && item.value().contains(action);
            return is_one && item.value()[action].is_number_integer()
                       ? item.value()[action].get<std::int64_t>()
                       : -1;
        };
        counts.added = count("add");
        counts.updated = count("update");
        counts.removed = count("remove");
    }
    return last;
}

bool looks_last(std::string_view line) {
    return line.starts_with("{\"changes\":");
}

}  // namespace

struct ChangeSetReader::Impl {
    Impl(std::istream& source, std::string named)
        : in(source), name(std::move(named)), rows(name, findings) {}

    [[noreturn]] void refuse(const char* code, int line, const std::string& message,
                             const std::string& advice) const {
        core::Diagnostic finding;
        finding.code = code;
        finding.severity = core::Severity::error;
        finding.message = message;
        finding.advice = advice;
        finding.where = {name, line, 1};
        throw core::Error(core::Fault::rejected,
                          "the change set " + name + " was refused; nothing was written",
                          "save it again: mallctl diff PATH --save FILE", {finding});
    }

    [[noreturn]] void refuse_line(int line, const std::string& why) const {
        refuse("M073", line, "this is no change: " + why, "change sets are not edited by hand");
    }

    // The next line, of those before the last one; false at that.
    bool next_line(Lines& from, std::string_view& line) const {
        switch (from.next(line)) {
            case Lines::Found::line:
                return !looks_last(line);
            case Lines::Found::too_long:
                refuse_line(from.number(), "it is longer than 8 MiB");
            default:
                refuse("M074", from.number(), "the change set ends here, before its last line",
                       "it was cut off: copy it whole");
        }
    }

    void read_header(Lines& from, core::Sha256Stream& digest) {
        std::string_view line;
        try {
            if (!next_line(from, line)) throw LineFault("the first line is missing");
            header = parse_header(parse_line(line));
        } catch (const LineFault& fault) {
            refuse("M072", 1, fmt::format("this is no change set that can be read: {}", fault.what()),
                   "a newer mallctl may read it; or save it again");
        }
        digest.add(line);
        digest.add("\n");
    }

    // All of it, once, before anything of it is believed.
    void verify() {
        Lines from(in);
        core::Sha256Stream digest;
        read_header(from, digest);
        std::string_view line;
        while (next_line(from, line)) {
            digest.add(line);
            digest.add("\n");
        }
        std::optional<LastLine> found;
        try {
            found = parse_last_line(parse_line(line));
        } catch (const LineFault&) {
            found.reset();
        }
        if (!found || found->digest != digest.finish()) {
            refuse("M075", from.number(),
                   "the change set was altered after it was saved: its digest is another",
                   "change sets are not edited by hand");
        }
        last = *found;
        if (from.next(line) != Lines::Found::end)
            refuse("M075", from.number(), "something follows the last line of the change set", "");
    }

    void begin() {
        in.clear();
        in.seekg(0);
        lines.emplace(in);
        std::string_view first;
        next_line(*lines, first);
    }

    bool next(Change& change, catalog::Row& row) {
        std::string_view line;
        if (!next_line(*lines, line)) {
            end();
            return false;
        }
        try {
            const Json json = parse_line(line);
            change = parse_change(json);
            change.line = lines->number();
            if (change.action != Change::Action::remove) rows.read(change, json.at("after"), row);
        } catch (const LineFault& fault) {
            refuse_line(lines->number(), fault.what());
        }
        count(change);
        return true;
    }

    void count(const Change& change) {
        core::ChangeCounts& counts = counted[change.kind->name];
        if (change.action == Change::Action::add) ++counts.added;
        if (change.action == Change::Action::update) ++counts.updated;
        if (change.action == Change::Action::remove) ++counts.removed;
    }

    void end() const {
        if (counted == last.counts) return;
        refuse("M075", lines->number(), "the change set does not hold as many changes as were saved",
               "change sets are not edited by hand");
    }

    std::istream& in;
    std::string name;
    catalog::Findings findings;
    ChangeRows rows;
    ChangeSetHeader header;
    LastLine last;
    std::optional<Lines> lines;
    Counts counted;
};

ChangeSetReader::ChangeSetReader(std::istream& in, std::string name)
    : impl_(std::make_unique<Impl>(in, std::move(name))) {
    impl_->verify();
    impl_->begin();
}

ChangeSetReader::~ChangeSetReader() = default;

const ChangeSetHeader& ChangeSetReader::header() const {
    return impl_->header;
}

void ChangeSetReader::assume_currency(const std::string& currency) {
    impl_->rows.set_currency(currency);
}

bool ChangeSetReader::next(Change& change, catalog::Row& row) {
    return impl_->next(change, row);
}

core::Diagnostics ChangeSetReader::take_findings() {
    return impl_->findings.take();
}

}  // namespace mallctl::operations
