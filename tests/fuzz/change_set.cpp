// Change sets: whatever is in them is refused as rejected or read as changes that can be stored. The digest
// of the last line is put right first, or nothing but that would ever be tried.
#include <sstream>

#include "core/digest.hpp"
#include "core/utf8.hpp"
#include "operations/change_set/change_set_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using operations::Change;

// The text with the digest of its lines in the last one, where it has one.
std::string sealed(std::string text) {
    const auto last = text.rfind("\n{\"changes\":");
    const auto digest = text.find("\"sha256\":\"", last == std::string::npos ? 0 : last);
    constexpr std::size_t key = 10;
    constexpr std::size_t digits = 64;
    if (last == std::string::npos || digest == std::string::npos || digest + key + digits > text.size())
        return text;
    text.replace(digest + key, digits, core::sha256_hex(std::string_view(text).substr(0, last + 1)));
    return text;
}

void check_side(const std::string& image, bool wanted) {
    fuzz::require(image.empty() != wanted, "a change has the sides of its action");
    fuzz::require(core::is_utf8(image) && image.find('\0') == std::string::npos, "an image can be stored");
}

void read_all(std::istringstream& in) {
    operations::ChangeSetReader reader(in, "changes");
    reader.assume_currency("EUR");
    Change change;
    catalog::Row row;
    while (reader.next(change, row)) {
        check_side(change.before, change.action != Change::Action::add);
        check_side(change.after, change.action != Change::Action::remove);
        if (change.action == Change::Action::remove) continue;
        fuzz::require(row.kind == change.kind, "a row is of the kind of its change");
        fuzz::require(row.states(0) && !row.key().empty(), "a row has its key");
    }
    for (const auto& finding : reader.take_findings())
        fuzz::require(!finding.code.empty() && !finding.message.empty(), "a finding says what is wrong");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    for (const auto& input : {text, sealed(text)}) {
        std::istringstream in(input);
        fuzz::attempt([&] { return read_all(in), true; }, {core::Fault::rejected});
    }
    return 0;
}
