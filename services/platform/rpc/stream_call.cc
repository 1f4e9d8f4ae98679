#include "services/platform/rpc/stream_call.h"

#include <utility>

#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/errors.h"

namespace adagio::rpc {

using Clock = std::chrono::steady_clock;

bool StreamCall::over() const {
  MutexLock lock(mutex_);
  return ending_.has_value();
}

bool StreamCall::has_room() const {
  MutexLock lock(mutex_);
  return left_ && !ending_.has_value() && holds_ == 0 && next_ == nullptr && writing_ == nullptr;
}

void StreamCall::Close(const absl::Status& why) {
  CHECK(!why.ok());
  const Role viewer = identity.has_value() ? identity->role : Role::kNobody;
  End(ToWire(AsSeenBy(viewer, why)));
}

void StreamCall::End(const grpc::Status& status) {
  {
    MutexLock lock(mutex_);
    next_ = nullptr;
    if (!ending_.has_value()) ending_ = status;
  }
  GoOn();
}

void StreamCall::Leave(const grpc::Status& status) {
  {
    MutexLock lock(mutex_);
    left_ = true;
    recorded_ = Clock::now();
    if (!status.ok() && !ending_.has_value()) ending_ = status;
  }
  GoOn();
}

void StreamCall::Write(std::unique_ptr<google::protobuf::Message> message) {
  {
    MutexLock lock(mutex_);
    if (ending_.has_value()) return;
    CHECK(next_ == nullptr);
    next_ = std::move(message);
  }
  GoOn();
}

void StreamCall::Hold() {
  MutexLock lock(mutex_);
  ++holds_;
}

void StreamCall::LetGo() {
  {
    MutexLock lock(mutex_);
    --holds_;
  }
  GoOn();
}

bool StreamCall::needs_record(absl::Duration covered) const {
  MutexLock lock(mutex_);
  return !recorded_.has_value() || Clock::now() - *recorded_ >= absl::ToChronoNanoseconds(covered);
}

void StreamCall::Recorded() {
  MutexLock lock(mutex_);
  recorded_ = Clock::now();
}

absl::Duration StreamCall::unread() const {
  MutexLock lock(mutex_);
  if (writing_ == nullptr) return absl::ZeroDuration();
  return absl::FromChrono(Clock::now() - writing_since_);
}

void StreamCall::Cut() {
  MutexLock lock(mutex_);
  // Until it is finished, which it is not while it writes, gRPC keeps the context.
  if (writing_ != nullptr) context.TryCancel();
}

void StreamCall::Written() {
  {
    MutexLock lock(mutex_);
    writing_ = nullptr;
  }
  GoOn();
}

void StreamCall::Cancelled() {
  cancelled = true;
  End(grpc::Status::CANCELLED);
}

void StreamCall::Gone() {
  MutexLock lock(mutex_);
  work.Release();
  stay.Release();
  watch.Release();
}

void StreamCall::GoOn() {
  const google::protobuf::Message* message = nullptr;
  grpc::Status end;
  {
    MutexLock lock(mutex_);
    if (!left_ || finished_ || holds_ > 0 || writing_ != nullptr) return;
    if (ending_.has_value()) {
      finished_ = true;
      end = *ending_;
    } else if (next_ != nullptr) {
      writing_ = std::move(next_);
      writing_since_ = Clock::now();
      message = writing_.get();
    } else {
      return;
    }
  }
  // Not under the lock: gRPC may answer at once. Whoever came here alone may do this; nothing else begins meanwhile.
  if (message != nullptr) return StartWrite(*message);
  Finish(end);
}

}  // namespace adagio::rpc
