#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/intake/api/formulation_api.h"
#include "services/intake/api/formulation_wire.h"
#include "services/intake/domain/draft_text.h"
#include "services/platform/foundation/status.h"

namespace adagio::intake {
namespace {

// The item of the questionnaire that asks for goals.
constexpr absl::string_view kGoals = "goals";

GoalsTold GoalsIn(const Intake& intake) {
  const Answer* goals = FindAnswer(intake.answers, kGoals);
  if (goals == nullptr) return GoalsTold::kNothing;
  return goals->not_now ? GoalsTold::kNotNow : GoalsTold::kTold;
}

std::string NameIn(const UnitFacts& told, const PartnerId& partner, size_t number) {
  const auto found = told.names.find(partner);
  return found == told.names.end() ? absl::StrCat("Partner ", number) : found->second;
}

}  // namespace

absl::StatusOr<DraftFacts> FormulationApi::DraftFactsFor(Work& work, const UnitFacts& told) const {
  DraftFacts facts{.agreements = told.agreements};
  ASSIGN_OR_RETURN(facts.periods, PeriodsAt(work.now(), std::nullopt, std::nullopt));
  ASSIGN_OR_RETURN(const BidLog log,
                   parts_.bids.LoadLog(work, {facts.periods.earlier.starts_at, facts.periods.period.ends_at}));
  facts.bids = Profile(log, facts.periods);
  for (const BidMember& member : log.unit) {
    if (member.left_at.has_value()) continue;
    ASSIGN_OR_RETURN(const Intake intake, parts_.intake.Load(work, member.partner));
    const size_t number = facts.partners.size() + 1;
    facts.partners.push_back({member.partner, NameIn(told, member.partner, number), GoalsIn(intake)});
  }
  return facts;
}

absl::StatusOr<v1::DraftFormulationResponse> FormulationApi::DraftFormulation(
    const rpc::Authorized<v1::DraftFormulationRequest>& call) {
  using Response = v1::DraftFormulationResponse;
  ASSIGN_OR_RETURN(const UnitFacts told, parts_.facts.Gather(call.on_behalf(), call.scope()));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const DraftFacts facts, DraftFactsFor(work, told));
    ASSIGN_OR_RETURN(const Formulation formulation, parts_.store.Load(work));
    const FormulationVersion version{.version = formulation.next_version(),
                                     .text = Sensitive(DraftText(facts)),
                                     .author = ClinicianId(call.caller().id),
                                     .written_at = work.now()};
    RETURN_IF_ERROR(parts_.store.Add(work, version));
    Response response;
    *response.mutable_version() = ToWire(work.scope(), version, formulation);
    response.set_homework_missing(!told.agreements.has_value());
    return response;
  });
}

}  // namespace adagio::intake
