#include "services/progress/store/threshold_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "services/progress/store/content.h"

namespace adagio::progress {
namespace {

keys::Place ReasonPlace(const PracticeId& practice, absl::string_view instrument, absl::string_view trigger,
                        int64_t version) {
  return {.practice = practice,
          .unit = {},
          .subject = {},
          .table = "adagio_progress.trigger_threshold",
          .column = "reason",
          .row = absl::StrCat(instrument, " ", trigger, " ", version)};
}

}  // namespace

absl::StatusOr<PracticeThresholds> LoadThresholds(storage::Statements& from, const PracticeId& practice) {
  ASSIGN_OR_RETURN(const storage::Rows rows, from.Query(R"(
      SELECT t.instrument, t.trigger_key, t.threshold
      FROM adagio_progress.trigger_threshold t
      WHERE t.practice_id = ?
        AND t.version = (SELECT MAX(l.version) FROM adagio_progress.trigger_threshold l
                         WHERE l.practice_id = t.practice_id AND l.instrument = t.instrument
                           AND l.trigger_key = t.trigger_key))",
                                                        {practice}));
  PracticeThresholds moved;
  for (const storage::Row& row : rows) {
    ASSIGN_OR_RETURN(const std::optional<Threshold> threshold, ThresholdFrom(row.Text(2)));
    if (threshold.has_value()) moved[row.Text(0)][row.Text(1)] = *threshold;
  }
  return moved;
}

absl::StatusOr<std::vector<ThresholdChange>> ThresholdStore::Load(storage::Statements& from,
                                                                  const PracticeId& practice) const {
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   from.Query(R"(SELECT instrument, trigger_key, version, threshold, reason, moved_by, moved_at
                                 FROM adagio_progress.trigger_threshold WHERE practice_id = ?
                                 ORDER BY version DESC, instrument, trigger_key)",
                              {practice}));
  std::vector<ThresholdChange> changes;
  for (const storage::Row& row : rows) {
    ThresholdChange change{.instrument = row.Text(0),
                           .trigger = row.Text(1),
                           .moved_by = row.AsId<ClinicianId>(5),
                           .moved_at = row.AsTime(6)};
    ASSIGN_OR_RETURN(change.threshold, ThresholdFrom(row.Text(3)));
    ASSIGN_OR_RETURN(std::string reason,
                     keys_.Unseal(ReasonPlace(practice, row.Text(0), row.Text(1), row.Int(2)), row.Text(4)));
    change.reason = Sensitive(std::move(reason));
    changes.push_back(std::move(change));
  }
  return changes;
}

absl::Status ThresholdStore::Add(Work& work, const ThresholdChange& change) const {
  const PracticeId& practice = work.scope().practice();
  ASSIGN_OR_RETURN(const std::string reason,
                   keys_.Seal(ReasonPlace(practice, change.instrument, change.trigger, work.version()),
                              change.reason.Read(Reveal::kToSeal)));
  return work.tx()
      .Execute(R"(INSERT INTO adagio_progress.trigger_threshold
                    (practice_id, instrument, trigger_key, version, threshold, reason, moved_by, moved_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?))",
               {practice, change.instrument, change.trigger, work.version(), ToText(change.threshold), reason,
                change.moved_by, change.moved_at})
      .status();
}

}  // namespace adagio::progress
