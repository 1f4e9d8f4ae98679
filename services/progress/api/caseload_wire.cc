#include "services/progress/api/caseload_wire.h"

#include "google/protobuf/util/time_util.h"
#include "services/platform/rpc/resource_name.h"
#include "services/progress/api/comparison_wire.h"

namespace adagio::progress {
namespace {

using google::protobuf::util::TimeUtil;

// Counts of a caseload are far from what 32 bits hold.
int32_t Narrow(int64_t count) { return static_cast<int32_t>(count); }

google::protobuf::Timestamp Moment(absl::Time time) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

v1::MatterKind ToWire(MatterKind kind) {
  switch (kind) {
    case MatterKind::kSafetyAlert:
      return v1::MATTER_KIND_SAFETY_ALERT;
    case MatterKind::kUnsignedNote:
      return v1::MATTER_KIND_UNSIGNED_NOTE;
    case MatterKind::kOpenRepair:
      return v1::MATTER_KIND_OPEN_REPAIR;
    case MatterKind::kAgreementReview:
      return v1::MATTER_KIND_AGREEMENT_REVIEW;
    case MatterKind::kHeldClearance:
      return v1::MATTER_KIND_HELD_CLEARANCE;
    case MatterKind::kOverdueMeasure:
      return v1::MATTER_KIND_OVERDUE_MEASURE;
    case MatterKind::kDeterioration:
      return v1::MATTER_KIND_DETERIORATION;
    case MatterKind::kNotOnTrack:
      return v1::MATTER_KIND_NOT_ON_TRACK;
  }
  return v1::MATTER_KIND_UNSPECIFIED;
}

v1::CaseloadView ToWire(CaseloadView view) {
  switch (view) {
    case CaseloadView::kOwn:
      return v1::CASELOAD_VIEW_OWN;
    case CaseloadView::kSupervised:
      return v1::CASELOAD_VIEW_SUPERVISED;
    case CaseloadView::kCounts:
      return v1::CASELOAD_VIEW_COUNTS;
  }
  return v1::CASELOAD_VIEW_UNSPECIFIED;
}

v1::Outcomes ToWire(const Outcomes& outcomes) {
  v1::Outcomes wire;
  wire.set_instrument(outcomes.instrument);
  wire.set_partners(Narrow(outcomes.of));
  wire.set_left(Narrow(outcomes.left));
  wire.set_paired(Narrow(outcomes.paired));
  wire.set_recovered(Narrow(outcomes.counts.recovered));
  wire.set_improved(Narrow(outcomes.counts.improved));
  wire.set_unchanged(Narrow(outcomes.counts.unchanged));
  wire.set_deteriorated(Narrow(outcomes.counts.deteriorated));
  wire.set_harmed(Narrow(outcomes.counts.harmed));
  wire.set_no_norm(Narrow(outcomes.unjudged));
  wire.set_unpaired(Narrow(outcomes.counts.missing));
  if (outcomes.effect.has_value()) *wire.mutable_effect() = ToWire(*outcomes.effect);
  if (outcomes.share.has_value() && outcomes.share->place.has_value()) *wire.mutable_funnel() = ToWire(*outcomes.share);
  return wire;
}

v1::MatterFigures ToWire(const MatterFigures& figures) {
  v1::MatterFigures wire;
  wire.set_kind(ToWire(figures.kind));
  wire.set_waiting(Narrow(figures.waiting));
  wire.set_overdue(Narrow(figures.overdue));
  if (figures.oldest.has_value()) *wire.mutable_oldest() = Moment(*figures.oldest);
  wire.set_settled(Narrow(figures.settled));
  wire.set_settled_late(Narrow(figures.settled_late));
  if (figures.settled > 0) {
    *wire.mutable_longest() = TimeUtil::MicrosecondsToDuration(absl::ToInt64Microseconds(figures.longest));
  }
  return wire;
}

v1::PublishedOutcomes ToWire(const PublishedOutcomes& outcomes) {
  v1::PublishedOutcomes wire;
  wire.set_instrument(outcomes.instrument);
  if (outcomes.paired.has_value()) wire.set_paired(Narrow(*outcomes.paired));
  if (outcomes.recovered.has_value()) wire.set_recovered(Narrow(*outcomes.recovered));
  if (outcomes.improved.has_value()) wire.set_improved(Narrow(*outcomes.improved));
  if (outcomes.unchanged.has_value()) wire.set_unchanged(Narrow(*outcomes.unchanged));
  if (outcomes.deteriorated.has_value()) wire.set_deteriorated(Narrow(*outcomes.deteriorated));
  if (outcomes.harmed.has_value()) wire.set_harmed(Narrow(*outcomes.harmed));
  if (outcomes.unjudged.has_value()) wire.set_no_norm(Narrow(*outcomes.unjudged));
  if (outcomes.unpaired.has_value()) wire.set_unpaired(Narrow(*outcomes.unpaired));
  return wire;
}

}  // namespace

v1::GetCaseloadResponse Opening(CaseloadView view, absl::Time now, absl::Time period_start) {
  v1::GetCaseloadResponse response;
  response.set_view(ToWire(view));
  *response.mutable_as_of() = Moment(now);
  *response.mutable_figures_at() = Moment(now);
  *response.mutable_period_start() = Moment(period_start);
  return response;
}

v1::CaseloadFigures ToWire(const CaseloadFigures& figures) {
  v1::CaseloadFigures wire;
  wire.set_counted(true);
  wire.set_units(Narrow(figures.units));
  wire.set_partners(Narrow(figures.partners));
  for (const Outcomes& outcomes : figures.outcomes) *wire.add_outcomes() = ToWire(outcomes);
  for (const MatterFigures& matters : figures.matters) *wire.add_matters() = ToWire(matters);
  return wire;
}

v1::TherapistCaseload ToWire(const PracticeId& practice, const TherapistCaseload& caseload) {
  v1::TherapistCaseload wire;
  wire.set_therapist(rpc::ClinicianName(practice, caseload.therapist));
  *wire.mutable_figures() = ToWire(caseload.figures);
  return wire;
}

v1::WorkItem ToWire(const PracticeId& practice, const WorkItem& item) {
  v1::WorkItem wire;
  wire.set_kind(ToWire(item.kind));
  wire.set_treatment_unit(rpc::UnitName(practice, item.unit));
  for (const ClinicianId& therapist : item.therapists) wire.add_therapists(rpc::ClinicianName(practice, therapist));
  *wire.mutable_since() = Moment(item.since);
  if (item.due.has_value()) *wire.mutable_due() = Moment(*item.due);
  wire.set_overdue(item.overdue);
  if (item.partner.has_value()) wire.set_partner(rpc::PartnerName(practice, item.unit, *item.partner));
  wire.set_instrument(item.instrument);
  for (const double total : item.recent) wire.add_recent_totals(total);
  return wire;
}

v1::PublishedCounts ToWire(const PublishedCounts& counts) {
  v1::PublishedCounts wire;
  if (counts.units.has_value()) wire.set_units(Narrow(*counts.units));
  if (counts.partners.has_value()) wire.set_partners(Narrow(*counts.partners));
  for (const PublishedOutcomes& outcomes : counts.outcomes) *wire.add_outcomes() = ToWire(outcomes);
  for (const PublishedMatters& matters : counts.matters) {
    v1::PublishedMatters& one = *wire.add_matters();
    one.set_kind(ToWire(matters.kind));
    if (matters.waiting.has_value()) one.set_waiting(Narrow(*matters.waiting));
  }
  return wire;
}

}  // namespace adagio::progress
