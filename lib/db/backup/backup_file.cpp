#include "db/backup/backup_file.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "db/backup/gzip_file.hpp"

namespace mallctl::db {

namespace {

using core::Error;
using core::Fault;
using Json = nlohmann::ordered_json;

constexpr std::string_view first_line = "mallctl backup 1\n";
constexpr std::string_view any_version = "mallctl backup ";
constexpr std::size_t longest_frame = std::size_t{1} << 20;

Json to_json(const BackupHeader& header) {
    Json json{{"mallctl", header.release}, {"migrations", Json::array()}};
    for (const auto& one : header.migrations)
        json["migrations"].push_back({{"number", one.number}, {"name", one.name}, {"sha256", one.sha256}});
    return json;
}

BackupHeader header_of(const Json& json) {
    BackupHeader header;
    header.release = json.at("mallctl").get<std::string>();
    for (const Json& one : json.at("migrations")) {
        header.migrations.push_back({one.at("number").get<int>(), one.at("name").get<std::string>(),
                                     one.at("sha256").get<std::string>()});
    }
    return header;
}

struct Frame {
    char type = 0;
    std::string text;
};

class FrameReader {
  public:
    explicit FrameReader(const std::filesystem::path& path)
        : name_(path.string()), file_(path, GzipFile::Mode::read) {
        std::string line(first_line.size(), '\0');
        line.resize(file_.read(line.data(), line.size()));
        if (line == first_line) {
            digest_.add(line);
            return;
        }
        if (line.starts_with(any_version)) {
            throw Error(Fault::usage, name_ + " is a backup in a form that this program does not know",
                        "install the newer mallctl");
        }
        throw Error(Fault::rejected, name_ + " is no backup that mallctl has made",
                    "name a file of: mallctl db backup FILE");
    }

    // The next frame; what comes after the last one is damage.
    Frame next() {
        std::array<char, 5> head{};
        take(head.data(), head.size());
        std::size_t length = 0;
        for (std::size_t i = 1; i < head.size(); ++i)
            length = length << 8 | static_cast<unsigned char>(head[i]);
        Frame frame{head[0], {}};
        if (length > longest_frame || std::string_view("HTDE").find(frame.type) == std::string_view::npos)
            damaged();
        frame.text.resize(length);
        take(frame.text.data(), length);
        if (frame.type == 'E') return frame;
        digest_.add({head.data(), head.size()});
        digest_.add(frame.text);
        return frame;
    }

    Json json_of(const Frame& frame, char type) const {
        if (frame.type != type) damaged();
        Json json = Json::parse(frame.text, nullptr, false);
        if (json.is_discarded()) damaged();
        return json;
    }

    // Checks the last frame, and that nothing follows it.
    std::int64_t end(const Frame& frame) {
        const Json json = json_of(frame, 'E');
        char more = 0;
        if (json.at("sha256") != core::to_hex(digest_.finish()) || file_.read(&more, 1) != 0) damaged();
        return json.at("rows").get<std::int64_t>();
    }

    [[noreturn]] void damaged() const {
        throw Error(Fault::rejected, name_ + " is damaged",
                    "copy it again from where it was made; nothing was changed");
    }

  private:
    void take(char* bytes, std::size_t size) {
        if (file_.read(bytes, size) != size) damaged();
    }

    std::string name_;
    GzipFile file_;
    core::Sha256Stream digest_;
};

}  // namespace

struct BackupWriter::Impl {
    explicit Impl(const std::filesystem::path& path) : file(path, GzipFile::Mode::create) {}

    void write(std::string_view bytes) {
        file.write(bytes);
        digest.add(bytes);
    }

    void write_frame(char type, std::string_view text) {
        const auto length = static_cast<std::uint32_t>(text.size());
        const char head[] = {type, static_cast<char>(length >> 24), static_cast<char>(length >> 16),
                             static_cast<char>(length >> 8), static_cast<char>(length)};
        write({head, sizeof head});
        write(text);
    }

    GzipFile file;
    core::Sha256Stream digest;
};

BackupWriter::BackupWriter(const std::filesystem::path& file, const BackupHeader& header)
    : impl_(new Impl(file)) {
    impl_->write(first_line);
    impl_->write_frame('H', to_json(header).dump());
}

BackupWriter::~BackupWriter() = default;

void BackupWriter::begin_table(const BackupTable& table) {
    impl_->write_frame('T', Json{{"table", table.name}, {"columns", table.columns}}.dump());
}

void BackupWriter::add_rows(std::string_view text) {
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), longest_frame)))
        impl_->write_frame('D', text.substr(0, longest_frame));
}

void BackupWriter::finish(std::int64_t rows) {
    const std::string digest = core::to_hex(impl_->digest.finish());
    const std::string text = Json{{"rows", rows}, {"sha256", digest}}.dump();
    const auto length = static_cast<char>(text.size());  // far below 127
    const char head[] = {'E', 0, 0, 0, length};
    impl_->file.write({head, sizeof head});
    impl_->file.write(text);
    impl_->file.finish();
}

BackupHeader read_backup_header(const std::filesystem::path& file) {
    FrameReader reader(file);
    try {
        return header_of(reader.json_of(reader.next(), 'H'));
    } catch (const nlohmann::json::exception&) {
        reader.damaged();
    }
}

std::int64_t read_backup(const std::filesystem::path& file, const BackupVisitor& visitor) {
    FrameReader reader(file);
    bool in_table = false;
    if (reader.next().type != 'H') reader.damaged();
    while (true) {
        const Frame frame = reader.next();
        std::optional<BackupTable> table;
        try {
            if (frame.type == 'E') return reader.end(frame);
            if (frame.type != 'D') {
                const Json json = reader.json_of(frame, 'T');
                table = {json.at("table").get<std::string>(),
                         json.at("columns").get<std::vector<std::string>>()};
            }
        } catch (const nlohmann::json::exception&) {
            reader.damaged();
        }
        if (!table && !in_table) reader.damaged();
        in_table = true;
        if (table && visitor.table) visitor.table(*table);
        if (!table && visitor.rows) visitor.rows(frame.text);
    }
}

}  // namespace mallctl::db
