#include "services/notes/api/peer_facts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "adagio/homework/v1/homework.grpc.pb.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::notes {
namespace {

namespace hw = adagio::homework::v1;

constexpr absl::string_view kAssignmentShape = "practices/{}/treatmentUnits/{}/assignments/{}";

absl::Time FromWire(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

// A state of a newer contract is a step that does not go on.
HomeworkState StateOf(hw::AssignmentState state) {
  switch (state) {
    case hw::ASSIGNMENT_STATE_OFFERED:
      return HomeworkState::kOffered;
    case hw::ASSIGNMENT_STATE_ACTIVE:
      return HomeworkState::kActive;
    case hw::ASSIGNMENT_STATE_COMPLETED:
      return HomeworkState::kCompleted;
    case hw::ASSIGNMENT_STATE_CLOSED:
      return HomeworkState::kClosed;
    default:
      return HomeworkState::kPaused;
  }
}

bool Concerns(const hw::Terms& terms, const std::string& partner) {
  return partner.empty() || std::count(terms.participants().begin(), terms.participants().end(), partner) > 0;
}

// Of check-ins of all participants, or of `partner` alone.
void TakeDiscomfort(const hw::ClinicalAssignment& assignment, const std::string& partner, AssignmentFact& fact) {
  for (const hw::ParticipantSide& side : assignment.sides()) {
    if (!partner.empty() && side.partner() != partner) continue;
    for (const hw::CheckIn& check_in : side.check_ins()) {
      if (check_in.has_suds_before()) fact.Widen(check_in.suds_before());
      if (check_in.has_suds_peak()) fact.Widen(check_in.suds_peak());
      if (check_in.has_suds_after()) fact.Widen(check_in.suds_after());
    }
  }
}

absl::StatusOr<AssignmentFact> FactOf(const hw::ClinicalAssignment& clinical, const std::string& partner) {
  const hw::Assignment& assignment = clinical.assignment();
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(assignment.name(), kAssignmentShape));
  AssignmentFact fact{.assignment = name.id(),
                      .activity = assignment.terms().activity(),
                      .state = StateOf(assignment.state()),
                      .starts_at = FromWire(assignment.terms().starts_at())};
  fact.ends_at = FromWire(assignment.ends_at());
  TakeDiscomfort(clinical, partner, fact);
  return fact;
}

bool HasCause(const hw::ClinicalAssignment& assignment, hw::Cause cause) {
  return std::count(assignment.causes().begin(), assignment.causes().end(), cause) > 0;
}

// Of all causes these two alone: both are the clinicians' own acts. Who declined or paused is nobody's note.
absl::StatusOr<HomeworkFacts> FactsFrom(const hw::GetUnitHomeworkResponse& homework, const Wanted& wanted,
                                        const std::string& partner) {
  HomeworkFacts facts;
  for (const hw::ClinicalAssignment& assignment : homework.assignments()) {
    if (!Concerns(assignment.assignment().terms(), partner)) continue;
    ASSIGN_OR_RETURN(AssignmentFact fact, FactOf(assignment, partner));
    if (!IsSince(wanted, fact.ends_at)) continue;
    facts.repair_open |= HasCause(assignment, hw::CAUSE_REPAIR);
    facts.hold_stands |= HasCause(assignment, hw::CAUSE_CLEARANCE);
    facts.assignments.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace

absl::StatusOr<Facts> PeerFacts::Gather(const rpc::OnBehalf& caller, const Scope& scope, const Wanted& wanted) {
  Facts facts{.since = wanted.since};
  ASSIGN_OR_RETURN(facts.homework, Homework(caller, scope, wanted));
  ASSIGN_OR_RETURN(facts.progress, Progress(caller, scope, wanted));
  return facts;
}

absl::StatusOr<std::optional<HomeworkFacts>> PeerFacts::Homework(const rpc::OnBehalf& caller, const Scope& scope,
                                                                 const Wanted& wanted) const {
  hw::GetUnitHomeworkRequest request;
  request.set_treatment_unit(rpc::UnitName(scope.practice(), scope.unit()));
  const auto answer = peers_.Ask(caller, &hw::HomeworkService::Stub::GetUnitHomework, request);
  if (rpc::Peers::OutOfReach(answer.status())) return std::optional<HomeworkFacts>();
  if (!answer.ok()) return Refuse(Reason::kAccessDenied, "not for this caller");
  const bool alone = wanted.only != PartnerId();
  const std::string partner = alone ? rpc::PartnerName(scope.practice(), scope.unit(), wanted.only) : "";
  ASSIGN_OR_RETURN(HomeworkFacts facts, FactsFrom(*answer, wanted, partner));
  return std::optional<HomeworkFacts>(std::move(facts));
}

}  // namespace adagio::notes
