#include "importers/features/feature.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

#include "core/error.hpp"
#include "importers/features/geometry.hpp"
#include "importers/features/issue.hpp"
#include "importers/features/json_fault.hpp"
#include "importers/features/outline.hpp"

namespace mallctl::importers::features {

namespace {

core::Error no_geojson(const std::string& message) {
    return {core::Fault::rejected, message, "export it as GeoJSON (RFC 7946)"};
}

// GeoJSON of 2008 could name a CRS; RFC 7946 knows WGS 84 only. Nothing where it is that.
std::optional<std::string> other_crs(const Json& root) {
    if (!root.has("crs")) return std::nullopt;
    const auto name = root.member("crs").member("properties").text("name").value_or("an unnamed CRS");
    for (const char* wgs84 : {"CRS84", "EPSG::4326", "EPSG:4326"}) {
        if (name.find(wgs84) != std::string::npos) return std::nullopt;
    }
    return name;
}

}  // namespace

std::string Feature::label() const {
    return id.empty() ? fmt::format("feature {}", number) : fmt::format("feature {} ({})", number, id);
}

struct Collection::Impl {
    explicit Impl(SourceFile source) : file(std::move(source)), outline(outline_of(file)) {
        const Json root = head();
        type = root.text("type").value_or("");
        crs = other_crs(root);
        name = root.names("name");
        if (type == "Feature" && outline.has_list) whole_is_one();
    }

    // A place in the head is none in the file: what is amiss in it is looked for in the file.
    Json head() {
        if (outline.features.empty() && !outline.has_list) return {};
        if (!outline.has_list) return parser.parse(file, outline.features.front());
        const SourceFile text{file.label, file.path, outline.head};
        try {
            return parser.parse(text, {0, static_cast<std::uint32_t>(text.text.size()), true});
        } catch (const core::Error&) {
            require_json(file);
            throw;
        }
    }

    // A Feature with a foreign member "features".
    void whole_is_one() {
        outline.has_list = false;
        const std::uint32_t begin = file.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        outline.features = {{begin, static_cast<std::uint32_t>(file.text.size()), true}};
    }

    SourceFile file;
    Outline outline;
    JsonParser parser;
    std::string type;
    std::optional<std::string> crs;
    core::Names name;
    Project project;
    std::size_t released = 0;  // bytes of the text
};

Collection::Collection(SourceFile file) : impl_(std::make_unique<Impl>(std::move(file))) {}
Collection::~Collection() = default;
Collection::Collection(Collection&&) noexcept = default;
Collection& Collection::operator=(Collection&&) noexcept = default;

const std::string& Collection::label() const {
    return impl_->file.label;
}

const std::filesystem::path& Collection::path() const {
    return impl_->file.path;
}

bool Collection::is_geojson() const {
    return impl_->type == "FeatureCollection" || impl_->type == "Feature";
}

const core::Names& Collection::name() const {
    return impl_->name;
}

void Collection::open(Project project) {
    if (!is_geojson()) throw no_geojson(fmt::format("{} is JSON but no GeoJSON FeatureCollection", label()));
    if (!project && impl_->crs) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{} is in {}, not in longitude and latitude", label(), *impl_->crs),
                          "name its CRS with --crs, or export it in WGS 84");
    }
    if (impl_->type == "FeatureCollection" && !impl_->outline.has_list) {
        throw no_geojson(fmt::format("{} has no list of features", label()));
    }
    impl_->project = std::move(project);
}

std::size_t Collection::size() const {
    return impl_->outline.features.size();
}

Json Collection::peek(std::size_t index) {
    const Json value = impl_->parser.parse(impl_->file, impl_->outline.features.at(index));
    if (value.text("type") == "Feature") return value;
    throw no_geojson(fmt::format("{}: feature {} is no GeoJSON Feature", label(), index + 1));
}

void Collection::release(std::size_t index) {
    constexpr std::size_t step = std::size_t{4} << 20;
    const std::size_t end = impl_->outline.features.at(index).begin;
    if (end < impl_->released + step) return;
    // The pages that lie wholly in the part are zeros from now on, and take no memory.
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto text = reinterpret_cast<std::uintptr_t>(impl_->file.text.data());
    const std::uintptr_t first = (text + impl_->released + page - 1) / page * page;
    const std::uintptr_t last = (text + end) / page * page;
    if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
    impl_->released = last - text;
}

Feature Collection::read(std::size_t index, core::Diagnostics& findings) {
    const Json value = peek(index);
    Feature feature;
    feature.number = index + 1;
    feature.where.file = label();
    feature.properties = value.member("properties");
    feature.id = value.text("id").value_or("");
    if (feature.id.empty()) feature.id = feature.properties.text("id").value_or("");
    feature.type = value.text("feature_type").value_or("");
    const std::string fault = read_geometry(value.member("geometry"), impl_->project, feature);
    if (!fault.empty()) {
        findings.push_back(about(feature, "P001", core::Severity::warning, "is left out: " + fault,
                                 "draw it again, closed and with enough points"));
    }
    const Json display_point = feature.properties.member("display_point");
    if (display_point.text("type") == "Point") {
        feature.display_point = read_position(display_point.member("coordinates"), impl_->project, feature);
    }
    return feature;
}

}  // namespace mallctl::importers::features
