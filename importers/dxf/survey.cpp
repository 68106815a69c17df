#include "importers/dxf/survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/error.hpp"
#include "importers/dxf/tags.hpp"

namespace mallctl::importers::dxf {

namespace {

// One insert of a block, as an array of `copies`.
struct Insert {
    std::string block;
    std::int64_t copies = 1;
};

struct Contents {
    std::int64_t entities = 0;
    std::vector<Insert> inserts;
};

std::int64_t capped(std::int64_t value) {
    return std::min(value, max_entities + 1);
}

// Reads tag by tag and keeps only what Survey and the block graph need.
class Surveyor {
  public:
    Surveyor(std::string_view text, std::string file) : tags_(text, file), file_(std::move(file)) {}

    Survey run() {
        Tag tag;
        while (tags_.next(tag)) {
            if (tag.code == 0) {
                finish_entity();
                if (tag.value == "EOF") return finish();
                start(tag.value);
            } else if (expects_section_name_ && tag.code == 2) {
                section_ = tag.value;
                expects_section_name_ = false;
            } else if (section_ == "HEADER") {
                header(tag);
            } else {
                entity(tag);
            }
        }
        throw core::Error(
            core::Fault::rejected,
            fmt::format("{}: the drawing is cut short: it ends at line {} without EOF", file_, tags_.line()),
            "copy the file again, or save it again as DXF from the CAD program");
    }

  private:
    void start(std::string_view type) {
        if (type == "SECTION") {
            expects_section_name_ = true;
        } else if (type == "ENDSEC") {
            section_ = {};
        } else {
            type_ = type;
        }
    }

    void header(const Tag& tag) {
        if (tag.code == 9) {
            variable_ = tag.value;
        } else if (variable_ == "$ACADVER" && tag.code == 1) {
            survey_.version = tag.value;
        } else if (variable_ == "$INSUNITS" && tag.code == 70) {
            survey_.insunits = to_int(tag.value);
        }
    }

    void entity(const Tag& tag) {
        if (tag.code == 2 && name_.empty()) name_ = tag.value;
        if (tag.code == 8) layer_ = tag.value;
        if (tag.code == 62) color_ = to_int(tag.value);
        if (tag.code == 67) paper_space_ = to_int(tag.value) == 1;
        if (tag.code == 70) flags_ = to_int(tag.value);
        if (tag.code == 71) rows_ = to_int(tag.value);
    }

    // The entity whose tags ended.
    void finish_entity() {
        if (section_ == "TABLES" && type_ == "LAYER") {
            const bool frozen = (flags_ & 1) != 0;
            if (frozen || color_ < 0) survey_.hidden_layers.emplace(name_);
        } else if (section_ == "BLOCKS" && type_ == "BLOCK") {
            block_ = name_;
            blocks_[block_];
        } else if (section_ == "BLOCKS" && type_ != "ENDBLK" && !type_.empty()) {
            count_into(blocks_[block_]);
        } else if (section_ == "ENTITIES" && !type_.empty() && !paper_space_) {
            count_into(model_);
            if (type_ != "VERTEX" && type_ != "SEQEND" && type_ != "ATTRIB") {
                ++survey_.by_layer_and_type[{std::string(layer_), std::string(type_)}];
            }
        }
        type_ = name_ = layer_ = {};
        color_ = flags_ = rows_ = 0;
        paper_space_ = false;
    }

    void count_into(Contents& contents) {
        ++contents.entities;
        if (type_ == "INSERT") {
            const std::int64_t columns = std::max(1, flags_);
            contents.inserts.push_back({std::string(name_), capped(columns * std::max(1, rows_))});
        }
    }

    // Entities of a block with its inserts replaced; a block inside itself counts nothing, as GDAL skips it
    // too.
    std::int64_t expanded(const Contents& contents, int depth) {
        std::int64_t total = contents.entities;
        for (const Insert& insert : contents.inserts) {
            total = capped(total + capped(insert.copies * expanded_block(insert.block, depth + 1)));
        }
        return total;
    }

    std::int64_t expanded_block(const std::string& name, int depth) {
        constexpr int max_depth = 100;
        if (const auto known = sizes_.find(name); known != sizes_.end()) return known->second;
        const auto block = blocks_.find(name);
        if (block == blocks_.end()) {
            survey_.missing_blocks.insert(name);
            return 0;
        }
        if (depth > max_depth || !open_.insert(name).second) {
            survey_.circular_blocks.insert(name);
            return 0;
        }
        const std::int64_t size = expanded(block->second, depth);
        open_.erase(name);
        return sizes_[name] = size;
    }

    Survey finish() {
        survey_.metres_per_unit = metres_of_insunits(survey_.insunits);
        survey_.expanded_entities = expanded(model_, 0);
        return std::move(survey_);
    }

    TagReader tags_;
    std::string file_;
    Survey survey_;
    std::string_view section_;
    std::string_view variable_;
    bool expects_section_name_ = false;
    // The entity being read.
    std::string_view type_;
    std::string_view name_;
    std::string_view layer_;
    int color_ = 0;
    int flags_ = 0;
    int rows_ = 0;
    bool paper_space_ = false;
    std::string block_;
    Contents model_;
    std::map<std::string, Contents> blocks_;
    std::map<std::string, std::int64_t> sizes_;
    std::set<std::string> open_;
};

}  // namespace

std::optional<double> metres_of_insunits(int code) {
    // In the order of the codes; 0 = unitless.
    constexpr std::array<double, 25> metres = {0,
                                               0.0254,
                                               0.3048,
                                               1609.344,
                                               0.001,
                                               0.01,
                                               1,
                                               1000,
                                               2.54e-8,
                                               2.54e-5,
                                               0.9144,
                                               1e-10,
                                               1e-9,
                                               1e-6,
                                               0.1,
                                               10,
                                               100,
                                               1e9,
                                               149597870700.0,
                                               9.4607304725808e15,
                                               3.0856775814913673e16,
                                               1200.0 / 3937,
                                               100.0 / 3937,
                                               3600.0 / 3937,
                                               6336000.0 / 3937};
    if (code <= 0 || code >= static_cast<int>(metres.size())) return std::nullopt;
    return metres.at(static_cast<std::size_t>(code));
}

Survey survey(std::string_view text, const std::string& file) {
    return Surveyor(text, file).run();
}

}  // namespace mallctl::importers::dxf
