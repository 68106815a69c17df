// Real names, written in other ways.
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "search/text/fold.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;

namespace {

std::vector<std::string> real_names() {
    std::vector<std::string> names;
    const auto file = test::shared_data("search/brands.tsv");
    if (!file) return names;
    std::istringstream lines(test::read_file(*file));
    for (std::string line; std::getline(lines, line);) {
        const auto first = line.find('\t');
        if (first == std::string::npos) continue;
        names.push_back(line.substr(first + 1, line.find('\t', first + 1) - first - 1));
    }
    return names;
}

std::string to_bytes(const icu::UnicodeString& text) {
    std::string bytes;
    return text.toUTF8String(bytes);
}

}  // namespace

TEST_CASE("13,000 real names fold the same in capitals, small letters, composed and taken apart") {
    const auto names = real_names();
    if (names.empty()) {
        WARN("shared data is absent: skipped");
        return;
    }
    const auto bytes = search::make_fold_table();
    const search::FoldTable table(bytes);
    UErrorCode code = U_ZERO_ERROR;
    const auto* composed = icu::Normalizer2::getNFCInstance(code);
    const auto* apart = icu::Normalizer2::getNFDInstance(code);
    REQUIRE(U_SUCCESS(code));
    for (const auto& name : names) {
        const auto text = icu::UnicodeString::fromUTF8(name);
        const auto letters = table.fold(name).letters;
        if (letters.empty()) FAIL_CHECK(name << " has no letters");
        const icu::UnicodeString variants[] = {icu::UnicodeString(text).toUpper(icu::Locale::getRoot()),
                                               icu::UnicodeString(text).toLower(icu::Locale::getRoot()),
                                               composed->normalize(text, code), apart->normalize(text, code)};
        for (const auto& variant : variants) {
            const std::string other = to_bytes(variant);
            if (table.fold(other).letters != letters) FAIL_CHECK(name << " and " << other);
        }
    }
}
