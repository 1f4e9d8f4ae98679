#pragma once

#include <cstdint>

#include "absl/hash/hash.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/token.h"

// Who shares which places in flight. Equal hashes of two callers would only make them share.
namespace adagio::rpc {

inline constexpr uint64_t kAllCalls = 0;
inline constexpr uint64_t kRefusals = 1;
inline constexpr uint64_t kAllStreams = 2;
inline constexpr uint64_t kAllExchanges = 3;

inline uint64_t PlaceOf(const Identity& identity) {
  return absl::HashOf(identity.practice, static_cast<int>(identity.role), identity.subject);
}
inline uint64_t PlaceOf(const PracticeId& practice) { return absl::HashOf(practice); }
// The same one's places for streams, and for exchanges.
inline uint64_t StreamsOf(uint64_t place) { return absl::HashOf(place, kAllStreams); }
inline uint64_t ExchangesOf(uint64_t place) { return absl::HashOf(place, kAllExchanges); }

inline absl::Status TooMuch() { return Refuse(Reason::kQuota, "too much at once"); }

}  // namespace adagio::rpc
