#include "server/imports/import_job.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "db/access/acting.hpp"
#include "db/mall_repository.hpp"
#include "db/staged_imports.hpp"
#include "db/work_lock.hpp"
#include "importers/importer.hpp"
#include "importers/xlsx/xlsx.hpp"
#include "operations/apply.hpp"
#include "operations/findings.hpp"
#include "operations/import.hpp"
#include "server/http/problem.hpp"
#include "server/imports/import_report.hpp"
#include "server/imports/spool_folder.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

namespace fs = std::filesystem;
using db::ImportState;

constexpr std::chrono::seconds import_lock_timeout{60};

plan::RepairMode repair_mode(const std::string& word) {
    if (word == "off") return plan::RepairMode::off;
    return word == "all" ? plan::RepairMode::all : plan::RepairMode::safe;
}

std::unique_ptr<catalog::RawRowSource> open_table(const fs::path& file, const catalog::Kind* kind,
                                                  catalog::Findings& findings) {
    if (!importers::xlsx::is_workbook(file)) return nullptr;
    return importers::xlsx::open_workbook(file, kind, findings);
}

class Run {
  public:
    Run(db::Session& session, const ImportJob& job, const fs::path& spool)
        : session_(session), job_(job), spool_(spool) {}

    // Ends with the import in another state than `from`, or with core::Error(unreachable).
    void run(const std::vector<ImportState>& from, ImportState during) {
        const auto lock =
            db::WorkLock::try_take(session_, job_.mall, "import " + core::to_string(job_.import));
        if (!lock || !begin(from, during)) return;
        std::optional<SpoolFolder> folder;
        bool is_here = false;
        try {
            folder.emplace(spool_);
            write_files(*folder);
            is_here = true;
            work(*folder);
        } catch (const core::Error& error) {
            if (error.fault() == core::Fault::unreachable) throw;
            is_here ? refuse(error, *folder) : fail(error.what());
        } catch (const std::exception& error) {
            fail(error.what());
        }
    }

  private:
    bool begin(const std::vector<ImportState>& from, ImportState during) {
        db::Transaction transaction(session_, job_.mall, db::Transaction::Mode::write);
        db::StagedImports imports(transaction);
        auto found = imports.find(job_.import);
        const auto mall = db::MallRepository(transaction).current();
        if (!found || !mall || !imports.move(job_.import, from, during, core::now())) return false;
        transaction.commit();
        import_ = *std::move(found);
        import_.failure.clear();
        slug_ = mall->slug;
        return true;
    }

    void write_files(const SpoolFolder& folder) {
        db::Transaction transaction(session_, job_.mall, db::Transaction::Mode::read);
        db::StagedImports imports(transaction);
        for (std::size_t i = 0; i < import_.files.size(); ++i) {
            std::ofstream out(folder.path() / import_.files[i].name, std::ios::binary);
            imports.read_bytes(import_.id, i, [&](std::string_view bytes) {
                out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            });
            out.close();
            if (!out) {
                throw core::Error(core::Fault::failed, "there is no room to read the upload on this server",
                                  "try again later");
            }
        }
    }

    // The mapping beside a plan is read with it.
    importers::ImportRequest request_of(const SpoolFolder& folder) const {
        importers::ImportRequest request;
        std::vector<fs::path> plans;
        for (const db::StagedFile& file : import_.files) {
            if (file.name != "mapping.yaml") plans.push_back(folder.path() / file.name);
        }
        request.sources = plans.size() == 1 ? plans : std::vector<fs::path>{folder.path()};
        request.crs = options_.value("crs", "");
        if (options_.contains("max_rms")) request.max_rms_m = options_.at("max_rms").get<double>();
        return request;
    }

    void work(const SpoolFolder& folder) {
        options_ = nlohmann::json::parse(import_.options);
        const auto report =
            options_.value("content", "plan") == "rows" ? work_rows(folder) : work_plan(folder);
        if (applies()) return;
        import_.state = ImportState::checked;
        import_.checked_version = report.version;
        keep();
    }

    operations::WriteReport work_plan(const SpoolFolder& folder) {
        importers::ImportResult read = importers::import_plan(request_of(folder));
        if (core::has_errors(read.findings)) {
            throw core::Error(core::Fault::rejected, "the floor plan was rejected",
                              "mend the findings of severity error and upload it again", read.findings);
        }
        const std::string format = read.plan.format;
        const auto tell = [&](const operations::ImportReport& report) {
            operations::WriteReport all = report;
            all.findings = operations::join_findings(read.findings, report.findings);
            import_.report = report_text(all, report.units, format, folder);
        };
        auto options = write_options<operations::ImportOptions>();
        options.repair.mode = repair_mode(options_.value("repair", "safe"));
        options.on_end = [&](db::Transaction& transaction, const operations::ImportReport& report) {
            tell(report);
            keep_applied(transaction, report.version);
        };
        const auto acting = act();
        const auto report = operations::import_plan(session_, std::move(read.plan), options);
        tell(report);
        return report;
    }

    operations::WriteReport work_rows(const SpoolFolder& folder) {
        std::vector<fs::path> files;
        for (const db::StagedFile& file : import_.files) files.push_back(folder.path() / file.name);
        operations::RefusedRows refused;
        catalog::ManifestOptions reading;
        reading.kind = options_.value("kind", "");
        reading.on_rejected = [&](const catalog::RejectedRow& row) { refused.add(row); };
        reading.open_table = open_table;
        std::istringstream no_input;
        catalog::ManifestReader reader(files, no_input, reading);
        const auto tell = [&](const operations::WriteReport& report) {
            import_.report = report_text(report, {}, "manifest", folder);
        };
        auto options = write_options<operations::ApplyOptions>();
        options.force_conflicts = options_.value("force_conflicts", false);
        options.on_end = [&](db::Transaction& transaction, const operations::WriteReport& report) {
            tell(report);
            keep_applied(transaction, report.version);
        };
        const auto acting = act();
        const auto report = operations::apply(session_, reader, refused, options);
        tell(report);
        return report;
    }

    bool applies() const { return job_.step == ImportJob::Step::apply; }

    template <class Options>
    Options write_options() const {
        Options options;
        options.mall = slug_;
        options.dry_run = !applies();
        options.lock_timeout = import_lock_timeout;
        if (applies() && !job_.force) options.only_at = import_.checked_version;
        return options;
    }

    // In the name of who asked, to the end of the scope.
    std::unique_ptr<db::Acting> act() {
        return job_.who ? std::make_unique<db::Acting>(session_, *job_.who, job_.mall) : nullptr;
    }

    void keep_applied(db::Transaction& transaction, std::int64_t version) {
        import_.state = ImportState::applied;
        import_.version = version;
        db::StagedImports(transaction).keep(import_, core::now());
    }

    // What was looked at and is good stays applicable; what only waited for the mall waits again.
    void refuse(const core::Error& error, const SpoolFolder& folder) {
        const bool waits = error.fault() == core::Fault::conflict && error.findings().empty();
        import_.state = applies() ? ImportState::checked : waits ? ImportState::staged : ImportState::refused;
        import_.failure = failure_text(folder.without_folder(error.what()),
                                       folder.without_folder(http::client_advice(error, "")));
        if (!applies()) import_.report = findings_text(error.findings(), folder);
        keep();
    }

    // The fault is the server's: its log says which.
    void fail(const std::string& why) {
        log::error(fmt::format("import {}: {}", core::to_string(job_.import), why));
        import_.state = ImportState::failed;
        import_.failure = failure_text("the server could not do it", "check it again, or report its id");
        keep();
    }

    void keep() {
        db::Transaction transaction(session_, job_.mall, db::Transaction::Mode::write);
        db::StagedImports(transaction).keep(import_, core::now());
        transaction.commit();
    }

    db::Session& session_;
    const ImportJob& job_;
    const fs::path& spool_;
    db::StagedImport import_;
    nlohmann::json options_;
    std::string slug_;
};

}  // namespace

void run_import_job(db::Session& session, const ImportJob& job, const fs::path& spool) {
    if (job.step == ImportJob::Step::apply) {
        Run(session, job, spool).run({ImportState::applying}, ImportState::applying);
    } else {
        Run(session, job, spool).run({ImportState::staged}, ImportState::checking);
    }
}

void recover_import(db::Session& session, const core::Uuid& mall, const core::Uuid& import,
                    const fs::path& spool) {
    {
        const auto lock = db::WorkLock::try_take(session, mall, "import " + core::to_string(import));
        if (!lock) return;
        db::Transaction transaction(session, mall, db::Transaction::Mode::write);
        db::StagedImports imports(transaction);
        auto found = imports.find(import);
        if (!found) return;
        if (found->state == ImportState::applying) {
            found->state = ImportState::checked;
            found->failure = failure_text("the server that was to apply it has ended; nothing was written",
                                          "apply it again");
        } else {
            found->state = ImportState::staged;
        }
        imports.keep(*found, core::now());
        transaction.commit();
        if (found->state == ImportState::checked) return;
    }
    run_import_job(session, {ImportJob::Step::check, mall, import}, spool);
}

}  // namespace mallctl::server
