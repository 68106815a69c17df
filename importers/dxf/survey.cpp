#include "importers/dxf/survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/error.hpp"
#include "importers/drawing/text.hpp"
#include "importers/dxf/geodata.hpp"
#include "importers/dxf/tags.hpp"

namespace mallctl::importers::dxf {

namespace {

// One insert of a block, as an array of `copies`.
struct Insert {
    std::string block;
    std::int64_t copies = 1;
};

struct Amount {
    std::int64_t entities = 0;
    std::int64_t points = 0;
};

struct Contents {
    Amount own;
    std::vector<Insert> inserts;
};

// Far above every limit, and far below an overflow.
constexpr std::int64_t plenty = std::int64_t{1} << 40;

void add(Amount& sum, const Amount& part, std::int64_t copies) {
    const auto times = [copies](std::int64_t n) { return n > plenty / copies ? plenty : n * copies; };
    sum.entities = std::min(plenty, sum.entities + times(part.entities));
    sum.points = std::min(plenty, sum.points + times(part.points));
}

// How many points GDAL may make of one tag: a full circle at 4 degrees a step for what curves, 8 for each
// control point of a spline. Text counts by its length.
std::int64_t points_of(std::string_view type, const Tag& tag) {
    constexpr std::int64_t circle = 91;
    constexpr int bulge = 42;
    constexpr int radius = 40;
    if (tag.code == 10) return type == "SPLINE" ? 8 : 1;
    if (tag.code == bulge && (type == "LWPOLYLINE" || type == "VERTEX" || type == "HATCH")) return circle;
    if (tag.code == radius && (type == "CIRCLE" || type == "ARC" || type == "ELLIPSE" || type == "HATCH"))
        return circle;
    if (tag.code == 1 || tag.code == 3) return static_cast<std::int64_t>(tag.value.size() / 16);
    return 0;
}

// Reads tag by tag and keeps only what Survey and the block graph need.
class Surveyor {
  public:
    Surveyor(std::string_view text, std::string file) : tags_(text, file), file_(std::move(file)) {}

    drawing::Survey run() {
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
        if (type_ == "GEODATA") geodata_.take(tag);
        if (tag.code == 2 && name_.empty()) name_ = tag.value;
        if (tag.code == 5 && handle_.empty()) handle_ = tag.value;
        if (tag.code == 10) insert_.at.x = to_number(tag.value);
        if (tag.code == 20) insert_.at.y = to_number(tag.value);
        if (tag.code == 30 || tag.code == 31 || tag.code == 38) is_elevated_ |= to_number(tag.value) != 0;
        if (tag.code == 41) insert_.x_scale = to_number(tag.value);
        if (tag.code == 42) insert_.y_scale = to_number(tag.value);
        if (tag.code == 8) layer_ = tag.value;
        if (tag.code == 62) color_ = to_int(tag.value);
        if (tag.code == 67) paper_space_ = to_int(tag.value) == 1;
        if (tag.code == 70) flags_ = to_int(tag.value);
        if (tag.code == 71) rows_ = to_int(tag.value);
        points_ += points_of(type_, tag);
    }

    // The entity whose tags ended.
    void finish_entity() {
        if (section_ == "TABLES" && type_ == "LAYER") {
            const bool frozen = (flags_ & 1) != 0;
            if (frozen || color_ < 0) survey_.hidden_layers.insert(drawing::decode_text(name_));
        } else if (section_ == "BLOCKS" && type_ == "BLOCK") {
            block_ = name_;
            blocks_[block_];
        } else if (section_ == "BLOCKS" && type_ != "ENDBLK" && !type_.empty()) {
            count_into(blocks_[block_]);
        } else if (section_ == "ENTITIES" && !type_.empty()) {
            count_into(drawn_);
            if (type_ != "VERTEX" && type_ != "SEQEND" && type_ != "ATTRIB") count_drawn();
        } else if (section_ == "OBJECTS" && type_ == "GEODATA" && !survey_.georeference) {
            survey_.georeference = geodata_.reference();
        }
        type_ = name_ = layer_ = handle_ = {};
        insert_ = {};
        is_elevated_ = false;
        color_ = flags_ = rows_ = 0;
        points_ = 0;
        paper_space_ = false;
    }

    // An entity that is drawn by itself.
    void count_drawn() {
        const std::string layer = drawing::decode_text(layer_);
        if (paper_space_) {
            ++survey_.paper_space[layer];
            return;
        }
        ++survey_.by_layer_and_type[{layer, drawing::decode_text(type_)}];
        if (is_elevated_) ++survey_.elevated[layer];
        if (handle_.empty()) return;
        if (!handles_.insert(handle_).second) {
            survey_.repeated_handles.insert(drawing::decode_text(handle_));
        } else if (type_ == "INSERT") {
            insert_.block = drawing::decode_text(name_);
            survey_.inserts.emplace(drawing::decode_text(handle_), insert_);
        }
    }

    void count_into(Contents& contents) {
        add(contents.own, {1, points_}, 1);
        if (type_ == "INSERT") {
            const std::int64_t columns = std::max(1, flags_);
            contents.inserts.push_back({std::string(name_), columns * std::max(1, rows_)});
        } else if (type_ == "DIMENSION" && !name_.empty()) {
            contents.inserts.push_back({std::string(name_), 1});
        }
    }

    // What is drawn once inserts are replaced by their blocks; a block inside itself counts nothing, as GDAL
    // skips it too.
    Amount expanded(const Contents& contents) {
        Amount total = contents.own;
        for (const Insert& insert : contents.inserts) add(total, expanded_block(insert.block), insert.copies);
        return total;
    }

    Amount expanded_block(const std::string& name) {
        constexpr std::size_t max_depth = 64;
        if (const auto known = sizes_.find(name); known != sizes_.end()) return known->second;
        const auto block = blocks_.find(name);
        if (block == blocks_.end()) {
            survey_.missing_blocks.insert(drawing::decode_text(name));
            return {};
        }
        if (open_.size() >= max_depth) {
            throw core::Error(core::Fault::rejected,
                              fmt::format("{}: blocks are nested deeper than {} at '{}'", file_, max_depth,
                                          drawing::decode_text(name)),
                              "explode the innermost blocks");
        }
        if (!open_.insert(name).second) {
            survey_.circular_blocks.insert(drawing::decode_text(name));
            return {};
        }
        const Amount size = expanded(block->second);
        open_.erase(name);
        return sizes_[name] = size;
    }

    drawing::Survey finish() {
        survey_.metres_per_unit = drawing::metres_of_insunits(survey_.insunits);
        const Amount amount = expanded(drawn_);
        survey_.entities = amount.entities;
        survey_.points = amount.points;
        return std::move(survey_);
    }

    TagReader tags_;
    std::string file_;
    drawing::Survey survey_;
    std::string_view section_;
    std::string_view variable_;
    bool expects_section_name_ = false;
    // The entity being read.
    std::string_view type_;
    std::string_view name_;
    std::string_view layer_;
    std::string_view handle_;
    drawing::Insert insert_;
    bool is_elevated_ = false;
    Geodata geodata_;
    std::set<std::string_view> handles_;
    int color_ = 0;
    int flags_ = 0;
    int rows_ = 0;
    std::int64_t points_ = 0;
    bool paper_space_ = false;
    std::string block_;
    Contents drawn_;
    std::map<std::string, Contents> blocks_;
    std::map<std::string, Amount> sizes_;
    std::set<std::string> open_;
};

}  // namespace

drawing::Survey survey(std::string_view text, const std::string& file) {
    return Surveyor(text, file).run();
}

}  // namespace mallctl::importers::dxf
