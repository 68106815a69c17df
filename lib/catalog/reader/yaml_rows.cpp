#include "catalog/reader/yaml_rows.hpp"

#include <algorithm>

#include "catalog/yaml_documents.hpp"
#include "core/utf8.hpp"

namespace mallctl::catalog {

YamlRows::YamlRows(std::unique_ptr<TextStream> stream, DocumentRows rows)
    : stream_(std::move(stream)), chunks_(*stream_), rows_(std::move(rows)) {}

bool YamlRows::next(RawRow& row) {
    while (true) {
        while (!waiting_.empty()) {
            RawValue value = std::move(waiting_.front());
            waiting_.pop_front();
            if (rows_.read(std::move(value), row)) return true;
        }
        if (!read_chunk()) return false;
    }
}

bool YamlRows::read_chunk() {
    YamlChunk chunk;
    if (!chunks_.next(chunk)) return false;
    if (!check(chunk)) return true;
    const auto take = [this](RawValue&& document) {
        if (document.shape == RawValue::Shape::null) return;
        if (document.shape != RawValue::Shape::list) {
            waiting_.push_back(std::move(document));
            return;
        }
        for (auto& item : document.items) waiting_.push_back(std::move(item));
    };
    try {
        read_yaml_documents(chunk.text, take, chunk.line);
    } catch (const YamlFault& fault) {
        rows_.report("M006", {fault.line, fault.column}, "not YAML as it is used here: " + fault.message, {},
                     chunk.text);
    }
    return true;
}

bool YamlRows::check(const YamlChunk& chunk) {
    if (chunk.fault == YamlChunk::Fault::long_line) {
        rows_.report("M009", {chunk.fault_line, 1}, "a line has at most 1 MiB", {}, chunk.text);
        return false;
    }
    if (chunk.fault == YamlChunk::Fault::long_document) {
        rows_.report("M009", {chunk.fault_line, 1}, "a YAML document has at most 1 MiB",
                     "write each row as a document of its own, with --- between", chunk.text);
        return false;
    }
    const Place begin{chunk.line, 1};
    const auto invalid = core::find_invalid_utf8(chunk.text);
    if (invalid != std::string_view::npos) {
        rows_.report("M008", advance(begin, chunk.text.substr(0, invalid)), "this is not UTF-8",
                     "save the file as UTF-8", {});
        return false;
    }
    // yaml-cpp takes U+0004 for the end of the source, and would leave out what follows it.
    const auto control = std::find_if(chunk.text.begin(), chunk.text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    });
    if (control != chunk.text.end()) {
        const auto at = static_cast<std::size_t>(control - chunk.text.begin());
        rows_.report("M006", advance(begin, chunk.text.substr(0, at)),
                     "not YAML: a control character cannot stand in it", "write it as \"\\u0001\"",
                     chunk.text);
        return false;
    }
    return true;
}

}  // namespace mallctl::catalog
