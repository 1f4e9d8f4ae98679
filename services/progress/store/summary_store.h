#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/storage/connection.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/progress/domain/trajectory.h"

namespace adagio::progress {

// A summary and whose it is.
struct PartnerSummary {
  UnitId unit;
  PartnerId partner;
  std::string instrument;
  Uuid measure;  // what the worklist calls it
  Summary summary;
};

// The rows of summaries: times and counts in the open, scores sealed with the partner as their subject. A report reads
// these and no history. Safe from any thread.
class SummaryStore {
 public:
  explicit SummaryStore(const keys::Keyring& keys) : keys_(keys) {}

  // Afterwards `summary` is the partner's on `instrument`. Returns what the worklist calls it, the same each time.
  absl::StatusOr<Uuid> Save(Work& work, const PartnerId& partner, const std::string& instrument,
                            const Summary& summary) const;

  // All of the units, by unit, partner and instrument: a statement for each hundred of them. Those of partners who have
  // left are among them.
  absl::StatusOr<std::vector<PartnerSummary>> Load(storage::Statements& from, const PracticeId& practice,
                                                   absl::Span<const UnitId> units) const;

  // Of a row whose first columns are unit_id, partner_id, instrument, measure_id, scored, baseline_at, latest_at,
  // due_at and scores.
  absl::StatusOr<PartnerSummary> FromRow(const PracticeId& practice, const storage::Row& row) const;

 private:
  const keys::Keyring& keys_;
};

}  // namespace adagio::progress
