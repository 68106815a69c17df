#include "catalog/manifest.hpp"

#include <algorithm>

#include "catalog/row_binder.hpp"
#include "catalog/sources.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "core/money.hpp"

namespace mallctl::catalog {

namespace {

const Kind* kind_named(const std::string& name) {
    if (name.empty()) return nullptr;
    const Kind* kind = find_kind(name);
    if (kind != nullptr) return kind;
    std::vector<std::string> names;
    for (const auto& known : kinds()) names.push_back(known.name);
    throw core::Error(core::Fault::usage, "unknown kind \"" + name + "\"", core::did_you_mean(name, names));
}

void settle(Lease& lease, StatedField& stated, const std::string& currency, Findings& findings) {
    try {
        lease.base_rent_minor = core::parse_money(stated.amount, currency);
    } catch (const core::Error& error) {
        findings.error("M003", stated.where, std::string("bad base_rent: ") + error.what(), error.advice(),
                       "lease " + lease.slug);
        stated.faulty = true;
    }
}

}  // namespace

bool RowOrigin::states(std::string_view field) const {
    return std::any_of(stated.begin(), stated.end(),
                       [&](const StatedField& one) { return one.name == field; });
}

Manifest read_manifest(const std::vector<std::filesystem::path>& paths, std::istream& standard_input,
                       const std::string& kind_name) {
    const Kind* kind = kind_named(kind_name);
    Manifest manifest;
    Findings findings;
    RowBinder binder(manifest, findings);
    for (const auto& path : paths) {
        if (path == "-") {
            for (const auto& row : read_stream(standard_input, kind, findings)) binder.add(row);
            continue;
        }
        for (const auto& file : manifest_files(path)) {
            for (const auto& row : read_file(file, kind, findings)) binder.add(row);
        }
    }
    manifest.findings = findings.take();
    return manifest;
}

void settle_money(Manifest& manifest, std::string_view currency) {
    Findings findings;
    auto lease = manifest.catalog.leases.begin();
    for (auto& origin : manifest.origins) {
        if (origin.kind != "lease") continue;
        for (auto& stated : origin.stated) {
            if (!stated.amount.empty()) settle(*lease, stated, std::string(currency), findings);
        }
        ++lease;
    }
    for (auto& finding : findings.take()) manifest.findings.push_back(std::move(finding));
}

}  // namespace mallctl::catalog
