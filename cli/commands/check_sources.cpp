#include "cli/commands/check_sources.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <utility>

#include "cli/manifest_inputs.hpp"
#include "cli/plan_folder.hpp"
#include "core/error.hpp"
#include "operations/check_plan.hpp"
#include "operations/check_rows.hpp"

namespace mallctl::cli {

namespace fs = std::filesystem;

namespace {

void append(core::Diagnostics& to, core::Diagnostics from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

// Reads JSON no further than it takes to tell rows of the catalog from a plan.
class RowSniffer : public nlohmann::json_sax<nlohmann::json> {
  public:
    bool is_rows() const { return is_rows_; }

    bool null() override { return next(); }
    bool boolean(bool) override { return next(); }
    bool number_integer(number_integer_t) override { return next(); }
    bool number_unsigned(number_unsigned_t) override { return next(); }
    bool number_float(number_float_t, const string_t&) override { return next(); }
    bool string(string_t&) override { return next(); }
    bool binary(binary_t&) override { return next(); }
    bool start_object(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override {
        is_rows_ = depth_ == 0;  // a plan is an object
        return !is_rows_ && enter();
    }
    bool end_array() override { return leave(); }
    bool key(string_t& name) override {
        is_rows_ = depth_ == 1 && (name == "kind" || name == "slug" || name == "unit");
        return !is_rows_ && next();
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

  private:
    bool next() {
        constexpr int enough = 10'000;
        return ++seen_ < enough;
    }
    bool enter() {
        ++depth_;
        return next();
    }
    bool leave() {
        --depth_;
        return next();
    }

    bool is_rows_ = false;
    int depth_ = 0;
    int seen_ = 0;
};

bool holds_rows(const fs::path& json_file) {
    std::ifstream file(json_file, std::ios::binary);
    RowSniffer sniffer;
    nlohmann::json::sax_parse(file, &sniffer, nlohmann::json::input_format_t::json, false);
    return sniffer.is_rows();
}

bool is_manifest(const fs::path& path) {
    const std::string extension = path.extension().string();
    if (extension == ".json") return holds_rows(path);
    if (path.filename() == "mapping.yaml") return false;
    return extension == ".yaml" || extension == ".yml" || extension == ".csv" || extension == ".jsonl" ||
           extension == ".xlsx";
}

void check_plans(const CheckSources& sources, importers::ImportRequest request,
                 const plan::RepairOptions& repair, CheckedFiles& checked) {
    request.sources = sources.plans;
    try {
        importers::ImportResult read = importers::import_plan(request);
        checked.notes = std::move(read.notes);
        if (core::has_errors(read.findings)) {
            append(checked.findings, std::move(read.findings));
            return;
        }
        operations::CheckedPlan result =
            operations::check_plan(std::move(read.plan), std::move(read.findings), repair);
        checked.plan = std::move(result.plan);
        append(checked.findings, std::move(result.findings));
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected || error.findings().empty()) throw;
        append(checked.findings, error.findings());
    }
}

void check_manifests(const CheckSources& sources, CheckedFiles& checked) {
    std::istringstream no_input;
    ManifestInputs inputs({sources.manifests.begin(), sources.manifests.end()}, {}, {}, no_input);
    const bool has_plan = !checked.plan.levels.empty();
    operations::CheckedRows rows =
        operations::check_rows(inputs.reader(), has_plan ? &checked.plan : nullptr);
    if (has_plan) {
        core::Diagnostics crossed = operations::check_catalog(rows.catalog, checked.plan);
        for (core::Diagnostic& finding : crossed) {
            const auto place = rows.places.find(finding.feature);
            if (finding.where.file.empty() && place != rows.places.end()) finding.where = place->second;
        }
        // The same said of leases as of any row; P071 says what it means for a lease.
        std::erase_if(rows.findings, [](const core::Diagnostic& finding) {
            return finding.code == "M011" && finding.feature.starts_with("lease ");
        });
        append(rows.findings, std::move(crossed));
    }
    append(checked.findings, std::move(rows.findings));
}

// "Ground.dxf" of the folder plan/ is plan/Ground.dxf, and /home/me/mall/plan/Ground.dxf too when run there.
std::string found_file(const std::string& name, const std::vector<fs::path>& sources) {
    std::error_code ignored;
    fs::path path = name;
    for (const fs::path& source : sources) {
        if (fs::exists(path, ignored)) break;
        const fs::path folder = fs::is_directory(source, ignored) ? source : source.parent_path();
        if (fs::exists(folder / name, ignored)) path = folder / name;
    }
    if (!path.is_absolute()) return path.lexically_normal().string();
    const fs::path near = path.lexically_relative(fs::current_path(ignored));
    return near.empty() || *near.begin() == ".." ? path.string() : near.string();
}

}  // namespace

CheckSources sort_sources(const std::vector<std::string>& paths) {
    CheckSources sources;
    std::string mall;
    for (const fs::path path : paths) {
        std::error_code failed;
        if (fs::is_directory(path, failed) && fs::exists(path / "mall.yaml", failed)) {
            if (!mall.empty()) {
                throw core::Error(
                    core::Fault::usage,
                    mall + " and " + path.string() + " are two malls, which have nothing in common",
                    "check one mall directory at a time");
            }
            mall = path.string();
            sources.manifests.push_back(path);
            if (auto plan = plan_folder(path)) sources.plans.push_back(std::move(*plan));
        } else if (is_manifest(path)) {
            sources.manifests.push_back(path);
        } else if (path.filename() != "mapping.yaml") {
            sources.plans.push_back(path);
        }
    }
    return sources;
}

CheckedFiles check_files(const CheckSources& sources, importers::ImportRequest request,
                         const plan::RepairOptions& repair) {
    CheckedFiles checked;
    if (!sources.plans.empty()) check_plans(sources, std::move(request), repair, checked);
    if (!sources.manifests.empty()) check_manifests(sources, checked);
    std::vector<fs::path> all = sources.plans;
    all.insert(all.end(), sources.manifests.begin(), sources.manifests.end());
    for (core::Diagnostic& finding : checked.findings) {
        if (!finding.where.file.empty()) finding.where.file = found_file(finding.where.file, all);
    }
    return checked;
}

}  // namespace mallctl::cli
