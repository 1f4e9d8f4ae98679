#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/storage/connection.h"

namespace adagio::events {

// Which of several processes works, one at a time but for moments: the work itself must bear two. Measured by the clock
// of the database alone.
class Lease {
 public:
  Lease(const Uuid& holder, absl::Duration length) : holder_(holder), length_(length) {}

  // Takes or renews the lease. False while another process holds it.
  absl::StatusOr<bool> Hold(storage::Statements& store) const;
  // Lets another process have it at once. Harmless where it is not held.
  absl::Status Release(storage::Statements& store) const;
  absl::Duration length() const { return length_; }

 private:
  const Uuid holder_;
  const absl::Duration length_;
};

}  // namespace adagio::events
