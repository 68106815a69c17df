// A YAML stream as raw rows: each document is one row (a map with `kind:`) or a list of rows.
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "catalog/reader/document_rows.hpp"
#include "catalog/reader/yaml_chunks.hpp"
#include "catalog/row_source.hpp"

namespace mallctl::catalog {

class YamlRows : public RawRowSource {
  public:
    YamlRows(std::unique_ptr<TextStream> stream, DocumentRows rows);

    // A document with a fault of syntax (M006), encoding (M008) or size (M009) is left out as a whole.
    bool next(RawRow& row) override;

  private:
    bool read_chunk();
    bool check(const YamlChunk& chunk);

    std::unique_ptr<TextStream> stream_;
    YamlChunks chunks_;
    DocumentRows rows_;
    std::deque<RawValue> waiting_;
};

}  // namespace mallctl::catalog
