#include "operations/snapshot/snapshot_file.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/digest.hpp"
#include "core/sections.hpp"
#include "operations/snapshot/record.hpp"
#include "operations/snapshot/restore.hpp"

namespace mallctl::operations {

// What a file says of an artifact.
struct KeptArtifact {
    std::string sha256;  // empty: there is none
    std::int64_t size = 0;
    bool stale = false;
};

template <>
struct Members<KeptArtifact> {
    using T = KeptArtifact;
    static constexpr auto list = std::tuple(&T::sha256, &T::size, &T::stale);
};

struct KeptResolution {
    std::vector<Tenancy> tenancies;
    db::FormerSlugs former_locations;
    KeptArtifact nav;
    KeptArtifact search;
};

template <>
struct Members<KeptResolution> {
    using T = KeptResolution;
    static constexpr auto list = std::tuple(&T::tenancies, &T::former_locations, &T::nav, &T::search);
};

namespace {

enum SectionKind : std::uint32_t {
    mall_section = 1,
    catalog_section,
    wares_section,
    plan_section,
    resolved_section
};

constexpr std::uint32_t shape_of_records() {
    std::uint64_t hash = 0xCBF29CE484222325;
    hash = RecordShape<catalog::Mall>::of(hash);
    hash = RecordShape<catalog::Catalog>::of(hash);
    hash = RecordShape<catalog::Wares>::of(hash);
    hash = RecordShape<plan::Plan>::of(hash);
    hash = RecordShape<KeptResolution>::of(hash);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

constexpr core::ArtifactLayout layout{
    {'M', 'A', 'L', 'L', 'S', 'N', 'A', 'P'}, shape_of_records(), "snapshot", "it is made anew by serve"};

KeptArtifact name_of(const ArtifactBytes& bytes, bool stale) {
    const auto view = bytes.view();
    if (view.empty()) return {"", 0, stale};
    const std::string_view text(reinterpret_cast<const char*>(view.data()), view.size());
    return {core::sha256_hex(text), static_cast<std::int64_t>(view.size()), stale};
}

template <class T>
core::Section section_of(SectionKind kind, const T& value) {
    RecordWriter writer;
    writer(value);
    return {kind, 0, 0, {}, writer.take()};
}

template <class T>
T read(const core::Sections& sections, SectionKind kind) {
    T value;
    RecordReader reader(sections.get(kind, 0));
    try {
        reader(value);
    } catch (const std::out_of_range& error) {
        core::reject_artifact(layout, error.what());
    }
    if (!reader.at_end()) core::reject_artifact(layout, "a section is longer than what it holds");
    return value;
}

core::Sections opened(std::span<const std::byte> bytes) {
    core::Sections sections(layout, bytes);
    sections.verify();
    return sections;
}

SnapshotArtifact find(const ArtifactCache& artifacts, const char* kind, const KeptArtifact& name) {
    if (name.sha256.empty()) return {{}, name.stale};
    auto found = artifacts.find(kind, name.sha256, name.size);
    if (!found) return {{}, true};
    return {std::move(*found), name.stale};
}

}  // namespace

std::vector<std::byte> write_snapshot(const Snapshot& snapshot) {
    const KeptResolution resolved{snapshot.tenancies, snapshot.former_locations,
                                  name_of(snapshot.nav_bytes, snapshot.nav_stale),
                                  name_of(snapshot.search_bytes, snapshot.search_stale)};
    return core::write_sections(
        layout, {section_of(mall_section, snapshot.mall), section_of(catalog_section, snapshot.catalog),
                 section_of(wares_section, snapshot.wares), section_of(plan_section, snapshot.plan),
                 section_of(resolved_section, resolved)});
}

catalog::Mall read_mall(std::span<const std::byte> bytes) {
    return read<catalog::Mall>(opened(bytes), mall_section);
}

std::shared_ptr<const Snapshot> read_snapshot(std::span<const std::byte> bytes,
                                              const ArtifactCache& artifacts) {
    const core::Sections sections = opened(bytes);
    auto resolved = read<KeptResolution>(sections, resolved_section);
    RestoredParts parts;
    parts.mall = read<catalog::Mall>(sections, mall_section);
    parts.catalog = read<catalog::Catalog>(sections, catalog_section);
    parts.wares = read<catalog::Wares>(sections, wares_section);
    parts.plan = read<plan::Plan>(sections, plan_section);
    parts.tenancies = std::move(resolved.tenancies);
    parts.former_locations = std::move(resolved.former_locations);
    parts.nav = find(artifacts, "nav", resolved.nav);
    parts.search = find(artifacts, "search", resolved.search);
    if (parts.tenancies.size() != parts.catalog.stores.size()) {
        core::reject_artifact(layout, "it does not say what each store occupies");
    }
    return restore_snapshot(std::move(parts));
}

}  // namespace mallctl::operations
