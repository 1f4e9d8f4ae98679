#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/rpc/key_set.h"

namespace adagio::rpc {

// The keys of an outside issuer, as last read. They are read on a thread of their own, so nobody who asks for a key
// ever waits: not for an issuer that is down, nor for one that is slow. Reading begins when somebody asks for a kid
// that is not known, or when the keys are older than kStale; at most once in kPause. What cannot be read or understood
// leaves the keys as they are, until they are older than kOldest: then no key is known any more. Safe from any thread.
class IssuerKeys {
 public:
  // Gives the text of the JWK Set. Called on the thread of its own; ends soon after `stopping` becomes true.
  using Read = std::function<absl::StatusOr<std::string>(const std::atomic<bool>& stopping)>;

  static constexpr absl::Duration kPause = absl::Minutes(1);
  static constexpr absl::Duration kStale = absl::Minutes(5);
  // Tokens rarely live longer, so an issuer that is away for so long gives no new ones anyway; and a key that was
  // withdrawn meanwhile is not believed for ever.
  static constexpr absl::Duration kOldest = absl::Hours(1);

  // Who is told when the first read fails: the log, or only whoever calls AwaitRead. Later ones are logged.
  enum class FirstRead { kLogged, kAwaited };

  IssuerKeys(Read read, std::set<Algorithm> allowed, const Clock& clock, FirstRead first = FirstRead::kLogged);
  ~IssuerKeys();
  IssuerKeys(const IssuerKeys&) = delete;
  IssuerKeys& operator=(const IssuerKeys&) = delete;

  // UNAUTHENTICATED/TOKEN_INVALID where the issuer has no such key for that algorithm; UNAVAILABLE/ISSUER_UNAVAILABLE
  // where no keys are known.
  absl::StatusOr<VerificationKey> Find(absl::string_view kid, Algorithm algorithm);
  // Waits until what is being read has been read, and says how that went; for start-up and tests.
  absl::Status AwaitRead();

 private:
  void Run(FirstRead first);
  absl::StatusOr<KeySet> ReadOnce();
  void AskToRead(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Read read_;
  const std::set<Algorithm> allowed_;
  const Clock& clock_;
  std::atomic<bool> stopping_ = false;
  Mutex mutex_;
  Condition changed_;
  bool wanted_ ABSL_GUARDED_BY(mutex_) = true;
  absl::Status last_ ABSL_GUARDED_BY(mutex_);
  absl::Time asked_at_ ABSL_GUARDED_BY(mutex_);
  absl::Time read_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  KeySet keys_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace adagio::rpc
