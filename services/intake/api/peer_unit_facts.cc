#include "services/intake/api/peer_unit_facts.h"

#include <utility>

#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "services/intake/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

absl::StatusOr<PartnerId> PartnerIn(const std::string& name) {
  ASSIGN_OR_RETURN(const rpc::ResourceName parsed, rpc::ResourceName::Parse(name, rpc::kPartnerShape));
  return parsed.id<PartnerId>();
}

absl::StatusOr<DraftAgreement> FactOf(const homework::v1::Agreement& agreement) {
  DraftAgreement fact{.version = agreement.version(),
                      .review_at = TimeFrom(agreement.review_at()),
                      .review_due = agreement.review_due()};
  for (const std::string& name : agreement.participants()) {
    ASSIGN_OR_RETURN(const PartnerId participant, PartnerIn(name));
    fact.participants.push_back(participant);
  }
  return fact;
}

}  // namespace

absl::StatusOr<UnitFacts> PeerUnitFacts::Gather(const rpc::OnBehalf& caller, const Scope& scope) {
  const std::string unit = rpc::UnitName(scope.practice(), scope.unit());
  UnitFacts facts;
  directory::v1::GetTreatmentUnitRequest who;
  who.set_treatment_unit(unit);
  const auto told = peers_.Ask(caller, &directory::v1::DirectoryService::Stub::GetTreatmentUnit, who);
  homework::v1::GetUnitHomeworkRequest what;
  what.set_treatment_unit(unit);
  const auto homework = peers_.Ask(caller, &homework::v1::HomeworkService::Stub::GetUnitHomework, what);
  for (const absl::Status& status : {told.status(), homework.status()}) {
    if (!status.ok() && !rpc::Peers::OutOfReach(status)) return Refuse(Reason::kAccessDenied, "not for this caller");
  }
  if (told.ok()) {
    for (const directory::v1::Partner& partner : told->treatment_unit().partners()) {
      ASSIGN_OR_RETURN(const PartnerId id, PartnerIn(partner.name()));
      facts.names[id] = partner.display_name();
    }
  }
  if (homework.ok()) {
    facts.agreements.emplace();
    for (const homework::v1::Agreement& agreement : homework->agreements()) {
      ASSIGN_OR_RETURN(DraftAgreement fact, FactOf(agreement));
      facts.agreements->push_back(std::move(fact));
    }
  }
  return facts;
}

}  // namespace adagio::intake
