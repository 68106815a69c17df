#include "operations/refused_rows.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/error.hpp"
#include "core/names.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

namespace {

constexpr std::size_t most_keys = 100'000;

[[noreturn]] void fail(const std::filesystem::path& file) {
    throw core::Error(core::Fault::failed, "cannot write " + file.string(),
                      "name a file in a directory that you may write to");
}

std::filesystem::path with_more_reasons(std::filesystem::path spool) {
    return spool += ".2";
}

// RFC 4180.
std::string cell(const std::string& text) {
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       text.find_first_not_of(" \t") == 0 && text.find_last_not_of(" \t") + 1 == text.size();
    if (plain || text.empty()) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

void append_reasons(std::string& to, const core::Diagnostics& reasons) {
    for (const auto& reason : reasons) {
        to += (to.empty() ? "" : "; ") + reason.message;
        if (!reason.advice.empty()) to += " (" + reason.advice + ")";
    }
}

Json to_json(const catalog::RejectedRow& row) {
    Json json = Json::object();
    if (!row.kind.empty()) json["kind"] = row.kind;
    for (const auto& [heading, value] : row.fields) json[heading] = value;
    if (!row.text.empty()) json["reject_text"] = row.text;
    const core::Diagnostic* first = row.reasons.empty() ? nullptr : &row.reasons.front();
    const core::SourcePosition& where = first != nullptr && first->where.line > 0 ? first->where : row.where;
    json["reject_file"] = where.file;
    json["reject_line"] = where.line;
    json["reject_column"] = where.column;
    json["reject_code"] = first == nullptr ? "" : first->code;
    std::string reasons;
    append_reasons(reasons, row.reasons);
    json["reject_reason"] = reasons;
    return json;
}

// Of the field of that name, as readers take it: without blanks around it.
std::string text_of(const catalog::RejectedRow& row, const std::string& name) {
    for (const auto& [heading, value] : row.fields) {
        if (heading != name) continue;
        const auto begin = value.find_first_not_of(" \t\r\n");
        if (begin == std::string::npos) return {};
        return value.substr(begin, value.find_last_not_of(" \t\r\n") + 1 - begin);
    }
    return {};
}

}  // namespace

RefusedRows::RefusedRows(std::filesystem::path file, bool dry_run)
    : file_(std::move(file)), dry_run_(dry_run) {}

RefusedRows::~RefusedRows() {
    std::error_code ignored;
    for (const auto& file : {spool_, ready_}) {
        if (!file.empty()) std::filesystem::remove(file, ignored);
    }
    if (!more_reasons_.empty()) std::filesystem::remove(with_more_reasons(spool_), ignored);
}

void RefusedRows::add(const catalog::RejectedRow& row) {
    ++count_;
    const std::string key = text_of(row, "slug");
    const std::string was = text_of(row, "was");
    const bool has_key = !row.kind.empty() && core::is_slug(key) && keys_.size() < most_keys;
    if (has_key) keys_.emplace_back(row.kind, key);
    // A unit is not deleted by what files state no more.
    if (row.kind != "unit" && (!has_key || !(was.empty() || core::is_slug(was)))) ++unknown_;
    if (!has_file() || dry_run_) return;
    if (spool_.empty()) {
        spool_ = file_;
        spool_ += "." + std::to_string(getpid()) + ".part";
        out_.open(spool_, std::ios::binary | std::ios::trunc);
    }
    std::vector<std::string> heading;
    for (const auto& field : row.fields) heading.push_back(field.first);
    std::sort(heading.begin(), heading.end());
    if (count_ == 1) heading_ = heading;
    one_heading_ = one_heading_ && heading == heading_ && row.text.empty();
    kinds_.insert(row.kind);
    out_ << to_text(to_json(row)) << '\n';
    if (!out_) fail(spool_);
}

void RefusedRows::add_reasons(std::int64_t n, const core::Diagnostics& reasons) {
    if (dry_run_) return;
    core::Diagnostics& more = more_reasons_[n];
    more.insert(more.end(), reasons.begin(), reasons.end());
}

// The temporary file once more, with what was found after its rows were written.
void RefusedRows::write_more_reasons() {
    if (more_reasons_.empty()) return;
    const std::filesystem::path fresh = with_more_reasons(spool_);
    std::ifstream rows(spool_, std::ios::binary);
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    std::string line;
    for (std::int64_t n = 1; std::getline(rows, line); ++n) {
        if (const auto more = more_reasons_.find(n); more != more_reasons_.end()) {
            Json json = Json::parse(line);
            append_reasons(json["reject_reason"].get_ref<std::string&>(), more->second);
            line = to_text(json);
        }
        out << line << '\n';
    }
    if (!out.flush()) fail(fresh);
    std::error_code failed;
    std::filesystem::rename(fresh, spool_, failed);
    if (failed) fail(spool_);
}

void RefusedRows::write_csv(const std::filesystem::path& to) {
    std::ifstream rows(spool_, std::ios::binary);
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    std::string line;
    std::vector<std::string> names;
    while (std::getline(rows, line)) {
        const Json json = Json::parse(line);
        if (names.empty()) {
            for (const auto& [name, value] : json.items()) {
                if (name == "kind") continue;
                out << (names.empty() ? "" : ",") << cell(name);
                names.push_back(name);
            }
            out << '\n';
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Json& value = json.at(names[i]);
            out << (i == 0 ? "" : ",") << cell(value.is_string() ? value.get<std::string>() : value.dump());
        }
        out << '\n';
    }
    if (!out.flush()) fail(to);
}

void RefusedRows::prepare() {
    if (!has_file() || dry_run_ || count_ == 0) return;
    out_.close();
    if (!out_) fail(spool_);
    write_more_reasons();
    target_ = file_;
    ready_ = spool_;
    if (file_.extension() == ".csv") {
        if (kinds_.size() == 1 && one_heading_) {
            ready_ += ".csv";
            write_csv(ready_);
        } else {
            target_ += ".jsonl";
        }
    }
    std::error_code ignored;
    if (std::filesystem::is_directory(target_, ignored)) fail(target_);
}

std::filesystem::path RefusedRows::finish() {
    if (!has_file() || dry_run_) return {};
    std::error_code failed;
    if (count_ == 0) {
        if (std::filesystem::is_regular_file(file_, failed)) std::filesystem::remove(file_, failed);
        return {};
    }
    std::filesystem::rename(ready_, target_, failed);
    const std::filesystem::path kept = std::exchange(ready_, {});
    if (kept == spool_) spool_.clear();
    if (!failed) return target_;
    throw core::Error(
        core::Fault::failed,
        "the good rows are written, and those that were left out cannot be named " + target_.string(),
        "they are in " + kept.string());
}

}  // namespace mallctl::operations
