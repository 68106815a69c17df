#include "server/endpoints/imports.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "db/access/access_log.hpp"
#include "db/mall_repository.hpp"
#include "db/staged_imports.hpp"
#include "operations/json_parts.hpp"
#include "server/endpoints/page.hpp"
#include "server/http/etag.hpp"
#include "server/http/problem.hpp"
#include "server/idempotency.hpp"
#include "server/imports/import_report.hpp"
#include "server/imports/upload.hpp"
#include "server/in_mall.hpp"

namespace mallctl::server {

namespace {

using access::Permission;
using db::ImportState;
using db::StagedImport;
using operations::Json;

constexpr std::chrono::hours import_time{24};
// Of one mall at a time, whose bytes are kept.
constexpr std::int64_t most_open = 20;

http::Response told(int status, const StagedImport& import) {
    http::Response response = http::make_response(status, "application/json",
                                                  operations::to_text(import_json(import, true)) + "\n");
    response.headers.push_back({"Cache-Control", "private, no-cache"});
    response.headers.push_back({"ETag", http::etag_of(response.bytes())});
    return response;
}

http::Response told_at(int status, const Call& call, const StagedImport& import) {
    http::Response response = told(status, import);
    response.headers.push_back(
        {"Location",
         fmt::format("/api/v1/malls/{}/imports/{}", call.path_value("mall"), core::to_string(import.id))});
    return response;
}

http::ProblemError unknown_import(const Call& call) {
    return http::ProblemError(
        {404, "unknown-import", "There is no such import",
         fmt::format("there is no import {} in {}", call.path_value("import"), call.path_value("mall")),
         "they are forgotten some weeks after they ended", 0});
}

StagedImport find_import(db::Transaction& transaction, const Call& call) {
    const auto id = core::parse_uuid(call.path_value("import"));
    auto found = id ? db::StagedImports(transaction).find(*id) : std::nullopt;
    if (!found) throw unknown_import(call);
    return *std::move(found);
}

http::ProblemError wrong_state(const StagedImport& import, const std::string& wanted) {
    return http::ProblemError({409, "import-state", "The import is not in a state for this",
                               fmt::format("the import is {}; {}", db::to_string(import.state), wanted), "",
                               0});
}

void check_if_match(const Call& call, const StagedImport& import) {
    const auto match = call.request.header("If-Match");
    if (!match) return;
    const std::string etag(http::etag_of(told(200, import).bytes()));
    if (http::match_holds(*match, etag)) return;
    throw http::ProblemError({412, "precondition-failed", "The import is another by now",
                              fmt::format("its state is {}", db::to_string(import.state)),
                              "read it again, and decide anew", 0});
}

std::string options_of(const Call& call) {
    if (call.parameter("content") == "rows") {
        Json options{{"content", "rows"}};
        if (const auto kind = call.parameter("kind"); !kind.empty()) options["kind"] = kind;
        if (call.flag("force_conflicts")) options["force_conflicts"] = true;
        return operations::to_text(options);
    }
    const std::string_view repair = call.parameter("repair");
    Json options{{"content", "plan"}, {"repair", repair.empty() ? std::string_view("safe") : repair}};
    if (const auto crs = call.parameter("crs"); !crs.empty()) options["crs"] = crs;
    if (const auto rms = call.number("max_rms")) options["max_rms"] = *rms;
    return operations::to_text(options);
}

StagedImport import_of(const Call& call, const std::vector<UploadedFile>& files) {
    StagedImport import;
    import.id = core::uuid_v4();
    import.made_by = db::acting_for(call.principal, {}, core::now()).author;
    import.created = core::now();
    import.updated = import.created;
    import.expires = import.created + import_time;
    import.options = options_of(call);
    for (const UploadedFile& file : files) {
        import.files.push_back(
            {file.name, static_cast<std::int64_t>(file.bytes.size()), core::sha256_hex(file.bytes)});
    }
    return import;
}

void require_room(db::StagedImports& imports) {
    if (imports.count_open() < most_open) return;
    throw http::ProblemError({409, "too-many-imports", "Too many imports wait",
                              fmt::format("{} imports of the mall wait to be applied", most_open),
                              "apply or delete one of them", 0});
}

// What is no change of the mall itself stands in the log of accesses.
void record(db::SessionPool& pool, const Call& call, const StagedImport& import, const core::Uuid& mall,
            const char* action) {
    pool.with(call.principal.name, [&](db::Session& session) {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::write);
        const auto actor = db::acting_for(call.principal, {}, core::now()).author;
        db::record_access(transaction, {actor, action, "import " + core::to_string(import.id), mall},
                          core::now());
        transaction.commit();
    });
}

http::ProblemError worker_is_busy() {
    return http::ProblemError(
        {503, "busy", "The server is busy", "too many imports wait already", "try again in a minute", 60});
}

// From one state to the next, and on to the worker; nothing moves where that has no room.
http::Response hand_over(db::SessionPool& pool, ImportWorker& worker, const Call& call, ImportState to,
                         ImportJob job,
                         const std::function<void(db::Transaction&, const StagedImport&)>& require) {
    StagedImport import;
    ImportState before = ImportState::staged;
    in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
        import = find_import(transaction, call);
        before = import.state;
        check_if_match(call, import);
        require(transaction, import);
        if (!db::StagedImports(transaction).move(import.id, {before}, to, core::now()))
            throw wrong_state(import, "somebody else was first");
        transaction.commit();
        import.state = to;
        job.mall = mall.id;
        job.import = import.id;
        job.who = call.principal;
    });
    if (!worker.submit(job)) {
        in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
            db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
            db::StagedImports(transaction).move(import.id, {to}, before, core::now());
            transaction.commit();
        });
        throw worker_is_busy();
    }
    return told_at(202, call, import);
}

}  // namespace

http::Response UploadImport::operator()(const Call& call) const {
    const Idempotency idempotency(call);
    const auto files = uploaded_files(call);
    const StagedImport import = import_of(call, files);
    core::Uuid mall_id;
    auto known = in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        mall_id = mall.id;
        if (auto answered = idempotency.find(session, mall.id)) return answered;
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
        idempotency.claim(transaction);
        db::StagedImports imports(transaction);
        require_room(imports);
        imports.add(import);
        for (std::size_t i = 0; i < files.size(); ++i) imports.add_bytes(import.id, i, files[i].bytes);
        idempotency.keep(transaction, told_at(202, call, import));
        transaction.commit();
        return std::optional<http::Response>();
    });
    if (known) return *std::move(known);
    // One that finds no room is taken up later, as what was left behind is.
    worker.submit({ImportJob::Step::check, mall_id, import.id, call.principal});
    record(pool, call, import, mall_id, "import-uploaded");
    return told_at(202, call, import);
}

http::Response ListImports::operator()(const Call& call) const {
    const auto limit = static_cast<std::int64_t>(call.count("limit", page::usual_limit));
    const std::string_view key = call.parameter("after");
    const auto after = core::parse_uuid(key);
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
        db::StagedImports imports(transaction);
        if (!key.empty() && (!after || !imports.find(*after))) throw page::bad_cursor(key);
        auto list = imports.list(limit + 1, after);
        Json next = nullptr;
        if (std::cmp_greater(list.size(), limit)) {
            list.pop_back();
            next = page::next_link(call, core::to_string(list.back().id));
        }
        Json all = Json::array();
        for (const StagedImport& import : list) all.push_back(import_json(import, false));
        auto response = page::answer({{"imports", std::move(all)}, {"next", std::move(next)}});
        response.headers.push_back({"Cache-Control", "private, no-cache"});
        return response;
    });
}

http::Response ReadImport::operator()(const Call& call) const {
    return in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
        return told(200, find_import(transaction, call));
    });
}

http::Response CheckImport::operator()(const Call& call) const {
    return hand_over(pool, worker, call, ImportState::staged, {ImportJob::Step::check},
                     [](db::Transaction&, const StagedImport& import) {
                         if (import.state != ImportState::checked && import.state != ImportState::failed)
                             throw wrong_state(import, "what was checked or has failed can be checked again");
                         if (import.expires <= core::now()) throw wrong_state(import, "its time is over");
                     });
}

http::Response ApplyImport::operator()(const Call& call) const {
    const bool force = call.flag("force");
    ImportJob job{ImportJob::Step::apply};
    job.force = force;
    return hand_over(
        pool, worker, call, ImportState::applying, std::move(job),
        [&](db::Transaction& transaction, const StagedImport& import) {
            if (import.state != ImportState::checked)
                throw wrong_state(import, "only what is checked can be applied");
            if (import.expires <= core::now()) throw wrong_state(import, "its time is over");
            const auto mall = db::MallRepository(transaction).current();
            if (force || !mall || mall->version == import.checked_version) return;
            throw http::ProblemError(
                {409, "import-outdated", "The mall has changed since the check",
                 fmt::format("the mall is at version {}, and was at {} when the import was checked",
                             mall->version, import.checked_version.value_or(0)),
                 "POST to .../check to see what would change now, or apply it with force=true", 0});
        });
}

http::Response DeleteImport::operator()(const Call& call) const {
    StagedImport import;
    core::Uuid mall_id;
    in_mall(pool, call, [&](db::Session& session, const catalog::Mall& mall) {
        mall_id = mall.id;
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
        import = find_import(transaction, call);
        check_if_match(call, import);
        if (import.state == ImportState::applying)
            throw wrong_state(import, "wait until it is applied or not");
        db::StagedImports(transaction).remove(import.id);
        transaction.commit();
    });
    record(pool, call, import, mall_id, "import-deleted");
    return http::make_response(204, "", "");
}

namespace {

const std::vector<Parameter>& upload_parameters() {
    static const std::vector<Parameter> parameters{
        {.name = "name",
         .doc = "What the file is called, where it is the body; parts of a form have names of their own",
         .schema = R"({"type":"string","maxLength":100,"default":"plan"})",
         .example = "riverside.zip"},
        {.name = "content",
         .doc = "What is uploaded: a floor plan, or rows of the catalog as files state them",
         .schema = R"({"type":"string","enum":["plan","rows"],"default":"plan"})"},
        {.name = "kind",
         .doc = "Of rows: the kind of those that do not say theirs",
         .schema = R"({"type":"string","maxLength":63})",
         .example = "stores"},
        {.name = "force_conflicts",
         .doc = "Of rows: write over what a person has changed since files stated it",
         .schema = R"({"type":"boolean","default":false})"},
        {.name = "repair",
         .doc = "What of the geometry is mended: nothing, what is safe, or all",
         .schema = R"({"type":"string","enum":["off","safe","all"],"default":"safe"})"},
        {.name = "crs",
         .doc = "The coordinate system of a plan that does not say",
         .schema = R"({"type":"string","maxLength":100})",
         .example = "EPSG:25832"},
        {.name = "max_rms",
         .doc = "Refuse control points that fit worse than this, in metres (root mean square)",
         .schema = R"({"type":"number","minimum":0})"}};
    return parameters;
}

Route base(std::string_view method, std::string_view pattern, std::string_view operation,
           std::string_view summary) {
    Route route;
    route.method = method;
    route.pattern = pattern;
    route.operation = operation;
    route.tag = "Imports";
    route.summary = summary;
    route.permission = Permission::plan_import;
    route.blocks = true;
    return route;
}

}  // namespace

std::vector<Route> import_routes(db::SessionPool& pool, ImportWorker& worker, std::size_t max_upload) {
    constexpr std::string_view all = "/api/v1/malls/{mall}/imports";
    constexpr std::string_view one = "/api/v1/malls/{mall}/imports/{import}";
    Route upload = base("POST", all, "uploadImport", "Uploads a floor plan, to be checked and then applied");
    upload.body_bytes = max_upload;
    upload.body_schema = "ImportUpload";
    upload.body_type = "*/*";
    upload.parameters = upload_parameters();
    upload.outcomes = {{202, "Staged; Location says where to see how it goes on", "Import"}};
    upload.handler = UploadImport{pool, worker};
    Route list = base("GET", all, "listImports", "Uploaded floor plans, the newest first");
    list.parameters = {page::limit, page::after};
    list.outcomes = {{200, "A page of them", "ImportPage"}};
    list.handler = ListImports{pool};
    Route read = base("GET", one, "getImport", "An uploaded floor plan: its state, and what it would change");
    read.outcomes = {{200, "The import; its ETag is for If-Match", "Import"}};
    read.handler = ReadImport{pool};
    Route check = base("POST", "/api/v1/malls/{mall}/imports/{import}/check", "checkImport",
                       "Compares an uploaded floor plan with the mall as it is by now");
    check.outcomes = {{202, "It is being checked", "Import"}};
    check.handler = CheckImport{pool, worker};
    Route apply = base("POST", "/api/v1/malls/{mall}/imports/{import}/apply", "applyImport",
                       "Makes an uploaded floor plan the mall's newest");
    apply.parameters = {{.name = "force",
                         .doc = "Also where the mall has changed since the check",
                         .schema = R"({"type":"boolean","default":false})"}};
    apply.outcomes = {{202, "It is being applied", "Import"}};
    apply.handler = ApplyImport{pool, worker};
    Route remove = base("DELETE", one, "deleteImport", "Forgets an uploaded floor plan");
    remove.outcomes = {{204, "Gone"}};
    remove.handler = DeleteImport{pool};
    return {upload, list, read, check, apply, remove};
}

}  // namespace mallctl::server
