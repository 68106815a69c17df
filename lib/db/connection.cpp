#include "db/connection.hpp"

#include <pqxx/pqxx>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "core/error.hpp"
#include "db/faults.hpp"
#include "db/result.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

// A host that drops packets must not hang a command; a user's own connect_timeout stands.
std::string with_connect_timeout(const std::string& conninfo) {
    constexpr const char* seconds = "connect_timeout=10";
    if (conninfo.find("connect_timeout") != std::string::npos) return conninfo;
    if (conninfo.find("://") == std::string::npos) return conninfo + ' ' + seconds;
    return conninfo + (conninfo.find('?') == std::string::npos ? '?' : '&') + seconds;
}

class NoticeCounter : public pqxx::notification_receiver {
  public:
    using notification_receiver::notification_receiver;
    void operator()(const std::string&, int) override {}
};

std::vector<const char*> pointers(const std::vector<std::optional<std::string>>& values) {
    std::vector<const char*> result;
    result.reserve(values.size());
    for (const auto& value : values) {
        if (value && value->find('\0') != std::string::npos) {
            throw Error(Fault::rejected, "a text holds a NUL character, which the database cannot keep");
        }
        result.push_back(value ? value->c_str() : nullptr);
    }
    return result;
}

// libpqxx 6 takes a row as a tuple only, so there is one writer for each number of columns.
constexpr std::size_t max_columns = 20;

template <std::size_t... Column>
void write_columns(pqxx::stream_to& stream, const std::vector<const char*>& row,
                   std::index_sequence<Column...>) {
    stream << std::make_tuple(row[Column]...);
}

template <std::size_t... Size>
void write_row(pqxx::stream_to& stream, const std::vector<const char*>& row, std::index_sequence<Size...>) {
    const bool written = ((row.size() == Size + 1 &&
                           (write_columns(stream, row, std::make_index_sequence<Size + 1>()), true)) ||
                          ...);
    if (!written) throw std::logic_error("a row to copy has no columns, or too many");
}

}  // namespace

struct Connection::Impl {
    Impl(const std::string& conninfo, std::string label_of_server)
        : label(std::move(label_of_server)), connection(with_connect_timeout(conninfo)), quiet(connection) {}

    std::string label;
    pqxx::connection connection;
    pqxx::quiet_errorhandler quiet;  // the library prints nothing: notices of the server are dropped
    std::vector<std::unique_ptr<NoticeCounter>> receivers;
};

Connection::Connection(const std::string& conninfo, const std::string& label,
                       const std::string& application_name) {
    try {
        impl_ = std::make_unique<Impl>(conninfo, label);
    } catch (const pqxx::failure& e) {
        throw Error(Fault::unreachable,
                    "cannot connect to " + label + ": " + connect_reason(e.what(), conninfo),
                    "check that the database runs (mallctl db status) and that --database names it");
    }
// Deprecated since libpqxx 7 has no reactivation any more; in 6 there is no other way to forbid it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    impl_->connection.inhibit_reactivation(true);
#pragma GCC diagnostic pop
    Work work(*this, Work::Isolation::read_committed);
    work.run(
        "select set_config('application_name', $1, false), set_config('client_encoding', 'UTF8', false), "
        "set_config('client_min_messages', 'warning', false), set_config('DateStyle', 'ISO', false), "
        "set_config('TimeZone', 'UTC', false), set_config('extra_float_digits', '1', false), "
        "set_config('standard_conforming_strings', 'on', false), "
        "set_config('bytea_output', 'hex', false)",
        Params().add(application_name));
    work.commit();
}

Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

void Connection::listen(const std::string& channel) {
    try {
        impl_->receivers.push_back(std::make_unique<NoticeCounter>(impl_->connection, channel));
    } catch (...) {
        rethrow_as_error(impl_->label);
    }
}

bool Connection::wait_for_notice(std::chrono::milliseconds timeout) {
    try {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
        const std::chrono::microseconds rest = timeout - seconds;
        return impl_->connection.await_notification(seconds.count(), rest.count()) > 0;
    } catch (...) {
        rethrow_as_error(impl_->label);
    }
}

struct Work::Impl {
    explicit Impl(Connection::Impl& of) : connection(of) {}

    Connection::Impl& connection;
    std::unique_ptr<pqxx::transaction_base> transaction;
};

Work::Work(Connection& connection, Isolation isolation) : impl_(std::make_unique<Impl>(connection.impl())) {
    try {
        if (isolation == Isolation::read_committed) {
            impl_->transaction = std::make_unique<pqxx::work>(impl_->connection.connection);
        } else {
            impl_->transaction = std::make_unique<pqxx::transaction<pqxx::repeatable_read, pqxx::read_only>>(
                impl_->connection.connection);
        }
    } catch (...) {
        rethrow_as_error(impl_->connection.label);
    }
}

Work::~Work() = default;

Rows Work::run(const std::string& sql, const Params& params) {
    try {
        return make_rows(impl_->transaction->exec_params(
            sql, pqxx::prepare::make_dynamic_params(pointers(params.values()))));
    } catch (...) {
        rethrow_as_error(impl_->connection.label);
    }
}

void Work::run_script(const std::string& sql) {
    try {
        impl_->transaction->exec(sql);
    } catch (...) {
        rethrow_as_error(impl_->connection.label);
    }
}

void Work::commit() {
    try {
        impl_->transaction->commit();
    } catch (...) {
        rethrow_as_error(impl_->connection.label);
    }
}

struct CopyWriter::Impl {
    std::string label;
    pqxx::stream_to stream;
};

CopyWriter::CopyWriter(Work& work, const std::string& table, const std::vector<std::string>& columns) {
    Work::Impl& of = work.impl();
    try {
        impl_.reset(new Impl{of.connection.label, pqxx::stream_to(*of.transaction, table, columns)});
    } catch (...) {
        rethrow_as_error(of.connection.label);
    }
}

CopyWriter::~CopyWriter() = default;

void CopyWriter::row(const std::vector<std::optional<std::string>>& values) {
    try {
        write_row(impl_->stream, pointers(values), std::make_index_sequence<max_columns>());
    } catch (...) {
        rethrow_as_error(impl_->label);
    }
}

void CopyWriter::finish() {
    try {
        impl_->stream.complete();
    } catch (...) {
        rethrow_as_error(impl_->label);
    }
}

}  // namespace mallctl::db
