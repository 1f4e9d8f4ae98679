#pragma once

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/store/escalation_store.h"

namespace adagio::progress {

// Lets alerts go on to backups when their time has come. Whoever sweeps, and however many at once: an alert goes on to
// a clinician once. Safe from any thread.
class Escalations {
 public:
  struct Options {
    UnitOfWork& units;
    storage::Pool& reads;
    const EscalationStore& store;
    const Clock& clock;
    Entropy& entropy;
    // In which an alert of a unit goes on: nobody calls.
    std::function<Scope(const PracticeId&, const UnitId&)> scope_of;
  };

  explicit Escalations(Options options) : options_(std::move(options)) {}

  // Afterwards what was due when it was called has gone on, in every practice or in one. The first error of one
  // practice does not keep another's alerts back.
  absl::Status Sweep();
  absl::Status Sweep(const PracticeId& practice);

 private:
  absl::Status Escalate(const AlertPlace& place, const EscalationPolicy& policy);

  const Options options_;
};

}  // namespace adagio::progress
