#include "catalog/merge.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace mallctl;
using catalog::Store;

namespace {

Store stored() {
    Store store;
    store.slug = "bakery";
    store.name = {{"en", "Bakery"}, {"de", "Bäckerei"}};
    store.phone = "123";
    store.hours = "24/7";
    store.tags = {"bread"};
    return store;
}

Store merged(const std::string& text, const std::string& kind = {}) {
    std::istringstream in(text);
    const auto manifest = catalog::read_manifest({"-"}, in, kind);
    REQUIRE(manifest.findings.empty());
    Store store = stored();
    catalog::merge_stated(store, manifest.catalog.stores.at(0), manifest.origins.at(0).stated);
    return store;
}

}  // namespace

TEST_CASE("an absent key keeps the stored value and an empty one clears it") {
    const Store store = merged("kind: store\nslug: bakery\nphone: ''\ntags: [cake]\n");
    CHECK(store.phone.empty());
    CHECK(store.tags == std::vector<std::string>{"cake"});
    CHECK(store.hours == "24/7");
    CHECK(store.name == stored().name);
}

TEST_CASE("a whole name replaces all languages, a column of one language only that one") {
    CHECK(merged("kind: store\nslug: bakery\nname: {fr: Boulangerie}\n").name ==
          core::Names{{"fr", "Boulangerie"}});
    CHECK(merged("slug,name:de\nbakery,Backhaus\n", "store").name ==
          core::Names{{"en", "Bakery"}, {"de", "Backhaus"}});
    CHECK(merged("slug,name:de\nbakery,\n", "store").name == core::Names{{"en", "Bakery"}});
    CHECK(merged("slug,name,name:de\nbakery,Any,Backhaus\n", "store").name ==
          core::Names{{"", "Any"}, {"de", "Backhaus"}});
    CHECK(merged("slug,name:und\nbakery,Any\n", "store").name ==
          core::Names{{"", "Any"}, {"en", "Bakery"}, {"de", "Bäckerei"}});
}

TEST_CASE("a new row must state what is required, and a name cannot lose its last language") {
    catalog::RowOrigin origin{"lease", "l", {}, {}};
    catalog::Lease lease;
    lease.slug = "l";
    origin.stated.push_back({"slug", {}, {}, false, {}});
    CHECK(catalog::missing_fields(lease, origin, true) ==
          std::vector<std::string>{"tenant", "units", "from"});
    CHECK(catalog::missing_fields(lease, origin, false).empty());
    Store store = stored();
    store.name.clear();
    CHECK(catalog::missing_fields(store, {"store", "bakery", {}, {}}, false) ==
          std::vector<std::string>{"name"});
}
