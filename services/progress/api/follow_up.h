#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/administration.h"
#include "services/progress/domain/alert.h"
#include "services/progress/store/alert_store.h"
#include "services/progress/store/summary_store.h"

// What follows from answers and from a score, in the transaction that keeps them: the same whether they were entered
// here or brought in.
namespace adagio::progress {

// Announces that an administration was submitted.
inline constexpr absl::string_view kSubmitted = "administration.submitted";

// For each of `all`: alerts the clinicians and holds the partner's joint homework where the concern says so; not where
// one as grave still waits. Returns what the one who answered is told at once; empty where nothing is.
absl::StatusOr<absl::string_view> RaiseAlerts(const AlertStore& alerts, Work& work, const Instrument& instrument,
                                              const Administration& administration, const std::vector<Reached>& all);

// Puts what an older answer reached on the worklist, for review: it pages nobody and holds nothing, and goes on to no
// backup, for whoever brings it in looks after it. Not where `known`, the unit's, has one as grave of this partner that
// waits.
absl::Status AwaitReview(const AlertStore& alerts, Work& work, const Instrument& instrument,
                         const Administration& administration, const Reached& reached, const std::vector<Alert>& known);

// Leaves the partner's summary as `all` make it, and on the worklist when the next is due.
absl::Status KeepSummary(const SummaryStore& summaries, Work& work, const Instrument& instrument,
                         const std::vector<Administration>& all);

}  // namespace adagio::progress
