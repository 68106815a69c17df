// One connection: requests in, responses out, in order, until either side has enough.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/reader.hpp"
#include "server/net/output.hpp"
#include "server/net/worker.hpp"

namespace mallctl::server::net {

// All on the worker's thread. Every call may end with the connection closed; the session is then the worker's
// to destroy, and further calls do nothing.
class Session : public Deadline {
  public:
    Session(Worker& worker, std::unique_ptr<Stream> stream, std::string client);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    int socket() const { return stream_->socket(); }
    std::uint32_t events() const { return events_; }  // to watch at first
    std::uint64_t ticket() const { return ticket_; }

    // The socket can be read or written, or is broken.
    void on_event(std::uint32_t events);
    // The answer of the pool.
    void complete(const http::Request& request, const http::Response& response);
    // The time of the phase is over.
    void expire();
    void close();

  private:
    bool may_go_on() const { return !closed_ && !closing_ && !output_ && phase_ != Phase::answering; }
    void read(bool to_the_end);
    void read_away();
    void process();
    void sign(http::Request& request) const;
    void begin_request(http::Request& request);
    void end_request(http::Request& request);
    void answer_at_once(const http::Request& request, const http::Response& response);
    void answer(const http::Request& request, const http::Response& response);
    void note_answer(const http::Request& request, int status);
    void defer(const http::Request& request);
    void refuse(const http::Problem& problem);
    bool take_room(std::size_t most_bytes);
    void give_room_back();

    void send(const http::Response& response, bool with_body, bool keep_alive, bool secure);
    void write_out(const http::Response* response, std::string_view body);
    void settle();
    bool has_room();
    void after_last_answer();
    void enter(Phase phase);
    void watch(std::uint32_t events);

    Worker& worker_;
    std::unique_ptr<Stream> stream_;
    std::string client_;
    http::RequestReader reader_;
    std::unique_ptr<Output> output_;  // what the socket did not take
    std::uint64_t ticket_ = 0;        // of the pool's answer; 0: none is awaited
    std::uint32_t events_;            // that are watched
    std::uint32_t lingered_ = 0;      // bytes read away
    std::size_t next_part_ = 0;       // of a body: when so much has come, it has its time anew
    std::uint32_t route_ = 0;         // of the request, as Expectation::route
    std::size_t held_ = 0;            // bytes that the worker's count has of this one
    Phase phase_ = Phase::fresh;
    RequestId id_{};
    Clock::time_point begun_;  // of the request
    bool trusted_;             // the peer is within the trusted networks
    bool proxied_;             // the peer is a trusted proxy
    bool served_ = false;      // a request at least
    bool in_flight_ = false;   // a request is not answered yet
    bool blocks_ = false;      // the request's answer
    bool computes_ = false;    // likewise
    bool answered_ = false;    // the request before its body came: the body is read and dropped
    bool large_ = false;       // the request's body has room that others wait for
    bool closing_ = false;     // the last answer is on its way
    bool linger_ = false;      // the client may still be sending
    bool closed_ = false;
};

}  // namespace mallctl::server::net
