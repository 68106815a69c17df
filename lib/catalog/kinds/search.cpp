// What those who run the mall say of its search: synonym, pin, exclusion.
#include "catalog/bound_fields.hpp"
#include "catalog/kinds/declare.hpp"

namespace mallctl::catalog {

using namespace declare;  // of this folder only

namespace {

// What can be put first or left out. Of amenities there is no kind: they are told by where they stand.
const std::vector<std::string> findable = {"store", "product", "offer", "location"};

Field target(std::string name, FieldType type, std::string doc, std::string example) {
    Field declared = field(std::move(name), type, std::move(doc), std::move(example));
    declared.choices = findable;
    return declared;
}

}  // namespace

template <>
const std::vector<BoundField<Synonym>>& bound_fields<Synonym>() {
    static const std::vector<BoundField<Synonym>> fields = [] {
        Field words =
            required(field("words", FieldType::list, "words or phrases of one meaning, in any language",
                           "trainers;sneakers"));
        words.fewest = 2;
        return std::vector<BoundField<Synonym>>{{slug("sneakers"), &Synonym::slug}, {words, &Synonym::words}};
    }();
    return fields;
}

template <>
const std::vector<BoundField<Pin>>& bound_fields<Pin>() {
    static const std::vector<BoundField<Pin>> fields = {
        {slug("bread_week"), &Pin::slug},
        {required(field("query", FieldType::text, "what is searched for, whole", "bread")), &Pin::query},
        {required(target("targets", FieldType::targets, "what then stands first, in this order",
                         "store:bakery;offer:rye_week")),
         &Pin::targets},
    };
    return fields;
}

template <>
const std::vector<BoundField<Exclusion>>& bound_fields<Exclusion>() {
    static const std::vector<BoundField<Exclusion>> fields = {
        {slug("no_sample_in_bread"), &Exclusion::slug},
        {field("query", FieldType::text, "what is searched for, whole; empty: whatever it is", "bread"),
         &Exclusion::query},
        {required(target("target", FieldType::target, "what is then not found", "product:rye_sample")),
         &Exclusion::target},
    };
    return fields;
}

}  // namespace mallctl::catalog
