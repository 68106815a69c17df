// Makes rows of stated values, whatever they were read from, and says what is wrong with them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/manifest_reader.hpp"
#include "catalog/reader/value_reader.hpp"
#include "catalog/row.hpp"

namespace mallctl::catalog {

// What a CSV file states of one language of a name.
struct NamePart {
    std::string_view locale;  // key of core::Names
    StatedText text;
};

class RowBuilder {
  public:
    using Reject = std::function<void(const RejectedRow&)>;

    // `reject` may be empty.
    RowBuilder(Findings& findings, Reject reject);

    // Takes what is good of the rows that are refused; bit i of `unread`: field i is stated, and what is
    // wrong with its value has been told. It is then stated, and monostate.
    using Refused = std::function<void(const Row& row, std::uint64_t unread)>;
    void hand_refused_to(Refused refused) { refused_ = std::move(refused); }

    ValueReader& values() { return values_; }
    RowFaults& faults() { return faults_; }

    // Begins a row of `kind`: `row` then states nothing, and keeps its memory.
    void begin(Row& row, const Kind& kind, std::uint32_t file, Place place);

    // States a field. Each at most once a row; a shorthand states what it stands for.
    void state(Row& row, std::size_t field, StatedText text);
    void state(Row& row, std::size_t field, const RawValue& value);

    // States a name by its languages. `partial`: only these, else also that there are no others.
    void state_names(Row& row, std::size_t field, const std::vector<NamePart>& parts, bool partial);

    void state_was(Row& row, StatedText text);

    // Ends the row; true for a good one. A bad one is findings, and handed to `reject` if `fields`, which is
    // only called then, gives what it holds.
    using Fields = std::function<void(RejectedRow&)>;
    bool end(Row& row, const std::string& file, const Fields& fields);

    // Hands over what is not even a row; its finding has been made.
    void reject(RejectedRow row) const;
    bool wants_rejects() const { return static_cast<bool>(reject_); }

  private:
    void mark(Row& row, std::size_t field, Place place);
    void leave_unread(Row& row, std::size_t field, Place place);
    void check_blank(const Row& row, std::size_t field, Place place);
    void expand_point(Row& row, std::size_t field, Place place);
    void check_key(const Row& row);

    Findings& findings_;
    Reject reject_;
    Refused refused_;
    RowFaults faults_;
    ValueReader values_{faults_};
    std::string key_text_;  // of the row, as stated
    Place was_place_;
    std::uint64_t unread_ = 0;  // of the row
    bool is_unclear_ = false;   // which stored row it is about
};

}  // namespace mallctl::catalog
