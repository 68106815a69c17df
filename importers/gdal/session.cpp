#include "importers/gdal/session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <atomic>

#include "core/utf8.hpp"

namespace mallctl::importers::gdal {

namespace {

void CPL_STDCALL keep_failure(CPLErr severity, CPLErrorNum, const char* message) {
    auto* failures = static_cast<Failures*>(CPLGetErrorHandlerUserData());
    if (severity >= CE_Failure && failures != nullptr) failures->add(message);
}

}  // namespace

Failures::Failures() {
    CPLPushErrorHandlerEx(keep_failure, this);
}

Failures::~Failures() {
    CPLPopErrorHandler();
}

void Failures::add(const char* message) {
    if (!first_.empty()) return;
    first_ = message == nullptr ? std::string() : core::one_line(message);
    if (first_.empty()) first_ = "it does not say why";
}

LocalOption::LocalOption(const char* key, const char* value) : key_(key) {
    const char* before = CPLGetThreadLocalConfigOption(key, nullptr);
    had_ = before != nullptr;
    if (had_) before_ = before;
    CPLSetThreadLocalConfigOption(key, value);
}

LocalOption::~LocalOption() {
    CPLSetThreadLocalConfigOption(key_, had_ ? before_.c_str() : nullptr);
}

MemoryFolder::MemoryFolder() {
    static std::atomic<unsigned> counter{0};
    path_ = fmt::format("/vsimem/mallctl-{}", counter++);
}

MemoryFolder::~MemoryFolder() {
    VSIRmdirRecursive(path_.c_str());
}

std::string MemoryFolder::add(std::string_view name, std::string_view bytes) {
    std::string path = fmt::format("{}/{}", path_, name);
    // GDAL takes bytes that it may change; a file that is only read is not.
    auto* data = const_cast<GByte*>(reinterpret_cast<const GByte*>(bytes.data()));
    VSILFILE* file = VSIFileFromMemBuffer(path.c_str(), data, bytes.size(), FALSE);
    if (file != nullptr) VSIFCloseL(file);
    return path;
}

}  // namespace mallctl::importers::gdal
