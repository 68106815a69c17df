// The reader of the search artifact, and all that it says once it is verified. Checksums are mended first, or
// the fuzzer would never come past them; the unit tests turn bits without mending.
//
// An input that begins with the magic is an artifact. Any other is a list of changes to one that is built
// here, so that seeds outlive layouts: its first byte says to which, then follow records of Change.
#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/build.hpp"
#include "search/text/fold.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/artifact_seal.hpp"
#include "tests/support/search_walk.hpp"

namespace {

using namespace mallctl;
using Bytes = std::vector<std::byte>;

// Larger ones are walked no other way.
constexpr std::size_t largest_input = 256 * 1024;

struct Change {
    std::uint8_t section = 0;  // counted in the table, round; the table itself from 0xf0 on
    std::uint8_t what = 0;     // 0: set one byte, 1: set four, 2: add to four, 3: cut the file, round
    std::uint16_t place = 0;   // in the section, round
    std::uint32_t value = 0;
};
static_assert(sizeof(Change) == 8);

search::Corpus small_mall() {
    search::Corpus corpus;
    corpus.locales = {"en"};
    const auto add = [&](search::DocumentKind kind, const char* slug, const char* name,
                         const char* category) {
        search::Document document;
        document.kind = kind;
        document.slug = slug;
        document.names = {{"en", name}};
        document.category = category;
        document.tags = {"open_late"};
        corpus.documents.push_back(document);
    };
    add(search::DocumentKind::store, "caffe_nero", "Caffè Nero", "food.cafe");
    add(search::DocumentKind::store, "hm", "H&M", "fashion");
    add(search::DocumentKind::store, "sbux", "星巴克咖啡", "food.cafe");
    add(search::DocumentKind::location, "star_gate", "Star Gate", "");
    add(search::DocumentKind::product, "cup", "Coffee cup", "");
    corpus.documents.back().store = "caffe_nero";
    corpus.documents.back().to = core::Instant(std::chrono::seconds(5));
    corpus.synonyms = {{"gates", {"star gate", "Sternentor", "Tor"}}};
    corpus.pins = {{"coffee", {{search::DocumentKind::store, "hm"}}}};
    corpus.exclusions = {{"", search::DocumentKind::product, "cup"}};
    return corpus;
}

const Bytes& built(std::uint8_t number) {
    static const std::array<Bytes, 2> artifacts = {search::build_index(small_mall()).bytes,
                                                   search::build_index(search::Corpus{}).bytes};
    return artifacts.at(number % artifacts.size());
}

void make_change(const Change& change, Bytes& bytes) {
    core::SectionsHeader header;
    if (bytes.size() < sizeof header) return;
    std::memcpy(&header, bytes.data(), sizeof header);
    const std::size_t table_end = sizeof header + header.sections * sizeof(core::SectionsEntry);
    if (header.sections == 0 || header.sections > core::most_sections || table_end > bytes.size()) return;
    core::SectionsEntry entry;
    entry.size = table_end;
    if (change.section < 0xf0) {
        const std::size_t number = change.section % header.sections;
        std::memcpy(&entry, bytes.data() + sizeof header + number * sizeof entry, sizeof entry);
    }
    if (entry.size == 0 || entry.offset > bytes.size() || entry.size > bytes.size() - entry.offset) return;
    const std::size_t at = entry.offset + change.place % entry.size;
    if (change.what % 4 == 3) return bytes.resize(at);
    const std::size_t size = std::min<std::size_t>(change.what % 4 == 0 ? 1 : 4, bytes.size() - at);
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, size);
    value = change.what % 4 == 2 ? value + change.value : change.value;
    std::memcpy(bytes.data() + at, &value, size);
}

Bytes artifact_of(const std::uint8_t* data, std::size_t size) {
    const auto& magic = search::format::layout.magic;
    if (size >= magic.size() && std::equal(magic.begin(), magic.end(), data)) {
        Bytes bytes(size);
        std::memcpy(bytes.data(), data, size);
        return bytes;
    }
    Bytes bytes = built(size == 0 ? 0 : data[0]);
    for (std::size_t at = 1; at + sizeof(Change) <= size; at += sizeof(Change)) {
        Change change;
        std::memcpy(&change, data + at, sizeof change);
        make_change(change, bytes);
    }
    return bytes;
}

bool walk(std::span<const std::byte> bytes) {
    const search::IndexView index(bytes);
    index.verify();
    test::walk_index(index);
    const search::FoldTable table(index.fold_table());
    for (search::DocumentId document = 0; document < index.document_count(); ++document) {
        const search::Folded folded = table.fold(index.name_of(document));
        fuzz::require(folded.letters.size() <= search::most_letters, "what is folded is bounded");
    }
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > largest_input) return 0;
    Bytes bytes = artifact_of(data, size);
    test::seal_artifact(bytes);
    fuzz::attempt([&] { return walk(bytes); });
    return 0;
}
