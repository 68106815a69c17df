#include "db/connection.hpp"

#include <libpq-fe.h>

#include <memory>
#include <pqxx/pqxx>
#include <stdexcept>
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

// libpqxx 6 writes COPY row by row from tuples of texts. What is ready to be sent goes to libpq's own handle,
// which the policy of a connection sees.
class HandlePolicy : public pqxx::connect_direct {
  public:
    using connect_direct::connect_direct;

    handle do_startconnect(handle orig) override {
        libpq = connect_direct::do_startconnect(orig);
        return libpq;
    }

    handle libpq = nullptr;
};

// As pqxx::connection, of another policy.
class HandledConnection : public pqxx::connection_base {
  public:
    explicit HandledConnection(const std::string& conninfo) : connection_base(policy_), policy_(conninfo) {
        init();
    }
    ~HandledConnection() noexcept { close(); }

    PGconn* libpq() const { return policy_.libpq; }

  private:
    HandlePolicy policy_;
};

struct ResultCloser {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultCloser>;

}  // namespace

struct Connection::Impl {
    Impl(const std::string& conninfo, std::string label_of_server)
        : label(std::move(label_of_server)), connection(with_connect_timeout(conninfo)), quiet(connection) {}

    std::string label;
    HandledConnection connection;
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
    PGconn* libpq = nullptr;
    Form form = Form::binary;
    bool open = false;

    [[noreturn]] void lost() const { throw pqxx::broken_connection(PQerrorMessage(libpq)); }

    void put(std::string_view bytes) const {
        if (PQputCopyData(libpq, bytes.data(), static_cast<int>(bytes.size())) != 1) lost();
    }

    // Ends the COPY, with an error where `reason` is given, and takes what the server says to it.
    void end(const char* reason) {
        open = false;
        if (PQputCopyEnd(libpq, reason) != 1) lost();
        std::string message;
        std::string state;
        while (const Result result{PQgetResult(libpq)}) {
            if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) continue;
            message = PQresultErrorMessage(result.get());
            const char* code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            state = code == nullptr ? "" : code;
        }
        if (reason == nullptr && !message.empty()) throw pqxx::sql_error(message, "COPY", state.c_str());
    }
};

CopyWriter::CopyWriter(Work& work, const std::string& table, const std::vector<std::string>& columns,
                       Form form)
    : impl_(new Impl{work.impl().connection.label, work.impl().connection.connection.libpq(), form}) {
    std::string sql = "copy " + table + " (";
    for (const std::string& column : columns) sql += (&column == columns.data() ? "" : ", ") + column;
    work.run_script(sql + (form == Form::binary ? ") from stdin (format binary)" : ") from stdin"));
    impl_->open = true;
    if (form == Form::text) return;
    // The signature, no flags, no extension of the header ("Binary Format" of COPY).
    write(std::string_view("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19));
}

CopyWriter::~CopyWriter() {
    if (!impl_->open) return;
    try {
        impl_->end("a row cannot be written");
    } catch (const pqxx::pqxx_exception&) {
        // The connection is lost: the next statement says so.
        impl_->open = false;
    }
}

void CopyWriter::write(std::string_view rows) {
    constexpr std::size_t block = std::size_t{16} << 20;
    try {
        for (; rows.size() > block; rows.remove_prefix(block)) impl_->put(rows.substr(0, block));
        impl_->put(rows);
    } catch (...) {
        rethrow_as_error(impl_->label);
    }
}

void CopyWriter::finish() {
    try {
        if (impl_->form == Form::binary) impl_->put(std::string_view("\xFF\xFF", 2));
        impl_->end(nullptr);
    } catch (...) {
        rethrow_as_error(impl_->label);
    }
}

std::int64_t copy_rows_out(Work& work, const std::string& query,
                           const std::function<void(std::string_view)>& take) {
    work.run_script("copy (" + query + ") to stdout");
    PGconn* const libpq = work.impl().connection.connection.libpq();
    std::int64_t rows = 0;
    try {
        while (true) {
            char* buffer = nullptr;
            const int length = PQgetCopyData(libpq, &buffer, 0);
            const std::unique_ptr<char, decltype(&PQfreemem)> row(buffer, &PQfreemem);
            if (length < 0) break;
            take({buffer, static_cast<std::size_t>(length)});
            ++rows;
        }
        while (const Result result{PQgetResult(libpq)}) {
            if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) continue;
            const char* code = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
            throw pqxx::sql_error(PQresultErrorMessage(result.get()), "COPY", code == nullptr ? "" : code);
        }
    } catch (...) {
        rethrow_as_error(work.impl().connection.label);
    }
    return rows;
}

}  // namespace mallctl::db
