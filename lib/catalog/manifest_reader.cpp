#include "catalog/manifest_reader.hpp"

#include <deque>
#include <utility>

#include "catalog/reader/inputs.hpp"
#include "catalog/reader/key_hashes.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t most_suspects = 1000;

const Kind* kind_named(const std::string& name) {
    if (name.empty()) return nullptr;
    if (const Kind* kind = find_kind(name)) return kind;
    std::vector<std::string> names;
    for (const auto& known : kinds()) names.push_back(known.name);
    throw core::Error(core::Fault::usage, "unknown kind \"" + name + "\"", core::did_you_mean(name, names));
}

}  // namespace

class ManifestReader::Reading {
  public:
    Reading(const std::vector<std::filesystem::path>& inputs, std::istream& standard_input,
            ManifestOptions options)
        : options_(std::move(options)),
          kind_(kind_named(options_.kind)),
          standard_input_(standard_input),
          builder_(findings_, options_.on_rejected) {
        const auto listed = list_inputs(inputs, static_cast<bool>(options_.open_table));
        files_to_read_.assign(listed.begin(), listed.end());
        builder_.hand_refused_to([this](const Row& row, std::uint64_t unread) { take_refused(row, unread); });
    }

    void add(std::unique_ptr<RawRowSource> source) { sources_.push_back(std::move(source)); }

    const Row* mall() {
        if (began_) return has_mall_key_ ? &mall_row_ : nullptr;
        began_ = true;
        const Kind* first = nullptr;
        while (first == nullptr && open_next()) first = current_->first_kind();
        if (first != find_kind("mall")) return nullptr;
        const auto step = current_->next(mall_row_);
        has_mall_key_ = mall_row_.kind == first && has_key(mall_row_);
        if (step == RowInput::Step::good) {
            has_pending_mall_ = true;
        } else {
            ++rejected_;
        }
        if (has_mall_key_) take_settings(mall_row_);
        return has_mall_key_ ? &mall_row_ : nullptr;
    }

    void assume(MallSettings stored) {
        mall();
        settings_ = std::move(stored);
        if (!stated_.currency.empty()) settings_.currency = stated_.currency;
        if (!stated_.time_zone.empty()) settings_.time_zone = stated_.time_zone;
        use_settings();
    }

    bool next(Row& row) {
        mall();
        if (has_pending_mall_) {
            has_pending_mall_ = false;
            row = mall_row_;
            return accept(row);
        }
        if (std::exchange(has_refused_mall_, false) && has_mall_key_ && refused_)
            refused_(mall_row_, mall_unread_);
        while (true) {
            if (current_ == nullptr && !open_next()) return false;
            switch (current_->next(row)) {
                case RowInput::Step::end:
                    current_.reset();
                    break;
                case RowInput::Step::faulty:
                    ++rejected_;
                    break;
                case RowInput::Step::good:
                    if (accept(row)) return true;
                    break;
            }
        }
    }

    void hand_refused_to(ManifestReader::Refused refused) { refused_ = std::move(refused); }

    Findings& findings() { return findings_; }
    const MallSettings& settings() const { return settings_; }
    const std::vector<std::string>& files() const { return files_.names(); }
    std::size_t rows() const { return rows_; }
    std::size_t rejected() const { return rejected_; }
    const std::vector<SuspectedDuplicate>& suspects() const { return suspects_; }
    bool suspects_are_complete() const { return suspects_left_out_ == 0; }

  private:
    // The next file or source; false when there is none.
    bool open_next() {
        current_.reset();
        while (current_ == nullptr) {
            if (!files_to_read_.empty()) {
                const auto file = files_to_read_.front();
                files_to_read_.pop_front();
                current_ = open_input(
                    file, {standard_input_, kind_, options_.open_table, builder_, files_, findings_});
            } else if (!sources_.empty()) {
                current_ = std::make_unique<RawRows>(std::move(sources_.front()), builder_, files_);
                sources_.pop_front();
            } else {
                return false;
            }
        }
        return true;
    }

    static bool has_key(const Row& row) {
        return row.states(0) && std::holds_alternative<std::string>(row.values[0]);
    }

    // The mall's document is read before anybody asks for rows; another one is one too many.
    void take_refused(const Row& row, std::uint64_t unread) {
        if (row.kind->name != "mall") {
            if (refused_) refused_(row, unread);
        } else if (&row == &mall_row_) {
            has_refused_mall_ = true;
            mall_unread_ = unread;
        }
    }

    // A good row by itself; false where it is one too many.
    bool accept(const Row& row) {
        const auto kind = static_cast<std::size_t>(row.kind - kinds().data());
        const bool is_mall = row.kind->name == "mall";
        if (is_mall && !take_mall(row)) return false;
        if (!is_mall && hashes_.add(kind, row.key())) suspect(row);
        ++rows_;
        return true;
    }

    bool take_mall(const Row& row) {
        const core::SourcePosition where{files_.names()[row.file], static_cast<int>(row.line),
                                         static_cast<int>(row.column)};
        if (mall_key_.empty()) {
            mall_key_ = row.key();
            take_settings(row);
            return true;
        }
        ++rejected_;
        findings_.error("M004", where, "a second mall: the first is \"" + mall_key_ + "\"",
                        "apply one mall's directory at a time", "mall " + row.key());
        return false;
    }

    void suspect(const Row& row) {
        if (suspects_.size() < most_suspects) {
            suspects_.push_back({row.kind, row.key()});
        } else {
            ++suspects_left_out_;
        }
    }

    void take_settings(const Row& row) {
        const auto take = [&row](const char* name, std::string& setting) {
            const std::size_t field = field_index(*row.kind, name);
            const auto* text = std::get_if<std::string>(&row.values[field]);
            if (row.states(field) && text != nullptr) setting = *text;
        };
        take("currency", stated_.currency);
        take("time_zone", stated_.time_zone);
        take("currency", settings_.currency);
        take("time_zone", settings_.time_zone);
        use_settings();
    }

    void use_settings() {
        builder_.values().amounts.set_currency(settings_.currency);
        builder_.values().times.set_zone(settings_.time_zone);
    }

    ManifestOptions options_;
    const Kind* kind_;
    std::istream& standard_input_;
    Findings findings_;
    FileNames files_;
    RowBuilder builder_;
    std::deque<std::filesystem::path> files_to_read_;
    std::deque<std::unique_ptr<RawRowSource>> sources_;
    std::unique_ptr<RowInput> current_;
    bool began_ = false;
    Row mall_row_;  // the very first row, when it is the mall's
    bool has_mall_key_ = false;
    bool has_pending_mall_ = false;
    bool has_refused_mall_ = false;
    std::uint64_t mall_unread_ = 0;
    ManifestReader::Refused refused_;
    std::string mall_key_;
    MallSettings settings_;
    MallSettings stated_;  // by the mall document
    KeyHashes hashes_;
    std::vector<SuspectedDuplicate> suspects_;
    std::size_t suspects_left_out_ = 0;
    std::size_t rows_ = 0;
    std::size_t rejected_ = 0;
};

ManifestReader::ManifestReader(const std::vector<std::filesystem::path>& inputs, std::istream& standard_input,
                               ManifestOptions options)
    : reading_(std::make_unique<Reading>(inputs, standard_input, std::move(options))) {}

ManifestReader::~ManifestReader() = default;

void ManifestReader::add(std::unique_ptr<RawRowSource> source) {
    reading_->add(std::move(source));
}

Findings& ManifestReader::sink() {
    return reading_->findings();
}

const Row* ManifestReader::mall() {
    return reading_->mall();
}

void ManifestReader::assume(MallSettings stored) {
    reading_->assume(std::move(stored));
}

const MallSettings& ManifestReader::settings() const {
    return reading_->settings();
}

bool ManifestReader::next(Row& row) {
    return reading_->next(row);
}

void ManifestReader::hand_refused_to(Refused refused) {
    reading_->hand_refused_to(std::move(refused));
}

const std::vector<std::string>& ManifestReader::files() const {
    return reading_->files();
}

std::size_t ManifestReader::rows() const {
    return reading_->rows();
}

std::size_t ManifestReader::rejected() const {
    return reading_->rejected();
}

std::size_t ManifestReader::errors() const {
    return reading_->findings().errors();
}

core::Diagnostics ManifestReader::take_findings() {
    return reading_->findings().take();
}

const core::Diagnostics& ManifestReader::errors_of_no_row() const {
    return reading_->findings().errors_of_no_row();
}

const std::vector<SuspectedDuplicate>& ManifestReader::suspected_duplicates() const {
    return reading_->suspects();
}

bool ManifestReader::suspects_are_complete() const {
    return reading_->suspects_are_complete();
}

}  // namespace mallctl::catalog
