// YAML with bounds: a small hostile file must not cost much time, memory or stack.
#include <yaml-cpp/eventhandler.h>

#include <sstream>

#include "core/error.hpp"
#include "core/utf8.hpp"
#include "importers/mapping/yaml_fields.hpp"

namespace mallctl::importers::mapping {

namespace {

constexpr std::size_t max_bytes = 1 << 20;
constexpr int max_aliases = 100;
constexpr int max_depth = 32;

// Walks the document's events before any node is made.
class Bounds : public YAML::EventHandler {
  public:
    explicit Bounds(Faults& faults) : faults_(faults) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        if (++aliases_ == max_aliases + 1) refuse(mark, "more than 100 aliases");
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        enter(mark);
    }
    void OnSequenceEnd() override { --depth_; }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        enter(mark);
    }
    void OnMapEnd() override { --depth_; }

  private:
    void enter(const YAML::Mark& mark) {
        if (++depth_ > max_depth) refuse(mark, "more than 32 levels of nesting");
    }
    void refuse(const YAML::Mark& mark, const std::string& message) {
        faults_.add("M009", mark, message);
        faults_.throw_if_any();
    }

    Faults& faults_;
    int aliases_ = 0;
    int depth_ = 0;
};

}  // namespace

YAML::Node load_bounded(std::string_view text, Faults& faults) {
    const YAML::Mark start;
    if (text.size() > max_bytes) faults.add("M009", start, "the file is larger than 1 MiB");
    if (!core::is_utf8(text)) {
        faults.add("M008", start, "the file is not UTF-8", "save it as UTF-8");
    }
    faults.throw_if_any();
    YAML::Node document;
    try {
        // yaml-cpp 0.7 takes a line break at the end of the input for the end of an unclosed quote, and so
        // would swallow keys.
        const std::string body(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
        std::istringstream stream(body);
        YAML::Parser parser(stream);
        Bounds bounds(faults);
        const bool any = parser.HandleNextDocument(bounds);
        if (!any) faults.add("M006", start, "the file is empty");
        if (any && parser.HandleNextDocument(bounds)) {
            faults.add("M006", start, "the file holds more than one YAML document");
        }
        if (any) document = YAML::Load(body);
    } catch (const YAML::Exception& error) {
        faults.add("M006", error.mark, error.msg);
    }
    faults.throw_if_any();
    return document;
}

}  // namespace mallctl::importers::mapping
