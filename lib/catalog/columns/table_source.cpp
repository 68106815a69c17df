#include "catalog/columns/table_source.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "catalog/columns/same_key.hpp"
#include "catalog/source_text.hpp"

namespace mallctl::catalog::columns {

namespace {

constexpr std::size_t most_aside = 10'000;

std::uint64_t hash_of(const std::string& key) {
    return std::hash<std::string>{}(key);
}

}  // namespace

TableSource::TableSource(const std::filesystem::path& file, const ColumnMapping& mapping, Findings& findings)
    : name_(file.string()), mapping_(mapping), findings_(findings), file_(file) {
    if (!open()->is_utf16()) return;
    findings.error("M008", {name_, 1, 1}, "this is UTF-16", "save the file as UTF-8");
    readable_ = false;
}

TableSource::TableSource(std::istream& in, const std::string& name, const ColumnMapping& mapping,
                         Findings& findings)
    : name_(name), mapping_(mapping), findings_(findings) {
    auto text = read_source(in, name, findings);
    readable_ = text.has_value();
    if (text) held_.str(std::move(*text));
}

std::unique_ptr<TextStream> TableSource::open() {
    if (!file_.empty()) return std::make_unique<TextStream>(file_);
    held_.clear();
    held_.seekg(0);
    return std::make_unique<TextStream>(held_);
}

void TableSource::begin() {
    began_ = true;
    if (!readable_) return;
    find_shared_keys();
    records_.emplace(open(), name_, findings_);
    if (!records_->next(record_)) {
        findings_.error("M010", {name_, 1, 1}, "the table is empty", "its first row names the columns");
        return;
    }
    maker_.emplace(mapping_, record_, name_, findings_);
    if (!maker_->ready()) maker_.reset();
}

void TableSource::find_shared_keys() {
    Findings unused;  // the second reading reports
    TableRecords records(open(), name_, unused);
    std::vector<TableCell> record;
    if (!records.next(record)) return;
    const RowMaker maker(mapping_, record, name_, unused);
    std::vector<std::uint64_t> hashes;
    while (maker.ready() && records.next(record)) {
        if (!maker.skips(record)) hashes.push_back(hash_of(maker.key(record)));
    }
    std::sort(hashes.begin(), hashes.end());
    for (std::size_t i = 1; i < hashes.size(); ++i) {
        if (hashes[i] == hashes[i - 1] && (shared_.empty() || shared_.back() != hashes[i]))
            shared_.push_back(hashes[i]);
    }
}

bool TableSource::shares_key(const std::string& key) const {
    return !key.empty() && std::binary_search(shared_.begin(), shared_.end(), hash_of(key));
}

void TableSource::set_aside(RawRow row) {
    if (aside_.size() < most_aside) {
        aside_.push_back(std::move(row));
        return;
    }
    findings_.error("M009", row.where, "more than 10000 rows share their key with another",
                    "let the mapping make the key of more columns");
}

bool TableSource::next(RawRow& row) {
    if (!began_) begin();
    while (maker_ && records_->next(record_)) {
        if (maker_->skips(record_)) {
            ++skipped_;
            continue;
        }
        RawRow made = maker_->row(record_);
        if (!shares_key(made.fields.front().value.text)) {
            row = std::move(made);
            return true;
        }
        set_aside(std::move(made));
    }
    if (!std::exchange(settled_, true))
        aside_ = settle_same_keys(std::move(aside_), *mapping_.kind, findings_);
    if (next_aside_ == aside_.size()) return false;
    row = std::move(aside_[next_aside_++]);
    return true;
}

}  // namespace mallctl::catalog::columns
