#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/rpc/bearer.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/stream.h"

namespace adagio::rpc {

// A call whose answer is a stream. It opens when the door lets it leave with OK. At most one message is being written
// and at most one waits for a record; a client that never reads costs no more. Safe from any thread.
//
//   on its way -> open <-> writing -> ending -> gone
class StreamCall : public Call, public Stream {
 public:
  StreamCall(grpc::CallbackServerContext& context, const google::protobuf::Message& request, absl::string_view method,
             InFlight& in_flight)
      : Call(context, request, method, in_flight), watch(in_flight), bearer_(std::string(BearerToken(context))) {}
  ~StreamCall() override = default;

  const Scope& scope() const override { return *scope_; }
  const Sensitive<std::string>& bearer() const override { return bearer_; }
  bool over() const override;
  bool has_room() const override;
  void Close(const absl::Status& why) override;

  bool streams() const override { return true; }
  void GiveAnswer() override {}
  void Leave(const grpc::Status& status) override;

  // Writes `message` as soon as nothing is held; nothing happens when the stream is over.
  void Write(std::unique_ptr<google::protobuf::Message> message);
  // Between the two nothing begins to leave.
  void Hold();
  void LetGo();
  // Whether no access record covers what is written now. A record covers everything for so long after it.
  bool needs_record(absl::Duration covered) const;
  void Recorded();
  // How long the message being written has waited for its reader.
  absl::Duration unread() const;
  // Cuts the connection of a reader who does not read.
  void Cut();

  // What the reactor hears.
  void Written();
  void Cancelled();
  virtual void Gone();

  // Held as long as the stream lives.
  InFlight::Ticket watch;

 protected:
  virtual void StartWrite(const google::protobuf::Message& message) = 0;
  virtual void Finish(const grpc::Status& status) = 0;
  void Place(Scope scope) { scope_.emplace(std::move(scope)); }

 private:
  // Does what is next, if anything.
  void GoOn();
  void End(const grpc::Status& status);

  // A copy: it is needed for longer than gRPC keeps its own.
  const Sensitive<std::string> bearer_;
  std::optional<Scope> scope_;

  mutable Mutex mutex_;
  bool left_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  int holds_ ABSL_GUARDED_BY(mutex_) = 0;
  std::optional<grpc::Status> ending_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<google::protobuf::Message> next_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<google::protobuf::Message> writing_ ABSL_GUARDED_BY(mutex_);
  std::chrono::steady_clock::time_point writing_since_ ABSL_GUARDED_BY(mutex_);
  std::optional<std::chrono::steady_clock::time_point> recorded_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::rpc
