#include "services/platform/rpc/exchange.h"

#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::rpc {

using Clock = std::chrono::steady_clock;

void Turn::Leave(const grpc::Status& status) { exchange_.Answer(status); }

absl::Duration Exchange::idle() const { return Since(State::kReading); }

absl::Duration Exchange::unread() const { return Since(State::kAnswering); }

absl::Duration Exchange::Since(State state) const {
  MutexLock lock(mutex_);
  return state_ == state ? absl::FromChrono(Clock::now() - since_) : absl::ZeroDuration();
}

void Exchange::Close(const grpc::Status& why) {
  {
    MutexLock lock(mutex_);
    if (!ending_.has_value()) ending_ = why;
    if (state_ != State::kReading || beginning_) return;
    state_ = State::kFinished;
  }
  Finish(why);
}

void Exchange::Cut() {
  MutexLock lock(mutex_);
  // Until it is finished, which it is not while it answers, gRPC keeps the context.
  if (state_ == State::kAnswering) context_.TryCancel();
}

void Exchange::Read() {
  // Once the read has begun, what is read may arrive, be refused and end everything.
  const std::shared_ptr<Exchange> self = shared_from_this();
  {
    MutexLock lock(mutex_);
    state_ = State::kReading;
    since_ = Clock::now();
    beginning_ = true;
  }
  StartRead();
  std::optional<bool> arrived;
  grpc::Status end;
  {
    MutexLock lock(mutex_);
    beginning_ = false;
    arrived = std::exchange(arrived_, std::nullopt);
    if (!arrived.has_value()) {
      if (!ending_.has_value()) return;
      state_ = State::kFinished;
      end = *ending_;
    }
  }
  if (arrived.has_value()) return Arrived(*arrived);
  Finish(end);
}

void Exchange::Arrived(bool any) {
  std::optional<grpc::Status> end;
  {
    MutexLock lock(mutex_);
    if (state_ == State::kFinished) return;
    if (beginning_) {
      arrived_ = any;
      return;
    }
    if (!any || ending_.has_value()) end = ending_.value_or(grpc::Status::OK);
    state_ = end.has_value() ? State::kFinished : State::kWorking;
  }
  if (end.has_value()) return Finish(*end);
  Take(NextTurn());
}

void Exchange::Take(std::unique_ptr<Turn> turn) {
  Turn& taken = *turn;
  {
    MutexLock lock(mutex_);
    taken.cancelled = cancelled_;
    turn_ = std::move(turn);
  }
  Enter(taken);
}

void Exchange::Answer(const grpc::Status& status) {
  const std::shared_ptr<Exchange> self = shared_from_this();
  {
    MutexLock lock(mutex_);
    state_ = status.ok() ? State::kAnswering : State::kFinished;
    since_ = Clock::now();
    beginning_ = status.ok();
  }
  if (!status.ok()) return Finish(status);
  // Not under the lock: gRPC may answer at once. Whoever came here alone may do this; nothing else begins meanwhile.
  StartWrite();
  std::optional<bool> written;
  {
    MutexLock lock(mutex_);
    beginning_ = false;
    written = std::exchange(written_, std::nullopt);
  }
  if (written.has_value()) Written(*written);
}

absl::Status Exchange::StayAt(const Scope& scope) {
  MutexLock lock(mutex_);
  if (!scope_.has_value()) scope_.emplace(scope);
  const bool same = scope.practice() == scope_->practice() && scope.unit() == scope_->unit() &&
                    scope.principal() == scope_->principal();
  return same ? absl::OkStatus() : Refuse(Reason::kAccessDenied, "another place or caller than at first");
}

void Exchange::Written(bool ok) {
  std::optional<grpc::Status> end;
  {
    MutexLock lock(mutex_);
    if (beginning_) {
      written_ = ok;
      return;
    }
    turn_ = nullptr;
    if (!ok || ending_.has_value()) end = ending_.value_or(grpc::Status::CANCELLED);
    state_ = end.has_value() ? State::kFinished : State::kWorking;
  }
  if (end.has_value()) return Finish(*end);
  Read();
}

void Exchange::Cancelled() {
  MutexLock lock(mutex_);
  cancelled_ = true;
  if (turn_ != nullptr) turn_->cancelled = true;
}

void Exchanges::Add(std::shared_ptr<Exchange> exchange) {
  MutexLock lock(mutex_);
  const Exchange* key = exchange.get();
  exchanges_.emplace(key, std::move(exchange));
}

void Exchanges::Remove(const Exchange* exchange) {
  std::shared_ptr<Exchange> removed;
  MutexLock lock(mutex_);
  const auto found = exchanges_.find(exchange);
  if (found == exchanges_.end()) return;
  removed = std::move(found->second);
  exchanges_.erase(found);
}

std::vector<std::shared_ptr<Exchange>> Exchanges::all() const {
  MutexLock lock(mutex_);
  std::vector<std::shared_ptr<Exchange>> all;
  for (const auto& [key, exchange] : exchanges_) all.push_back(exchange);
  return all;
}

}  // namespace adagio::rpc
