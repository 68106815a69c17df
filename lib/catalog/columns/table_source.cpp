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
    : name_(file.string()),
      mapping_(mapping),
      findings_(findings),
      text_(read_source(file, file.string(), findings)) {}

TableSource::TableSource(std::istream& in, const std::string& name, const ColumnMapping& mapping,
                         Findings& findings)
    : name_(name), mapping_(mapping), findings_(findings), text_(read_source(in, name, findings)) {}

void TableSource::begin() {
    began_ = true;
    if (!text_) return;
    records_.emplace(*text_, name_, findings_);
    if (!records_->next(record_)) {
        findings_.error("M010", {name_, 1, 1}, "the table is empty", "its first row names the columns");
        return;
    }
    maker_.emplace(mapping_, record_, name_, findings_);
    if (maker_->ready())
        find_shared_keys();
    else
        maker_.reset();
}

void TableSource::find_shared_keys() {
    Findings unused;  // the second reading reports
    TableRecords records(*text_, name_, unused);
    std::vector<TableCell> record;
    std::vector<std::uint64_t> hashes;
    for (records.next(record); records.next(record);) {
        if (!maker_->skips(record)) hashes.push_back(hash_of(maker_->key(record)));
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
