#include "services/platform/rpc/issuer_keys.h"

#include <utility>

#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"

namespace adagio::rpc {

IssuerKeys::IssuerKeys(Read read, std::set<Algorithm> allowed, const Clock& clock, FirstRead first)
    : read_(std::move(read)), allowed_(std::move(allowed)), clock_(clock), asked_at_(clock.Now()) {
  thread_ = std::thread([this, first] { Run(first); });
}

IssuerKeys::~IssuerKeys() {
  stopping_ = true;
  {
    MutexLock lock(mutex_);
    changed_.NotifyAll();
  }
  thread_.join();
}

absl::StatusOr<VerificationKey> IssuerKeys::Find(absl::string_view kid, Algorithm algorithm) {
  const absl::Time now = clock_.Now();
  MutexLock lock(mutex_);
  const auto found = keys_.find(kid);
  const bool fits = found != keys_.end() && found->second.algorithm() == algorithm;
  if (found == keys_.end() || now - read_at_ > kStale) AskToRead(now);
  if (now - read_at_ > kOldest) return Refuse(Reason::kIssuerUnavailable, "the issuer's keys are not known");
  if (!fits) return Refuse(Reason::kTokenInvalid, "no token that can be accepted");
  return found->second;
}

absl::Status IssuerKeys::AwaitRead() {
  MutexLock lock(mutex_);
  while (wanted_) changed_.Wait(mutex_);
  return last_;
}

// A clock that was set back does not silence the asking.
void IssuerKeys::AskToRead(absl::Time now) {
  if (wanted_ || (now >= asked_at_ && now - asked_at_ < kPause)) return;
  wanted_ = true;
  asked_at_ = now;
  changed_.NotifyAll();
}

absl::StatusOr<KeySet> IssuerKeys::ReadOnce() {
  ASSIGN_OR_RETURN(const std::string text, read_(stopping_));
  return ParseKeySet(text, allowed_);
}

void IssuerKeys::Run(FirstRead first) {
  for (bool logged = first == FirstRead::kLogged;; logged = true) {
    {
      MutexLock lock(mutex_);
      while (!wanted_ && !stopping_) changed_.Wait(mutex_);
      if (stopping_) return;
    }
    const absl::Time begun = clock_.Now();
    absl::StatusOr<KeySet> keys = ReadOnce();
    // The texts are our own: nothing of what the issuer sent is in them.
    if (!keys.ok() && !stopping_ && logged) Log("issuer.keys_not_read", {{"cause", keys.status().message()}});
    MutexLock lock(mutex_);
    last_ = keys.status();
    if (keys.ok()) {
      keys_ = *std::move(keys);
      read_at_ = begun;
    }
    wanted_ = false;
    changed_.NotifyAll();
  }
}

}  // namespace adagio::rpc
