#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/storage/connection.h"
#include "services/progress/domain/caseload.h"
#include "services/progress/domain/caseload_view.h"
#include "services/progress/store/summary_store.h"

namespace adagio::progress {

// How far back a report reaches.
struct CaseloadSpan {
  absl::Time left_since;     // partners who left since then are in it
  absl::Time settled_since;  // and what was settled since then; at most 90 days ago
};

// A caseload's rows: its facts but the courses, and the summaries these are judged from.
struct LoadedCaseload {
  CaseloadFacts facts;
  std::vector<PartnerSummary> summaries;
};

// Reads caseloads. Safe from any thread.
class CaseloadStore {
 public:
  explicit CaseloadStore(const SummaryStore& summaries) : summaries_(summaries) {}

  // What `view` shows the caller. One statement and so one moment: a supervision, or a therapist's relation to a unit,
  // that has ended when it runs shows nothing. It costs what the caseload is, not how long it has been one. Of kCounts,
  // `therapists` is empty and every therapist nil.
  absl::StatusOr<LoadedCaseload> Load(storage::Statements& from, const Scope& scope, CaseloadView view,
                                      const CaseloadSpan& span) const;

 private:
  absl::Status TakeIn(const PracticeId& practice, const storage::Row& row, LoadedCaseload& loaded) const;

  const SummaryStore& summaries_;
};

}  // namespace adagio::progress
