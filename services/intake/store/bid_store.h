#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/domain/bid.h"
#include "services/intake/domain/bid_profile.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::intake {

// A bid as its row has it. Opened only when it is to be shown or counted.
struct SealedBid {
  BidId id;
  PartnerId partner;
  absl::Time happened_at;
  absl::Time logged_at;
  std::string content;
};

// The rows of the bid log. Safe from any thread.
class BidStore {
 public:
  BidStore(const keys::Keyring& keys, storage::Pool& reads) : keys_(keys), reads_(reads) {}

  // What decides whether the caller may write down a bid of that moment.
  absl::StatusOr<BidWriter> LoadWriter(Work& work, absl::Time happened_at) const;
  // `bid` is the caller's.
  absl::Status Add(Work& work, const Bid& bid) const;

  // By when they happened, latest first; in one statement.
  absl::StatusOr<std::vector<SealedBid>> ReadOf(const Scope& scope, const PartnerId& partner) const;
  absl::StatusOr<std::vector<SealedBid>> ReadAll(const Scope& scope) const;
  absl::StatusOr<Bid> Open(const Scope& scope, const SealedBid& sealed) const;
  // What is needed to describe `periods`, in one statement.
  absl::StatusOr<BidLog> ReadLog(const Scope& scope, const BidPeriods& periods) const;
  absl::StatusOr<BidLog> LoadLog(Work& work, const BidPeriod& period) const;

 private:
  absl::StatusOr<BidLog> LogFrom(storage::Statements& from, const Scope& scope, const BidPeriod& period) const;
  // What the caller wrote down of moments within kSameMoment of `happened_at`.
  absl::StatusOr<std::vector<Bid>> LoadNear(Work& work, absl::Time happened_at) const;
  absl::StatusOr<std::vector<Bid>> OpenAll(const Scope& scope, const std::vector<SealedBid>& sealed) const;

  const keys::Keyring& keys_;
  storage::Pool& reads_;
};

}  // namespace adagio::intake
