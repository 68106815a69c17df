#include "importers/features/json_parser.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <bit>
#include <string>

#include "core/error.hpp"
#include "importers/features/json_fault.hpp"

namespace mallctl::importers::features {

struct JsonParser::Impl {
    simdjson::dom::parser parser;
    std::string padded;     // a part at the end of its text, with room behind it
    std::string rewritten;  // a part that simdjson does not take as it is

    // Memory in steps of two, for parts of all sizes.
    void reserve(std::size_t length) {
        if (length <= parser.capacity()) return;
        if (parser.allocate(std::bit_ceil(length)) != simdjson::SUCCESS) throw std::bad_alloc();
    }

    // The part itself where simdjson may read on behind it, else a copy.
    const char* with_room(const std::string& text, const Slice& slice) {
        if (text.size() - slice.end >= simdjson::SIMDJSON_PADDING) return text.data() + slice.begin;
        padded.assign(text, slice.begin, slice.end - slice.begin);
        padded.append(simdjson::SIMDJSON_PADDING, ' ');
        return padded.data();
    }

    bool parse(const char* text, std::size_t length, simdjson::dom::element& root) {
        reserve(length);
        return parser.parse(text, length, false).get(root) == simdjson::SUCCESS;
    }
};

JsonParser::JsonParser() : impl_(std::make_unique<Impl>()) {}
JsonParser::~JsonParser() = default;
JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;

Json JsonParser::parse(const SourceFile& file) {
    require_json(file);
    const bool marked = file.text.starts_with("\xEF\xBB\xBF");
    return parse(file, {marked ? 3U : 0U, static_cast<std::uint32_t>(file.text.size())});
}

Json JsonParser::parse(const SourceFile& file, const Slice& slice) {
    if (slice.suspicious) require_json(file, slice);
    simdjson::dom::element root;
    if (!impl_->parse(impl_->with_room(file.text, slice), slice.end - slice.begin, root)) {
        impl_->rewritten = rewritten(file, slice);
        const std::size_t length = impl_->rewritten.size();
        impl_->rewritten.append(simdjson::SIMDJSON_PADDING, ' ');
        if (!impl_->parse(impl_->rewritten.data(), length, root)) {
            throw core::Error(core::Fault::rejected, fmt::format("{} cannot be read as JSON", file.label),
                              "check it with a JSON linter");
        }
    }
    return {std::bit_cast<Json::Element>(root), nullptr};
}

}  // namespace mallctl::importers::features
