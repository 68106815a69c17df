// Floor plans uploaded over HTTP: staged, checked, applied, and nothing of it left where it failed.
#include <catch2/catch.hpp>

#include "tests/server/import_node.hpp"

using namespace mallctl;
using namespace mallctl::test::imports;
using test::Answer;
using test::Headers;
using test::WritingApi;

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
