#include "exporters/search/elasticsearch.hpp"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <ostream>
#include <tuple>
#include <vector>

#include "core/clock.hpp"
#include "operations/json_parts.hpp"
#include "operations/search.hpp"

namespace mallctl::exporters {

namespace {

using operations::Json;
using search::Document;

std::vector<const Document*> sorted(const search::Corpus& corpus) {
    std::vector<const Document*> documents;
    for (const auto& document : corpus.documents) documents.push_back(&document);
    std::sort(documents.begin(), documents.end(), [](const Document* a, const Document* b) {
        return std::tie(a->kind, a->slug) < std::tie(b->kind, b->slug);
    });
    return documents;
}

// "food.cafe" is in "food" too.
std::vector<std::string> with_prefixes(const std::string& category) {
    std::vector<std::string> all;
    for (auto dot = category.find('.'); dot != std::string::npos; dot = category.find('.', dot + 1))
        all.push_back(category.substr(0, dot));
    if (!category.empty()) all.push_back(category);
    return all;
}

Json source_of(const Document& document) {
    Json json{{"kind", operations::to_string(document.kind)}, {"slug", document.slug}};
    Json names = Json::array();
    for (const auto& [locale, name] : document.names) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    json["name"] = std::move(names);
    if (!document.aliases.empty()) json["alias"] = document.aliases;
    if (!document.brand.empty()) json["brand"] = document.brand;
    if (!document.category.empty()) json["category"] = with_prefixes(document.category);
    if (!document.tags.empty()) json["tag"] = document.tags;
    if (!document.store.empty()) json["store"] = document.store;
    if (document.from) json["from"] = core::format_instant(*document.from);
    if (document.to) json["to"] = core::format_instant(*document.to);
    json["popularity"] = document.popularity;
    return json;
}

// One of several of one meaning, in the format of Solr: commas part them.
std::string escaped(const std::string& words) {
    std::string text;
    for (const char c : words) {
        if (c == ',' || c == '\\' || c == '=') text += '\\';
        text += c;
    }
    return text;
}

Json synonyms_of(const search::Corpus& corpus) {
    Json sets = Json::array();
    for (const auto& synonyms : corpus.synonyms) {
        std::string set;
        for (const auto& words : synonyms.words) set += (set.empty() ? "" : ", ") + escaped(words);
        sets.push_back(set);
    }
    return sets;
}

Json named(const char* analyzed) {
    return {{"type", "text"},
            {"analyzer", "folded"},
            {"search_analyzer", analyzed},
            {"fields",
             {{"typed", {{"type", "search_as_you_type"}, {"analyzer", "folded"}}},
              {"exact", {{"type", "keyword"}, {"normalizer", "folded"}}}}}};
}

}  // namespace

void write_bulk(const search::Corpus& corpus, const std::string& index, std::ostream& out) {
    for (const Document* document : sorted(corpus)) {
        const std::string id = std::string(operations::to_string(document->kind)) + ":" + document->slug;
        const Json action{{"index", {{"_index", index}, {"_id", id}}}};
        out << operations::to_text(action) << '\n' << operations::to_text(source_of(*document)) << '\n';
    }
}

std::string index_mapping(const search::Corpus& corpus) {
    const bool has_synonyms = !corpus.synonyms.empty();
    Json analysis{
        {"normalizer", {{"folded", {{"type", "custom"}, {"filter", {"lowercase", "asciifolding"}}}}}},
        {"analyzer",
         {{"folded",
           {{"type", "custom"}, {"tokenizer", "standard"}, {"filter", {"lowercase", "asciifolding"}}}}}}};
    if (has_synonyms) {
        analysis["filter"]["said"] = {{"type", "synonym_graph"}, {"synonyms", synonyms_of(corpus)}};
        analysis["analyzer"]["asked"] = {
            {"type", "custom"}, {"tokenizer", "standard"}, {"filter", {"lowercase", "said", "asciifolding"}}};
    }
    const Json name = named(has_synonyms ? "asked" : "folded");
    const Json keyword{{"type", "keyword"}};
    const Json date{{"type", "date"}};
    const Json json{{"settings", {{"analysis", analysis}}},
                    {"mappings",
                     {{"dynamic", "strict"},
                      {"properties",
                       {{"kind", keyword},
                        {"slug", keyword},
                        {"name", name},
                        {"alias", name},
                        {"brand", name},
                        {"category", keyword},
                        {"tag", name},
                        {"store", keyword},
                        {"from", date},
                        {"to", date},
                        {"popularity", {{"type", "float"}}}}}}}};
    return operations::to_text(json, 2) + "\n";
}

}  // namespace mallctl::exporters
