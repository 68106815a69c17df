// Floor plans uploaded over HTTP: staged, checked, applied, and nothing of it left where it failed.
#include <unistd.h>
#include <zip.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "db/staged_imports.hpp"
#include "db/transaction_impl.hpp"
#include "operations/find_mall.hpp"
#include "operations/snapshot.hpp"
#include "server/endpoints/imports.hpp"
#include "tests/server/answer_log.hpp"
#include "tests/server/writing_api.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using namespace std::chrono_literals;
using Json = nlohmann::json;
using test::Answer;
using test::Headers;
using test::WritingApi;

namespace {

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string zip_of(const Files& files) {
    static int number = 0;
    const fs::path path = fs::temp_directory_path() /
                          ("mallctl-import-" + std::to_string(::getpid()) + "-" + std::to_string(++number));
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    REQUIRE(archive != nullptr);
    for (const auto& [name, text] : files) {
        zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        REQUIRE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(archive) == 0);
    std::string bytes = read(path);
    fs::remove(path);
    return bytes;
}

fs::path sample() {
    return test::source_dir() / "samples" / "riverside";
}

std::string imdf_zip() {
    Files files;
    for (const auto& entry : fs::directory_iterator(sample() / "imdf"))
        files.emplace_back(entry.path().filename().string(), read(entry.path()));
    return zip_of(files);
}

std::string form_of(const Files& files) {
    std::string body;
    for (const auto& [name, text] : files) {
        body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" +
                text + "\r\n";
    }
    return body + "--edge--\r\n";
}

const Headers as_form{{"Content-Type", "multipart/form-data; boundary=edge"}};
const Headers as_bytes{{"Content-Type", "application/octet-stream"}};

// A node more: a worker and its routes, over the database of `api`.
struct Node {
    explicit Node(WritingApi& of, std::chrono::seconds untouched = 120s)
        : api(of),
          spool(fs::temp_directory_path() / ("mallctl-spool-" + core::to_string(core::uuid_v4()))),
          worker([&of] { return of.database.endpoint(); }, {spool, 16, 200ms, untouched}),
          router(server::import_routes(*of.pool, worker, 1 << 25), of.store, of.gate) {
        worker.start();
    }
    ~Node() {
        worker.stop(10s);
        fs::remove_all(spool);
    }
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    Answer ask(const std::string& method, const std::string& path, const std::string& body = "",
               const Headers& headers = {}, const std::string& mall = "arcade") {
        const std::string target = "/api/v1/malls/" + mall + "/imports" + path;
        server::http::Request request;
        request.method = method;
        request.target = target;
        request.body = body;
        request.id = "r1";
        for (const auto& [name, value] : headers) request.headers.push_back({name, value});
        const server::http::Response response = test::log_answer(request, router.answer(request));
        Answer answer{response.status, std::string(response.bytes()), {}};
        for (const auto& header : response.headers) answer.headers.emplace_back(header.name, header.value);
        return answer;
    }

    std::string upload(const std::string& body, const Headers& headers = as_bytes,
                       const std::string& query = "") {
        const Answer answer = ask("POST", query, body, headers);
        INFO(answer.body);
        REQUIRE(answer.status == 202);
        return answer.json().at("id").get<std::string>();
    }

    // What becomes of it, once that is known.
    Json settled(const std::string& id) {
        for (int i = 0; i < 3000; ++i) {
            const Json import = ask("GET", "/" + id).json();
            const auto state = import.at("state").get<std::string>();
            if (state != "staged" && state != "checking" && state != "applying") return import;
            std::this_thread::sleep_for(10ms);
        }
        FAIL("it does not end");
        return {};
    }

    WritingApi& api;
    fs::path spool;
    server::ImportWorker worker;
    server::Router router;
};

std::string version_of(WritingApi& api) {
    return api.query("select version::text from mallctl.mall where slug = 'arcade'");
}

void run_as_owner(WritingApi& api, const std::string& sql) {
    const auto mall = operations::find_mall(api.session, "arcade").id;
    db::Transaction transaction(api.session, mall, db::Transaction::Mode::write);
    transaction.impl().work.run(sql);
    transaction.commit();
}

}  // namespace

TEST_CASE("an upload is staged, checked, and applied when somebody says so") {
    WritingApi api;
    Node node(api);
    const std::string before = version_of(api);
    const Answer staged = node.ask("POST", "?name=riverside.zip", imdf_zip(), as_bytes);
    INFO(staged.body);
    REQUIRE(staged.status == 202);
    CHECK(staged.json().at("state") == "staged");
    CHECK(staged.json().at("made_by") == "Anna Meyer");
    CHECK(staged.json().at("files")[0].at("name") == "riverside.zip");
    const auto id = staged.json().at("id").get<std::string>();
    CHECK(staged.header("Location") == "/api/v1/malls/arcade/imports/" + id);

    const Json checked = node.settled(id);
    INFO(checked.dump(1));
    REQUIRE(checked.at("state") == "checked");
    CHECK(checked.at("format") == "imdf");
    CHECK(checked.at("by_kind").at("unit").at("added") > 10);
    CHECK(checked.at("diagnostics").is_array());
    CHECK(checked.at("checked_version") == std::stoi(before));
    CHECK(version_of(api) == before);
    CHECK(api.query("select count(*)::text from mallctl.unit") == "0");

    CHECK(node.ask("POST", "/" + id + "/apply").status == 202);
    const Json applied = node.settled(id);
    INFO(applied.dump(1));
    REQUIRE(applied.at("state") == "applied");
    CHECK(applied.at("version") == std::stoi(before) + 1);
    CHECK(applied.at("changed") == checked.at("changed"));
    CHECK(api.query("select kind || ' ' || author from mallctl.version order by number desc limit 1") ==
          "import Anna Meyer");
    CHECK(api.query("select count(*)::text from mallctl.staged_chunk") == "0");
    CHECK(node.ask("POST", "/" + id + "/apply").problem() == "import-state");

    // The same again changes nothing.
    const std::string again = node.upload(imdf_zip());
    CHECK(node.settled(again).at("changed").at("added") == 0);
    CHECK(node.ask("POST", "/" + again + "/apply").status == 202);
    const Json same = node.settled(again);
    CHECK(same.at("state") == "applied");
    CHECK(same.at("version") == applied.at("version"));

    const Json page = node.ask("GET", "?limit=1").json();
    CHECK(page.at("imports").size() == 1);
    CHECK(page.at("imports")[0].at("id") == again);
    CHECK_FALSE(page.at("imports")[0].contains("diagnostics"));
    CHECK(page.at("next").is_string());
    CHECK(node.ask("DELETE", "/" + id).status == 204);
    CHECK(node.ask("GET", "/" + id).problem() == "unknown-import");
    CHECK(fs::is_empty(node.spool));
}

TEST_CASE("drawings come with their mapping, as the parts of a form") {
    WritingApi api;
    Node node(api);
    Files files;
    for (const auto& entry : fs::directory_iterator(sample() / "plan"))
        files.emplace_back(entry.path().filename().string(), read(entry.path()));
    const Json checked = node.settled(node.upload(form_of(files), as_form));
    INFO(checked.dump(1));
    CHECK(checked.at("state") == "checked");
    CHECK(checked.at("format") == "dxf");
    CHECK(checked.at("by_kind").at("level").at("added") == 3);
}

TEST_CASE("what is wrong with a plan is told where it is, by the names of the upload") {
    WritingApi api;
    Node node(api);
    const auto refused = [&](const std::string& body, const std::string& name) {
        const Json import = node.settled(node.upload(body, as_bytes, "?name=" + name));
        INFO(import.dump(1));
        CHECK(import.at("state") == "refused");
        CHECK(import.dump().find(node.spool.string()) == std::string::npos);
        CHECK(node.ask("POST", "/" + import.at("id").get<std::string>() + "/apply").problem() ==
              "import-state");
        return import;
    };
    const Json json = refused("{\"type\": \"FeatureCollection\",\n \"features\": [{]}", "plan.geojson");
    CHECK(json.at("failure").at("detail").get<std::string>().find("plan.geojson") != std::string::npos);
    refused("\x89PNG\r\n\x1a\n", "plan.png");
    refused("just words", "plan.txt");
    CHECK(api.query("select count(*)::text from mallctl.staged_chunk") == "0");
    CHECK(fs::is_empty(node.spool));
}

TEST_CASE("bombs, and archives that step out of themselves, are refused, and the server goes on") {
    WritingApi api;
    Node node(api);
    const std::string billion_laughs =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE osm [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;\">"
        "]>\n<osm version=\"0.6\"><node id=\"1\" lat=\"1\" lon=\"1\"><tag k=\"name\" "
        "v=\"&b;\"/></node></osm>";
    const std::string bomb = zip_of({{"unit.geojson", std::string(std::size_t{32} << 20, '0')}});
    REQUIRE(bomb.size() < 100'000);
    const std::string deep = "{\"type\":\"FeatureCollection\",\"features\":" + std::string(100'000, '[');
    const std::string manifest =
        R"({"version":"2.0","directoryInfo":{"name":"x"},"buildingLevels":{"levels":[{"levelName":"G",)"
        R"("ordinal":0,"filename":"../../../../../../etc/passwd"}]},"georeference":{"lat":1,"lon":1,"angle":0},)"
        R"("dwgLayers":{"exterior":["A"],"unit":["B"]}})";
    const std::vector<std::pair<std::string, std::string>> hostile{
        {"a zip bomb", bomb},
        {"a path in a zip", zip_of({{"../../../tmp/evil.geojson", "{}"}})},
        {"an absolute path in a zip", zip_of({{"/etc/cron.d/evil", "x"}})},
        {"entities", billion_laughs},
        {"a depth bomb", deep},
        {"a manifest that names a path", manifest},
        {"a zip that is cut", imdf_zip().substr(0, 900)},
        {"a GDAL virtual file",
         "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd"
         "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"}};
    for (const auto& [what, bytes] : hostile) {
        INFO(what);
        const Json import = node.settled(node.upload(bytes));
        INFO(import.dump(1));
        CHECK(import.at("state") == "refused");
        CHECK(import.dump().find("root:") == std::string::npos);
    }
    CHECK(fs::is_empty(node.spool));
    CHECK(node.settled(node.upload(imdf_zip())).at("state") == "checked");
}

TEST_CASE("names of uploaded files are names, and a form holds files only") {
    WritingApi api;
    Node node(api);
    for (const char* name : {"../evil", "/etc/passwd", ".hidden", "a\\b", "C:evil", "a|b"}) {
        INFO(name);
        CHECK(node.ask("POST", "", form_of({{name, "{}"}}), as_form).status >= 400);
    }
    CHECK(node.ask("POST", "?name=..%2Fevil", "{}", as_bytes).problem() == "invalid-body");
    CHECK(node.ask("POST", "", form_of({{"a", "1"}, {"a", "2"}}), as_form).problem() == "invalid-body");
    CHECK(node.ask("POST", "", "", as_bytes).problem() == "invalid-body");
    CHECK(node.ask("POST", "", "--edge\r\nno form", as_form).problem() == "bad-form");
    CHECK(node.ask("POST", "?repair=everything", "{}", as_bytes).problem() == "bad-request");
    CHECK(node.ask("GET", "?after=7").problem() == "bad-request");
    CHECK(api.query("select count(*)::text from mallctl.staged_import") == "0");
}

TEST_CASE("a mall that has changed since the check is not written over") {
    WritingApi api;
    Node node(api);
    const std::string id = node.upload(imdf_zip());
    REQUIRE(node.settled(id).at("state") == "checked");
    const Answer seen = node.ask("GET", "/" + id);
    REQUIRE(api.mall("PATCH", "/stores/bakery", R"({"phone": "1"})").status == 200);
    CHECK(node.ask("POST", "/" + id + "/apply").problem() == "import-outdated");
    CHECK(node.ask("POST", "/" + id + "/apply", "", {{"If-Match", "\"another\""}}).problem() ==
          "precondition-failed");
    CHECK(node.ask("POST", "/" + id + "/check").status == 202);
    const Json checked = node.settled(id);
    CHECK(checked.at("state") == "checked");
    CHECK(checked.at("checked_version") == std::stoi(version_of(api)));
    CHECK(node.ask("POST", "/" + id + "/apply", "", {{"If-Match", seen.header("ETag")}}).status == 412);
    REQUIRE(api.mall("PATCH", "/stores/bakery", R"({"phone": "2"})").status == 200);
    const Answer newest = node.ask("GET", "/" + id);
    CHECK(
        node.ask("POST", "/" + id + "/apply?force=true", "", {{"If-Match", newest.header("ETag")}}).status ==
        202);
    CHECK(node.settled(id).at("state") == "applied");
}

TEST_CASE("of two imports that are applied at once, by two nodes, one is told that the mall has changed") {
    WritingApi api;
    Node one(api);
    Node two(api);
    const std::string first = one.upload(imdf_zip());
    const std::string second = two.upload(read(sample() / "geojson" / "riverside.geojson"), as_bytes);
    REQUIRE(one.settled(first).at("state") == "checked");
    const Json other = two.settled(second);
    INFO(other.dump(1));
    REQUIRE(other.at("state") == "checked");
    Answer answers[2];
    std::thread ask_one([&] { answers[0] = one.ask("POST", "/" + first + "/apply"); });
    std::thread ask_two([&] { answers[1] = two.ask("POST", "/" + second + "/apply"); });
    ask_one.join();
    ask_two.join();
    int applied = 0;
    for (const std::string& id : {first, second}) {
        const Json import = one.settled(id);
        if (import.at("state") == "applied") {
            ++applied;
        } else {
            CHECK(import.at("state") == "checked");
        }
    }
    CHECK(applied == 1);
    CHECK(api.query("select count(*)::text from mallctl.version where kind = 'import'") == "1");
}

TEST_CASE("who may not import a plan cannot, and nobody sees the imports of another mall") {
    WritingApi api;
    Node node(api);
    const std::string id = node.upload(imdf_zip());
    node.settled(id);
    for (const auto role : {access::Role::tenant_manager, access::Role::tenant_staff, access::Role::analyst,
                            access::Role::kiosk}) {
        api.sign_in(role,
                    role == access::Role::tenant_manager || role == access::Role::tenant_staff ? "acme" : "");
        CHECK(node.ask("POST", "", "{}", as_bytes).status == 403);
        CHECK(node.ask("GET", "").status == 403);
        CHECK(node.ask("GET", "/" + id).status == 403);
        CHECK(node.ask("POST", "/" + id + "/apply").status == 403);
        CHECK(node.ask("DELETE", "/" + id).status == 403);
    }
    api.sign_in(access::Role::mall_admin, "", "plaza");
    CHECK(node.ask("GET", "/" + id).status == 403);
    CHECK(node.ask("GET", "/" + id, "", {}, "plaza").problem() == "unknown-import");
    CHECK(node.ask("POST", "/" + id + "/apply", "", {}, "plaza").problem() == "unknown-import");
    CHECK(node.ask("GET", "", "", {}, "plaza").json().at("imports").empty());
    api.sign_out();
    CHECK(node.ask("GET", "/" + id).status == 401);
    api.sign_in(access::Role::mall_admin);
    api.gate.who.second_factor_at = core::now() - 11min;
    CHECK(node.ask("POST", "/" + id + "/apply").problem() == "step-up-required");
}

TEST_CASE("an upload with an Idempotency-Key is staged once") {
    WritingApi api;
    Node node(api);
    Headers headers = as_bytes;
    headers.emplace_back("Idempotency-Key", "k-1");
    const std::string zip = imdf_zip();
    const Answer first = node.ask("POST", "", zip, headers);
    const Answer second = node.ask("POST", "", zip, headers);
    CHECK(first.status == 202);
    CHECK(second.status == 202);
    CHECK(first.body == second.body);
    CHECK(second.header("Idempotency-Replayed") == "true");
    CHECK(node.ask("POST", "", "{}", headers).problem() == "idempotency-key-reused");
    CHECK(node.ask("GET", "").json().at("imports").size() == 1);
}

TEST_CASE("what a server that was killed left behind is taken up, and nothing is applied by itself") {
    WritingApi api;
    std::string checking;
    std::string applying;
    {
        Node gone(api);
        checking = gone.upload(imdf_zip());
        applying = gone.upload(imdf_zip());
        REQUIRE(gone.settled(checking).at("state") == "checked");
        REQUIRE(gone.settled(applying).at("state") == "checked");
    }
    const std::string before = version_of(api);
    run_as_owner(api,
                 "update mallctl.staged_import set updated_at = now() - interval '1 hour', state = case "
                 "when id = '" +
                     checking + "' then 'checking' else 'applying' end");
    Node node(api, 1s);
    const auto settled_as = [&](const std::string& id) { return node.settled(id); };
    CHECK(settled_as(checking).at("state") == "checked");
    const Json told = settled_as(applying);
    CHECK(told.at("state") == "checked");
    CHECK(told.at("failure").at("detail").get<std::string>().find("has ended") != std::string::npos);
    CHECK(version_of(api) == before);
    CHECK(node.ask("POST", "/" + applying + "/apply").status == 202);
    CHECK(node.settled(applying).at("state") == "applied");
}

TEST_CASE("of one mall so many imports wait at once, and those whose time is over are swept") {
    WritingApi api;
    Node node(api, 1s);  // more than the worker has room for: they are taken up
    std::vector<std::string> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(node.upload(read(sample() / "geojson" / "riverside.geojson")));
    CHECK(node.ask("POST", "", "{}", as_bytes).problem() == "too-many-imports");
    for (const auto& id : ids) REQUIRE(node.settled(id).at("state") == "checked");
    run_as_owner(api, "update mallctl.staged_import set expires_at = now() - interval '1 minute'");
    CHECK(node.ask("POST", "/" + ids[0] + "/apply").problem() == "import-state");
    {
        const auto mall = operations::find_mall(api.session, "arcade").id;
        db::Transaction transaction(api.session, mall, db::Transaction::Mode::write);
        CHECK(db::StagedImports(transaction).sweep(core::now(), core::now() - 720h) == 20);
        transaction.commit();
    }
    CHECK(node.ask("GET", "/" + ids[0]).json().at("state") == "expired");
    CHECK(api.query("select count(*)::text from mallctl.staged_chunk") == "0");
    CHECK(node.upload(imdf_zip()).size() == 36);
}

TEST_CASE("rows of the catalog are uploaded, checked and applied as files are") {
    WritingApi api;
    Node node(api);
    const Files files{{"stores.csv", "slug,name:en,tenant\nbakery,Bakery,acme\ncandles,Candles,other\n"},
                      {"locations.yaml",
                       "kind: location\nslug: south\nname: South\nlocation_kind: entrance\n"
                       "level: G\nlon: 8.5\nlat: 49.4\n"}};
    const std::string before = version_of(api);
    const std::string id = node.upload(form_of(files), as_form, "?content=rows");
    const Json checked = node.settled(id);
    INFO(checked.dump(1));
    REQUIRE(checked.at("state") == "checked");
    CHECK(checked.at("by_kind").at("store").at("added") == 1);
    CHECK(checked.at("by_kind").at("location").at("added") == 1);
    CHECK(version_of(api) == before);
    CHECK(node.ask("POST", "/" + id + "/apply").status == 202);
    const Json applied = node.settled(id);
    INFO(applied.dump(1));
    REQUIRE(applied.at("state") == "applied");
    CHECK(applied.at("version") == std::stoi(before) + 1);
    CHECK(api.query("select count(*)::text from mallctl.store where slug = 'candles'") == "1");
    CHECK(api.query("select author from mallctl.version order by number desc limit 1") == "Anna Meyer");
}

TEST_CASE("what is wrong with uploaded rows is told by file, line and column, and no other mall is written") {
    WritingApi api;
    Node node(api);
    const auto refused = [&](const std::string& name, const std::string& text) {
        const Json import = node.settled(node.upload(form_of({{name, text}}), as_form, "?content=rows"));
        INFO(import.dump(1));
        CHECK(import.at("state") == "refused");
        CHECK(import.dump().find(node.spool.string()) == std::string::npos);
        return import;
    };
    const Json csv = refused("stores.csv", "slug,name:en,tenant\nkiosk,Kiosk,nobody\n,None,acme\n");
    REQUIRE(csv.at("diagnostics").size() >= 1);
    CHECK(csv.at("diagnostics")[0].at("file") == "stores.csv");
    CHECK(csv.at("diagnostics")[0].at("line") >= 2);
    refused("mall.yaml", "kind: mall\nslug: plaza\nname: Taken\ntime_zone: Europe/Berlin\ncurrency: EUR\n");
    // A mall's own fields are for who may change malls.
    refused("mall.yaml", "kind: mall\nslug: arcade\nname: Mine\ntime_zone: Europe/Berlin\ncurrency: EUR\n");
    CHECK(api.query("select name::text from mallctl.mall").find("Arcade") != std::string::npos);
    // What a person has changed is not written over, unless that is asked for.
    REQUIRE(api.mall("PATCH", "/stores/bakery", R"({"phone": "1"})").status == 200);
    const std::string text = "slug,phone\nbakery,2\n";
    refused("stores.csv", text);
    const std::string forced =
        node.upload(form_of({{"stores.csv", text}}), as_form, "?content=rows&force_conflicts=true");
    CHECK(node.settled(forced).at("state") == "checked");
}
