#include "catalog/yaml_documents.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "catalog/reader/text_stream.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t most_aliases = 100;

// Places of the parser's marks, whose columns count bytes. Marks mostly come in the order of the text, so
// that a line of many values is counted once.
class Places {
  public:
    Places(std::string_view text, int first_line) : text_(text), first_line_(first_line) {}

    int line(const YAML::Mark& mark) const { return mark.line + first_line_; }

    int column(const YAML::Mark& mark) {
        const auto at = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
        const std::size_t begin = at - std::min(at, static_cast<std::size_t>(std::max(mark.column, 0)));
        if (begin != line_begin_ || at < counted_to_) {
            line_begin_ = counted_to_ = begin;
            counted_ = 0;
        }
        counted_ += count_characters(text_.substr(counted_to_, at - counted_to_));
        counted_to_ = at;
        return counted_ + 1;
    }

  private:
    std::string_view text_;
    int first_line_;
    std::size_t line_begin_ = 0;
    std::size_t counted_to_ = 0;
    int counted_ = 0;
};

// "?" and "!" are what the parser gives plain and quoted values without a tag.
void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!" || tag.starts_with("tag:yaml.org,2002:")) return;
    throw YAML::ParserException(mark, "tags are not supported");
}

// Builds raw values from the parser's events, so that no document ever exists in a form that aliases can blow
// up. Throws YAML::ParserException with the place for what is out of bounds.
class YamlEvents : public YAML::EventHandler {
  public:
    explicit YamlEvents(Places& places) : places_(places) {}

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

    RawValue value_at(const YAML::Mark& mark, RawValue::Shape shape) const;
    void open(const YAML::Mark& mark, const std::string& tag, RawValue::Shape shape);
    void close();
    void add(RawValue value);
    void remember(YAML::anchor_t anchor, const RawValue& value);

    Places& places_;
    RawValue document_;
    int began_at_ = -1;  // where the document before began, in characters
    std::vector<Open> open_;
    std::map<YAML::anchor_t, RawValue> anchored_;
    std::size_t aliases_ = 0;
};

RawValue YamlEvents::value_at(const YAML::Mark& mark, RawValue::Shape shape) const {
    RawValue value;
    value.shape = shape;
    value.line = places_.line(mark);
    value.column = places_.column(mark);
    return value;
}

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
    value.line = places_.line(mark);
    value.column = places_.column(mark);
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

void read_yaml_documents(std::string_view text, const std::function<void(RawValue&&)>& on_document,
                         int first_line) {
    // yaml-cpp 0.7 takes a line break at the end of the input for the end of an unclosed quote, and so would
    // swallow keys.
    const std::string_view trimmed = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    std::istringstream in{std::string(trimmed)};
    Places places(trimmed, first_line);
    YamlEvents events(places);
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(events)) on_document(events.take_document());
    } catch (const YAML::Exception& fault) {
        throw YamlFault{places.line(fault.mark), places.column(fault.mark), fault.msg};
    }
}

}  // namespace mallctl::catalog
