// What is wrong with a text that is not JSON, told with its place: the slow and careful second look.
#pragma once

#include "core/error.hpp"
#include "importers/features/json_parser.hpp"

namespace mallctl::importers::features {

// Throws core::Error(rejected), naming file, line and column, for a part of a text that is not JSON (RFC
// 8259), is nested beyond max_json_depth, or has a NUL in one of its texts; returns when it is sound.
void require_json(const SourceFile& file, const Slice& slice);
void require_json(const SourceFile& file);

// The same value, written so that simdjson takes it: integers beyond 64 bits are reals. Throws as above.
std::string rewritten(const SourceFile& file, const Slice& slice);

// The error for a text that is nested too deeply.
core::Error nested_too_deep(const SourceFile& file);

}  // namespace mallctl::importers::features
