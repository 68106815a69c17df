#include "exporters/manifest/mall_manifest.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include "db/catalog_reader.hpp"
#include "db/mall_repository.hpp"
#include "db/plan_repository.hpp"
#include "exporters/manifest/csv.hpp"
#include "exporters/manifest/yaml.hpp"
#include "operations/find_mall.hpp"
#include "operations/plan_listing.hpp"

namespace mallctl::exporters {

namespace {

using catalog::Field;
using catalog::FieldValue;
using catalog::Kind;
using Values = std::vector<FieldValue>;

// The rows of one kind, one after the other.
class Rows {
  public:
    virtual ~Rows() = default;
    virtual bool next(Values& values) = 0;
    virtual std::vector<std::set<std::string>> languages() = 0;

    std::vector<Field> fields;
};

class StoredRows : public Rows {
  public:
    StoredRows(db::Transaction& transaction, const Kind& kind, const std::string& mall)
        : transaction_(transaction), kind_(kind) {
        if (kind.name == "mall") query_.where.push_back({"slug", db::Comparison::equal, mall});
        reader_.emplace(transaction, kind, query_);
        fields = reader_->fields();
    }

    bool next(Values& values) override {
        if (!reader_->next(row_)) return false;
        values.swap(row_.values);
        return true;
    }

    std::vector<std::set<std::string>> languages() override {
        return db::read_languages(transaction_, kind_, query_);
    }

  private:
    db::Transaction& transaction_;
    const Kind& kind_;
    db::RowQuery query_;
    std::optional<db::CatalogReader> reader_;
    db::StoredRow row_;
};

// The units that a person has edited, by the name under which another mall with this plan knows them too: the
// number of the source may belong to another unit by now, so one whose number is edited goes by its UUID.
class EditedUnits : public Rows {
  public:
    EditedUnits(db::Transaction& transaction, const Kind& kind) {
        const auto plan = db::PlanRepository(transaction).current();
        const auto listed = operations::plan_rows(kind.name, plan.value_or(plan::Plan{}));
        std::vector<std::size_t> kept;
        const std::size_t edited = index_of(listed, "edited");
        for (const auto& field : kind.fields) {
            fields.push_back(field);
            kept.push_back(index_of(listed, field.name));
        }
        for (const auto& row : listed.rows) {
            const auto* edits = std::get_if<std::vector<std::string>>(&row[edited]);
            if (edits == nullptr) continue;
            auto& values = rows_.emplace_back();
            for (const auto index : kept) values.push_back(row[index]);
            if (std::find(edits->begin(), edits->end(), "ref") != edits->end()) values.front() = row.back();
        }
        std::sort(rows_.begin(), rows_.end(), [](const Values& a, const Values& b) {
            return std::get<std::string>(a.front()) < std::get<std::string>(b.front());
        });
    }

    bool next(Values& values) override {
        if (at_ == rows_.size()) return false;
        values = rows_[at_++];
        return true;
    }

    std::vector<std::set<std::string>> languages() override {
        std::vector<std::set<std::string>> languages(fields.size());
        for (const auto& row : rows_) {
            for (std::size_t i = 0; i < row.size(); ++i) catalog::add_languages(languages[i], row[i]);
        }
        return languages;
    }

  private:
    static std::size_t index_of(const operations::PlanRows& listed, const std::string& name) {
        const auto it = std::find_if(listed.fields.begin(), listed.fields.end(),
                                     [&](const Field& field) { return field.name == name; });
        return static_cast<std::size_t>(it - listed.fields.begin());
    }

    std::vector<Values> rows_;
    std::size_t at_ = 0;
};

bool is_yaml(const std::string& kind, ManifestFormat format) {
    if (format != ManifestFormat::as_suits) return format == ManifestFormat::yaml || kind == "mall";
    static const std::set<std::string> written_by_hand = {"mall",    "location", "offer", "parking_zone",
                                                          "closure", "synonym",  "pin",   "exclusion"};
    return written_by_hand.count(kind) > 0;
}

class Manifest {
  public:
    Manifest(db::Session& session, const std::string& slug)
        : mall_(operations::find_mall(session, slug)),
          transaction_(session, mall_.id, db::Transaction::Mode::read) {
        // Again inside the transaction, so that amounts and times are of the currency and zone that the rows
        // are of.
        if (auto fresh = db::MallRepository(transaction_).find(slug)) mall_ = std::move(*fresh);
        style_ = {mall_.currency, mall_.time_zone};
    }

    // Calls `write` for each kind that has rows, with them and the first of them.
    template <class Write>
    void each_kind(const Write& write) {
        for (const Kind& kind : catalog::kinds()) {
            const auto rows = rows_of(kind);
            if (Values first; rows->next(first)) write(kind, *rows, std::move(first));
        }
    }

    std::int64_t write_csv(Rows& rows, Values row, std::ostream& out) const {
        const ManifestCsv csv(rows.fields, rows.languages(), style_);
        out << csv.header();
        std::int64_t count = 0;
        do {
            out << csv.line(row);
            ++count;
        } while (rows.next(row));
        return count;
    }

    std::int64_t write_yaml(const Kind& kind, Rows& rows, Values row, bool first, std::ostream& out) const {
        std::int64_t count = 0;
        do {
            if (!first || count > 0) out << "---\n";
            out << yaml_document(kind.name, rows.fields, row, style_, EmptyFields::stated);
            ++count;
        } while (rows.next(row));
        return count;
    }

  private:
    std::unique_ptr<Rows> rows_of(const Kind& kind) {
        if (kind.name == "unit") return std::make_unique<EditedUnits>(transaction_, kind);
        return std::make_unique<StoredRows>(transaction_, kind, mall_.slug);
    }

    catalog::Mall mall_;
    db::Transaction transaction_;
    catalog::ValueStyle style_;
};

}  // namespace

std::string manifest_file_name(const std::string& kind, ManifestFormat format) {
    const std::string stem = kind == "mall" ? kind : catalog::find_kind(kind)->plural;
    return stem + (is_yaml(kind, format) ? ".yaml" : ".csv");
}

ManifestCounts write_mall_manifest(db::Session& session, const std::string& mall, ManifestFormat format,
                                   const ManifestSink& sink) {
    Manifest manifest(session, mall);
    ManifestCounts counts;
    manifest.each_kind([&](const Kind& kind, Rows& rows, Values first) {
        sink(manifest_file_name(kind.name, format), [&](std::ostream& out) {
            counts.rows += is_yaml(kind.name, format)
                               ? manifest.write_yaml(kind, rows, std::move(first), true, out)
                               : manifest.write_csv(rows, std::move(first), out);
        });
        ++counts.files;
    });
    return counts;
}

ManifestCounts write_mall_manifest(db::Session& session, const std::string& mall, std::ostream& out) {
    Manifest manifest(session, mall);
    ManifestCounts counts;
    manifest.each_kind([&](const Kind& kind, Rows& rows, Values first) {
        counts.rows += manifest.write_yaml(kind, rows, std::move(first), counts.rows == 0, out);
    });
    return counts;
}

}  // namespace mallctl::exporters
