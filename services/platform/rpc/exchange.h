#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/rpc/call.h"

namespace adagio::rpc {

class Exchange;

// One message of an exchange on its way through the door, as a call of its own.
class Turn : public Call {
 public:
  Turn(Exchange& exchange, grpc::CallbackServerContext& context, const google::protobuf::Message& request,
       absl::string_view method, InFlight& in_flight)
      : Call(context, request, method, in_flight), exchange_(exchange) {}
  virtual ~Turn() = default;

  bool exchanges() const override { return true; }
  void Leave(const grpc::Status& status) override;

 protected:
  Exchange& exchange_;
};

// A call to which its client sends messages and gets an answer to each before the next is read: it holds at most one
// message and one answer. Every message is a turn; one that is refused ends the exchange, and so does a client that has
// sent its last. Safe from any thread.
//
//   reading -> working -> answering -> reading ... -> finished -> gone
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(grpc::CallbackServerContext& context, InFlight& in_flight) : place(in_flight), context_(context) {}
  virtual ~Exchange() = default;

  // How long it has waited for a message; zero while it does not.
  absl::Duration idle() const;
  // How long its answer has waited to be read; zero while there is none.
  absl::Duration unread() const;
  // Ends it with `why`, which is not OK, as soon as the message at hand is answered.
  void Close(const grpc::Status& why);
  // Cuts the connection of a client who does not read.
  void Cut();

  // Reads the next message.
  void Read();
  // Sees `turn` through the door.
  void Take(std::unique_ptr<Turn> turn);
  // How the turn ended; with OK its answer is written.
  void Answer(const grpc::Status& status);
  // The next turn, of what was read.
  virtual std::unique_ptr<Turn> NextTurn() = 0;
  // PERMISSION_DENIED/ACCESS_DENIED for a place or a caller other than those of the first message that came so far.
  absl::Status StayAt(const Scope& scope);

  // What the reactor hears.
  void Arrived(bool any);
  void Written(bool ok);
  void Cancelled();

  // Held as long as the exchange lives.
  InFlight::Ticket place;

 protected:
  virtual void Enter(Turn& turn) = 0;
  virtual void StartRead() = 0;
  virtual void StartWrite() = 0;
  virtual void Finish(const grpc::Status& status) = 0;

 private:
  enum class State { kReading, kWorking, kAnswering, kFinished };

  absl::Duration Since(State state) const;

  grpc::CallbackServerContext& context_;
  mutable Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_) = State::kWorking;
  // A read or a write is being begun: until it is, nothing may follow it, and nothing may be finished.
  bool beginning_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<bool> arrived_ ABSL_GUARDED_BY(mutex_);  // what was heard of a read that is being begun
  std::optional<bool> written_ ABSL_GUARDED_BY(mutex_);  // and of a write
  bool cancelled_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<grpc::Status> ending_ ABSL_GUARDED_BY(mutex_);
  std::optional<Scope> scope_ ABSL_GUARDED_BY(mutex_);  // of the first message
  std::unique_ptr<Turn> turn_ ABSL_GUARDED_BY(mutex_);
  std::chrono::steady_clock::time_point since_ ABSL_GUARDED_BY(mutex_);
};

// The exchanges of a door. Safe from any thread.
class Exchanges {
 public:
  void Add(std::shared_ptr<Exchange> exchange);
  void Remove(const Exchange* exchange);
  std::vector<std::shared_ptr<Exchange>> all() const;

 private:
  mutable Mutex mutex_;
  std::map<const Exchange*, std::shared_ptr<Exchange>> exchanges_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::rpc
