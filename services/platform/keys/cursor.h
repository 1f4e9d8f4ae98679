#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"

namespace adagio::keys {

// Cursors of the feed, for one principal: opaque, authenticated, good for that practice and principal alone, of one
// length whatever they hold. Lists give them and watches take them.
class Cursors {
 public:
  Cursors(const Keyring& keys, const Scope& scope)
      : keys_(keys), practice_(scope.practice()), unit_(scope.unit()), principal_(scope.principal()) {}

  // A position in the practice's feed, 0 or more.
  absl::StatusOr<std::string> OfPosition(int64_t position) const;
  // INVALID_ARGUMENT/FIELD_INVALID (after_cursor) for anything but what OfPosition made for this principal.
  absl::StatusOr<int64_t> PositionIn(const std::string& cursor) const;

  // What the principal sees of the scope's unit: `view`, 32 bytes, stands for it; `until` is when it may become another
  // though nobody does anything, which the principal is not told.
  absl::StatusOr<std::string> OfView(const std::string& view, absl::Time until = absl::InfiniteFuture()) const;
  absl::StatusOr<std::string> ViewIn(const std::string& cursor) const;
  absl::StatusOr<absl::Time> UntilIn(const std::string& cursor) const;

 private:
  std::string BoundTo(absl::string_view kind) const;
  absl::StatusOr<std::string> Open(absl::string_view bound_to, const std::string& cursor) const;
  absl::StatusOr<std::string> OpenView(const std::string& cursor) const;

  const Keyring& keys_;
  const PracticeId practice_;
  const UnitId unit_;
  const Principal principal_;
};

}  // namespace adagio::keys
