#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/audit/trail.h"
#include "services/platform/events/outbox.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/request_key.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/storage/transaction.h"

namespace adagio {

// What a closure of a unit of work may use. Lives as long as one attempt of its transaction.
class Work {
 public:
  const Scope& scope() const { return scope_; }
  storage::Statements& tx() { return tx_; }
  // Read after the guard was taken; never before an earlier `now` of the same unit.
  absl::Time now() const { return now_; }
  // The unit's version as this transaction makes it: greater than that of everything already recorded.
  int64_t version() const { return version_; }
  Uuid NewUuid() { return entropy_.NewUuid(); }
  // Puts an event about `resource` into the outbox, in this transaction.
  absl::Status Announce(absl::string_view type, const Uuid& resource);

 private:
  friend class UnitOfWork;
  Work(const Scope& scope, storage::Statements& tx, Entropy& entropy) : scope_(scope), tx_(tx), entropy_(entropy) {}

  const Scope& scope_;
  storage::Statements& tx_;
  Entropy& entropy_;
  absl::Time now_;
  int64_t version_ = 0;
  bool announced_ = false;
};

// The one way to change anything. Each run is one transaction around the caller's closure:
//
//   1. bump the guard row of the unit (of the practice where the call names no unit): whoever changes the unit waits
//   here
//   2. claim the request id, or replay the answer it had
//   3. the closure reads, decides and writes
//   4. the answer, sealed, under the request id; the audit record; COMMIT
//
// A conflict runs the whole closure again, a bounded number of times. An unknown outcome is resolved by running guard
// and request id again: the answer is there or the work never happened. The closure must have no outside effect. Safe
// from any thread.
class UnitOfWork {
 public:
  struct Options {
    storage::Pool& writes;
    const Clock& clock;
    Entropy& entropy;
    const keys::Keyring& keys;
    audit::Trail& trail;
    std::function<void()> announced;  // called after a commit with an event; cheap
  };
  // Returns the serialised answer.
  using Closure = absl::FunctionRef<absl::StatusOr<std::string>(Work&)>;

  explicit UnitOfWork(Options options) : options_(options) {}

  // The closure's answer, or the first answer of the same request. The closure's own error, with nothing changed.
  // PERMISSION_DENIED where the unit is not there, ALREADY_EXISTS/REQUEST_ID_REUSED for another body under the same id,
  // UNAVAILABLE/STORE_UNAVAILABLE when the store fails or conflicts do not end: retry with the same request id.
  absl::StatusOr<std::string> Run(const Scope& scope, const RequestKey& key, Closure closure);

 private:
  absl::StatusOr<std::string> Attempt(storage::Connection& connection, const Scope& scope, const RequestKey& key,
                                      const std::string& digest, Closure closure);

  const Options options_;
};

// Runs `closure`, which returns a `Response` message, once for `call` (an rpc::Authorized).
template <typename Response, typename Call, typename Closure>
absl::StatusOr<Response> Once(UnitOfWork& units, const Call& call, Closure closure) {
  absl::StatusOr<std::string> answer =
      units.Run(call.scope(), call.request_key(), [&](Work& work) -> absl::StatusOr<std::string> {
        absl::StatusOr<Response> response = closure(work);
        if (!response.ok()) return response.status();
        return response->SerializeAsString();
      });
  if (!answer.ok()) return answer.status();
  Response response;
  if (!response.ParseFromString(*answer)) return Refuse(Reason::kBug, "a stored answer does not parse");
  return response;
}

}  // namespace adagio
