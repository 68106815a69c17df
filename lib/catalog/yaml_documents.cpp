#include "catalog/yaml_documents.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

namespace mallctl::catalog {

namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t most_aliases = 100;

RawValue value_at(const YAML::Mark& mark, RawValue::Shape shape) {
    RawValue value;
    value.shape = shape;
    value.line = mark.line + 1;
    value.column = mark.column + 1;
    return value;
}

// "?" and "!" are what the parser gives plain and quoted values without a tag.
void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!" || tag.starts_with("tag:yaml.org,2002:")) return;
    throw YAML::ParserException(mark, "tags are not supported");
}

// Builds raw values from the parser's events, so that no document ever exists in a form that aliases can blow
// up. Throws YAML::ParserException with the place for what is out of bounds.
class YamlEvents : public YAML::EventHandler {
  public:
    // The document read last; a null value for an empty one.
    RawValue take_document();

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }

  private:
    // A list or map whose end has not come yet; `key` waits for its value.
    struct Open {
        RawValue value;
        std::optional<RawValue> key;
    };

    void open(const YAML::Mark& mark, const std::string& tag, RawValue::Shape shape);
    void close();
    void add(RawValue value);
    void remember(YAML::anchor_t anchor, const RawValue& value);

    RawValue document_;
    int began_at_ = -1;  // where the document before began, in characters
    std::vector<Open> open_;
    std::map<YAML::anchor_t, RawValue> anchored_;
    std::size_t aliases_ = 0;
};

RawValue YamlEvents::take_document() {
    return std::exchange(document_, {});
}

// yaml-cpp 0.7 takes what can begin no value, like a comma, for an empty document, and does not read on:
// without this check it would yield such documents for ever.
void YamlEvents::OnDocumentStart(const YAML::Mark& mark) {
    if (mark.pos == began_at_) throw YAML::ParserException(mark, "this begins no value");
    began_at_ = mark.pos;
    document_ = {};
    open_.clear();
    anchored_.clear();
    aliases_ = 0;
}

void YamlEvents::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    auto value = value_at(mark, RawValue::Shape::null);
    remember(anchor, value);
    add(std::move(value));
}

void YamlEvents::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (++aliases_ > most_aliases) throw YAML::ParserException(mark, "a document has at most 100 aliases");
    const auto it = anchored_.find(anchor);
    if (it == anchored_.end()) throw YAML::ParserException(mark, "an alias may stand for a plain value only");
    auto value = it->second;
    value.line = mark.line + 1;
    value.column = mark.column + 1;
    add(std::move(value));
}

void YamlEvents::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                          const std::string& text) {
    check_tag(mark, tag);
    auto value = value_at(mark, RawValue::Shape::text);
    if (tag == "!") ++value.column;  // the text begins after the quote
    value.text = text;
    remember(anchor, value);
    add(std::move(value));
}

void YamlEvents::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                                 YAML::EmitterStyle::value) {
    open(mark, tag, RawValue::Shape::list);
}

void YamlEvents::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                            YAML::EmitterStyle::value) {
    open(mark, tag, RawValue::Shape::map);
}

void YamlEvents::open(const YAML::Mark& mark, const std::string& tag, RawValue::Shape shape) {
    check_tag(mark, tag);
    if (open_.size() == deepest) throw YAML::ParserException(mark, "values are nested more than 8 deep");
    open_.push_back({value_at(mark, shape), std::nullopt});
}

void YamlEvents::close() {
    auto value = std::move(open_.back().value);
    open_.pop_back();
    add(std::move(value));
}

void YamlEvents::add(RawValue value) {
    if (open_.empty()) {
        document_ = std::move(value);
        return;
    }
    auto& parent = open_.back();
    if (parent.value.shape == RawValue::Shape::list) {
        parent.value.items.push_back(std::move(value));
    } else if (parent.key) {
        parent.value.entries.push_back({std::move(*parent.key), std::move(value)});
        parent.key.reset();
    } else {
        parent.key = std::move(value);
    }
}

void YamlEvents::remember(YAML::anchor_t anchor, const RawValue& value) {
    if (anchor != 0) anchored_[anchor] = value;
}

}  // namespace

void read_yaml_documents(const std::string& text, const std::function<void(const RawValue&)>& on_document) {
    // yaml-cpp 0.7 takes a line break at the end of the input for the end of an unclosed quote, and so would
    // swallow keys.
    std::istringstream in(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
    YamlEvents events;
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(events)) on_document(events.take_document());
    } catch (const YAML::Exception& fault) {
        throw YamlFault{fault.mark.line + 1, fault.mark.column + 1, fault.msg};
    }
}

}  // namespace mallctl::catalog
