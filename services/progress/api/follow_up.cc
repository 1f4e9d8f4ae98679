#include "services/progress/api/follow_up.h"

#include <utility>

#include "services/platform/foundation/status.h"
#include "services/platform/unit_of_work/worklist.h"
#include "services/progress/domain/import.h"

namespace adagio::progress {
namespace {

// For clinicians alone: it says that something about a partner's safety was recorded.
constexpr absl::string_view kRaised = "alert.raised";
// As intake says it of its own holds.
constexpr absl::string_view kClearanceChanged = "clearance.changed";

Alert AlertOf(Work& work, const Administration& administration, const Reached& reached) {
  return {.id = AlertId(work.NewUuid()),
          .partner = administration.partner,
          .administration = administration.id,
          .instrument = administration.instrument,
          .raised_at = work.now(),
          .reached = Sensitive(reached)};
}

absl::Status RaiseAlert(const AlertStore& alerts, Work& work, const Administration& administration,
                        const SafetyTrigger& trigger, const Reached& reached) {
  ASSIGN_OR_RETURN(std::vector<Alert> known, alerts.Load(work.tx(), work.scope()));
  std::erase_if(known, [&](const Alert& alert) { return alert.administration != administration.id; });
  if (!RaisesAlert(known, trigger, reached)) return absl::OkStatus();
  Alert alert = AlertOf(work, administration, reached);
  alert.hold_stands = ConsequencesOf(reached.concern).holds != Holds::kNothing;
  if (alert.hold_stands) alert.hold = HoldId(work.NewUuid());
  RETURN_IF_ERROR(alerts.Raise(work, alert));
  RETURN_IF_ERROR(AwaitClinician(work, Matter::kSafetyAlert, alert.id.uuid(), work.now() + kTriageWithin));
  RETURN_IF_ERROR(work.Announce(kRaised, alert.id.uuid()));
  return alert.hold_stands ? work.Announce(kClearanceChanged, alert.partner.uuid()) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<absl::string_view> RaiseAlerts(const AlertStore& alerts, Work& work, const Instrument& instrument,
                                              const Administration& administration, const std::vector<Reached>& all) {
  absl::string_view told;
  for (const Reached& reached : all) {
    RETURN_IF_ERROR(RaiseAlert(alerts, work, administration, *FindTrigger(instrument, reached.trigger), reached));
    if (ConsequencesOf(reached.concern).crisis_text) told = CrisisText();
  }
  return told;
}

absl::Status AwaitReview(const AlertStore& alerts, Work& work, const Instrument& instrument,
                         const Administration& administration, const Reached& reached,
                         const std::vector<Alert>& known) {
  if (!AwaitsReview(known, administration, *FindTrigger(instrument, reached.trigger), reached)) return absl::OkStatus();
  const Alert alert = AlertOf(work, administration, reached);
  RETURN_IF_ERROR(alerts.Raise(work, alert));
  RETURN_IF_ERROR(alerts.AddAct(work, alert, {.act = AlertAct::kAcknowledged, .at = work.now()}));
  return AwaitClinician(work, Matter::kSafetyAlert, alert.id.uuid(), work.now() + kImportedReviewWithin);
}

absl::Status KeepSummary(const SummaryStore& summaries, Work& work, const Instrument& instrument,
                         const std::vector<Administration>& all) {
  const Summary summary = Summarise(instrument, SeriesOf(all));
  ASSIGN_OR_RETURN(const Uuid measure, summaries.Save(work, all.front().partner, instrument.key, summary));
  if (!summary.due_at.has_value()) return absl::OkStatus();
  return AwaitClinician(work, Matter::kOverdueMeasure, measure, *summary.due_at);
}

}  // namespace adagio::progress
