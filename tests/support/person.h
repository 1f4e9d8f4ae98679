#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "tests/support/process.h"

namespace adagio::test {

// How a call ended.
template <typename Response>
struct Reply {
  grpc::Status status;
  Response response;

  bool ok() const { return status.ok(); }
};

// "OK", or "UNAVAILABLE/STORE_UNAVAILABLE"; without a reason where the error carries none, as those of the transport.
std::string NameOf(const grpc::Status& status);
// Whether a caller should send the same request again: the server, its store or the way to it was not there.
bool IsTrouble(const grpc::Status& status);

// What a caller waits between two trials.
void BackOff();
[[noreturn]] void ThrowRefused(const std::string& request, const grpc::Status& status);

// A way to a server, of its own: no two share a connection.
class Line {
 public:
  explicit Line(const std::string& address);
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

 private:
  std::shared_ptr<grpc::Channel> channel_;
};

// Somebody with a login. Safe from any thread.
class Person {
 public:
  Person() = default;
  explicit Person(std::string token) : token_(std::move(token)) {}

  // Empty for who has none.
  const std::string& token() const { return token_; }

  // For example Call(line, &HomeworkService::Stub::GetAssignment, request).
  template <typename Stub, typename Request, typename Response>
  Reply<Response> Call(const Line& line, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                       const Request& request, absl::Duration patience = absl::Seconds(20)) const {
    Stub stub(line.channel());
    grpc::ClientContext context;
    Prepare(context, patience);
    Reply<Response> reply;
    reply.status = (stub.*method)(&context, request, &reply.response);
    return reply;
  }

  // The answer, after as many trials of the same request as trouble makes necessary. Throws when it is refused, or when
  // the trouble lasts a minute.
  template <typename Stub, typename Request, typename Response>
  Response Insist(const Line& line, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                  const Request& request) const {
    const absl::Duration until = Elapsed() + absl::Minutes(1);
    while (true) {
      Reply<Response> reply = Call(line, method, request);
      if (reply.ok()) return std::move(reply.response);
      if (!IsTrouble(reply.status) || Elapsed() > until) ThrowRefused(Request::descriptor()->full_name(), reply.status);
      BackOff();
    }
  }

  // For calls of other kinds than Call's: says who calls.
  void Sign(grpc::ClientContext& context) const;

 private:
  void Prepare(grpc::ClientContext& context, absl::Duration patience) const;

  std::string token_;
};

// A new request id.
std::string NewId();

}  // namespace adagio::test
