#include "services/progress/store/norms.h"

#include <utility>
#include <vector>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/snapshot.h"

namespace adagio::progress {

absl::StatusOr<Norm> Norms::Find(storage::Statements& from, const PracticeId& practice, const std::string& instrument,
                                 int version) {
  const absl::Time now = clock_.Now();
  {
    MutexLock lock(mutex_);
    const auto found = made_.find({practice, instrument, version});
    if (found != made_.end() && Stands(found->second.at, now)) return found->second.norm;
  }
  ASSIGN_OR_RETURN(Norm norm, Make(from, practice, instrument, version));
  MutexLock lock(mutex_);
  made_[{practice, instrument, version}] = {now, norm};
  return norm;
}

absl::StatusOr<Norm> Norms::Make(storage::Statements& from, const PracticeId& practice, const std::string& instrument,
                                 int version) const {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT unit_id, partner_id, instrument, measure_id, scored, baseline_at, latest_at, due_at, scores
      FROM adagio_progress.summary WHERE practice_id = ? AND instrument = ? AND scored >= 2)",
                                                        {practice, instrument}));
  if (static_cast<int64_t>(rows.size()) < kFewestInCohort) return Norm();
  std::vector<Summary> courses;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(PartnerSummary of, summaries_.FromRow(practice, row));
    if (of.summary.version == version) courses.push_back(std::move(of.summary));
  }
  absl::StatusOr<Norm> norm = NormOf(courses);
  // Scores that cannot be told apart are no norm, and no reason to refuse a reader their own.
  return norm.ok() ? *std::move(norm) : Norm();
}

}  // namespace adagio::progress
