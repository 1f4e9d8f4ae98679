#pragma once

#include <map>
#include <string>
#include <tuple>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/mutex.h"
#include "services/platform/storage/connection.h"
#include "services/progress/domain/norm.h"
#include "services/progress/store/summary_store.h"

namespace adagio::progress {

// The norms of practices, each made from the practice's summaries when it is first needed and again after a week; kept
// in memory, as each process can make them. They are of 200 people at least and tell of none. Safe from any thread.
class Norms {
 public:
  Norms(const SummaryStore& summaries, const Clock& clock) : summaries_(summaries), clock_(clock) {}

  // Of one version of the instrument; nothing where there is none. The store's errors.
  absl::StatusOr<Norm> Find(storage::Statements& from, const PracticeId& practice, const std::string& instrument,
                            int version);

 private:
  struct Made {
    absl::Time at;
    Norm norm;
  };

  absl::StatusOr<Norm> Make(storage::Statements& from, const PracticeId& practice, const std::string& instrument,
                            int version) const;

  const SummaryStore& summaries_;
  const Clock& clock_;
  Mutex mutex_;
  std::map<std::tuple<PracticeId, std::string, int>, Made> made_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace adagio::progress
