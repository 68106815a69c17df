// A node of the server that takes uploads, without its sockets, and what is uploaded to it.
#pragma once

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

namespace mallctl::test::imports {

using namespace std::chrono_literals;
using Json = nlohmann::json;

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;

inline std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

inline std::string zip_of(const Files& files) {
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

inline fs::path sample() {
    return test::source_dir() / "samples" / "riverside";
}

inline std::string imdf_zip() {
    Files files;
    for (const auto& entry : fs::directory_iterator(sample() / "imdf"))
        files.emplace_back(entry.path().filename().string(), read(entry.path()));
    return zip_of(files);
}

inline std::string form_of(const Files& files) {
    std::string body;
    for (const auto& [name, text] : files) {
        body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n" +
                text + "\r\n";
    }
    return body + "--edge--\r\n";
}

inline const Headers as_form{{"Content-Type", "multipart/form-data; boundary=edge"}};
inline const Headers as_bytes{{"Content-Type", "application/octet-stream"}};

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

inline std::string version_of(WritingApi& api) {
    return api.query("select version::text from mallctl.mall where slug = 'arcade'");
}

inline void run_as_owner(WritingApi& api, const std::string& sql) {
    const auto mall = operations::find_mall(api.session, "arcade").id;
    db::Transaction transaction(api.session, mall, db::Transaction::Mode::write);
    transaction.impl().work.run(sql);
    transaction.commit();
}

}  // namespace mallctl::test::imports
