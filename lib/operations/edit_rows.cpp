#include "operations/edit_rows.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/names.hpp"
#include "db/mall_repository.hpp"
#include "db/row_keys.hpp"
#include "operations/catalog_edit.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;

// The mall that an edit is about: of the kind "mall", the one that it names.
catalog::Mall mall_of(db::Session& session, const catalog::Kind& kind, const std::string& slug,
                      const EditOptions& options) {
    return find_mall(session, kind.name == "mall" ? slug : options.mall);
}

// A mall that is not there yet. What it is to be is in the row.
catalog::Mall new_mall(db::Session& session, const std::string& slug, const std::vector<std::string>& words) {
    {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
        if (db::MallRepository(transaction).find(slug)) {
            throw Error(Fault::failed, "there is a mall \"" + slug + "\" already",
                        "change it: mallctl set mall " + slug + " FIELD=VALUE");
        }
    }
    catalog::Mall mall;
    mall.slug = slug;
    mall.id = core::uuid_v5(core::mall_name_space, slug);
    for (const auto& word : words) {
        if (word.starts_with("currency=")) mall.currency = word.substr(9);
        if (word.starts_with("time_zone=")) mall.time_zone = word.substr(10);
    }
    return mall;
}

void require_one_mall(const catalog::Kind& kind, const std::vector<std::string>& slugs) {
    if (kind.name == "mall" && slugs.size() > 1)
        throw Error(Fault::usage, "one command changes one mall", "name them one after the other");
}

}  // namespace

EditReport create_row(db::Session& session, const std::string& kind_name, const std::string& slug,
                      const std::vector<std::string>& words, const EditOptions& options) {
    const catalog::Kind& kind = editable_kind(kind_name);
    if (!core::is_slug(slug)) {
        const auto made = core::make_slug(slug);
        throw Error(
            Fault::usage, fmt::format("\"{}\" cannot be the slug of a {}", slug, kind.name),
            made.empty() ? "a slug has 1 to 63 of a-z, 0-9, - and _" : "did you mean \"" + made + "\"?");
    }
    const bool is_mall = kind.name == "mall";
    CatalogEdit edit(session, is_mall ? new_mall(session, slug, words) : find_mall(session, options.mall),
                     options);
    if (!db::stored_slugs(edit.transaction(), kind, {slug}).empty()) {
        throw Error(Fault::failed,
                    fmt::format("the {} \"{}\" is in {} already", kind.name, slug, edit.mall().slug),
                    fmt::format("change it: mallctl set {} {} FIELD=VALUE", kind.name, slug));
    }
    edit.state(kind, {slug}, words);
    return edit.finish("create");
}

EditReport set_rows(db::Session& session, const std::string& kind_name, const std::vector<std::string>& slugs,
                    const std::vector<std::string>& words, const EditOptions& options) {
    const catalog::Kind& kind = editable_kind(kind_name);
    require_one_mall(kind, slugs);
    CatalogEdit edit(session, mall_of(session, kind, slugs.at(0), options), options);
    edit.require_rows(kind, slugs);
    edit.state(kind, slugs, words);
    return edit.finish("set");
}

EditReport delete_rows(db::Session& session, const std::string& kind_name,
                       const std::vector<std::string>& slugs, const EditOptions& options) {
    const catalog::Kind& kind = editable_kind(kind_name);
    if (kind.name == "mall")
        throw Error(Fault::usage, "a mall is not deleted", "delete its rows by kind, or drop its database");
    CatalogEdit edit(session, find_mall(session, options.mall), options);
    edit.require_rows(kind, slugs);
    for (const auto& slug : slugs) edit.remove(kind, slug);
    return edit.finish("delete");
}

}  // namespace mallctl::operations
