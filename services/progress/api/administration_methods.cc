// Opening, saving, submitting and correcting an administration.
#include <utility>

#include "services/progress/api/caller.h"
#include "services/progress/api/follow_up.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

// Afterwards `administration` is one of `all`, in place of what it was.
void PutIn(std::vector<Administration>& all, const Administration& administration) {
  for (Administration& each : all) {
    if (each.id != administration.id) continue;
    each = administration;
    return;
  }
  all.push_back(administration);
}

}  // namespace

absl::StatusOr<v1::StartAdministrationResponse> ProgressApi::StartAdministration(
    const rpc::Authorized<v1::StartAdministrationRequest>& call) {
  using Response = v1::StartAdministrationResponse;
  ASSIGN_OR_RETURN(const auto partner, IdIn<PartnerId>(call.request().partner(), rpc::kPartnerShape));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const v1::StartAdministrationRequest& request = call.request();
    RETURN_IF_ERROR(MayBegin(work, partner));
    ASSIGN_OR_RETURN(const Instrument instrument,
                     parts_.catalogue.Find(work.tx(), work.scope().practice(), request.instrument()));
    const absl::Time occurred_at = FromWire(request.has_occurred_at(), request.occurred_at(), work.now());
    RETURN_IF_ERROR(CheckOccurred(occurred_at, work.now()));
    const AdministrationId id(work.NewUuid());
    Administration opened = Open(instrument, id, partner, call.caller(), occurred_at, work.now());
    ASSIGN_OR_RETURN(opened.provenance, ProvenanceFor(call.caller(), FromWire(request.provenance())));
    RETURN_IF_ERROR(parts_.administrations.Add(work, opened));
    Response response;
    *response.mutable_administration() = ToWire(work.scope(), opened, {});
    return response;
  });
}

absl::StatusOr<v1::SaveItemResponse> ProgressApi::SaveItem(const rpc::Authorized<v1::SaveItemRequest>& call) {
  using Response = v1::SaveItemResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const v1::SaveItemRequest& request = call.request();
    ASSIGN_OR_RETURN(Found found, FindWritable(work, request.administration()));
    RETURN_IF_ERROR(CheckEnters(found.administration, found.all, call.caller()));
    RETURN_IF_ERROR(CheckAnswer(found.instrument, request.item(), request.value()));
    ItemAnswers answers = found.administration.answers.Read(Reveal::kToDecide);
    answers[request.item()] = request.value();
    found.administration.answers = Sensitive(std::move(answers));
    RETURN_IF_ERROR(parts_.administrations.SaveAnswers(work, found.administration));
    Response response;
    *response.mutable_administration() = ToWire(work.scope(), found.administration, found.all);
    const SafetyTrigger* trigger = TriggerOf(found.instrument, request.item(), request.value());
    if (trigger == nullptr) return response;
    ASSIGN_OR_RETURN(const absl::string_view told,
                     RaiseAlerts(parts_.alerts, work, found.instrument, found.administration,
                                 {ReachedBy(*trigger, request.value())}));
    response.set_crisis_text(told.data(), told.size());
    return response;
  });
}

absl::StatusOr<v1::SubmitAdministrationResponse> ProgressApi::SubmitAdministration(
    const rpc::Authorized<v1::SubmitAdministrationRequest>& call) {
  using Response = v1::SubmitAdministrationResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(Found found, FindWritable(work, call.request().administration()));
    RETURN_IF_ERROR(CheckEnters(found.administration, found.all, call.caller()));
    const ItemAnswers& answers = found.administration.answers.Read(Reveal::kToDecide);
    if (!call.request().incomplete()) RETURN_IF_ERROR(CheckComplete(found.instrument, answers));
    ASSIGN_OR_RETURN(const absl::string_view told, Submit(work, found.instrument, found.administration, found.all));
    Response response;
    *response.mutable_administration() = ToWire(work.scope(), found.administration, found.all);
    response.set_crisis_text(told.data(), told.size());
    return response;
  });
}

absl::StatusOr<v1::CorrectAdministrationResponse> ProgressApi::CorrectAdministration(
    const rpc::Authorized<v1::CorrectAdministrationRequest>& call) {
  using Response = v1::CorrectAdministrationResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Found found, FindWritable(work, call.request().administration()));
    ASSIGN_OR_RETURN(const std::optional<Standing> standing,
                     parts_.administrations.LoadStanding(work.tx(), work.scope(), found.administration.partner));
    RETURN_IF_ERROR(CheckBegins(standing.has_value() ? &*standing : nullptr));
    RETURN_IF_ERROR(CheckCorrects(found.administration, found.all, call.caller()));
    const AdministrationId id(work.NewUuid());
    const Administration next = NextVersion(found.administration, id, call.caller(), work.now());
    RETURN_IF_ERROR(parts_.administrations.Add(work, next));
    Response response;
    *response.mutable_administration() = ToWire(work.scope(), next, found.all);
    return response;
  });
}

absl::StatusOr<ProgressApi::Found> ProgressApi::FindKnown(storage::Statements& from, const Scope& scope,
                                                          const std::string& name) const {
  ASSIGN_OR_RETURN(const auto id, IdIn<AdministrationId>(name, kAdministrationShape));
  Found found;
  ASSIGN_OR_RETURN(found.all, parts_.administrations.LoadAround(from, scope, id));
  const Administration* administration = Find(found.all, id);
  RETURN_IF_ERROR(CheckKnown(administration, scope.principal()));
  found.administration = *administration;
  return found;
}

absl::StatusOr<std::optional<Standing>> ProgressApi::StandingOf(Work& work, const PartnerId& partner) const {
  if (!MayKnow(work.scope().principal(), partner)) return std::nullopt;
  return parts_.administrations.LoadStanding(work.tx(), work.scope(), partner);
}

absl::Status ProgressApi::MayBegin(Work& work, const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const std::optional<Standing> standing, StandingOf(work, partner));
  return CheckBegins(standing.has_value() ? &*standing : nullptr);
}

absl::Status ProgressApi::MayWrite(Work& work, const PartnerId& partner) const {
  ASSIGN_OR_RETURN(const std::optional<Standing> standing, StandingOf(work, partner));
  return CheckWritable(standing.has_value() ? &*standing : nullptr);
}

absl::StatusOr<ProgressApi::Found> ProgressApi::FindWritable(Work& work, const std::string& name) const {
  ASSIGN_OR_RETURN(Found found, FindKnown(work.tx(), work.scope(), name));
  const Administration& administration = found.administration;
  RETURN_IF_ERROR(MayWrite(work, administration.partner));
  ASSIGN_OR_RETURN(std::optional<Instrument> instrument,
                   parts_.catalogue.FindVersion(work.tx(), work.scope().practice(), administration.instrument,
                                                administration.instrument_version));
  if (!instrument.has_value()) {
    return Refuse(Reason::kNotAvailable, "this version of the instrument is no longer in use");
  }
  found.instrument = *std::move(instrument);
  return found;
}

absl::StatusOr<absl::string_view> ProgressApi::Submit(Work& work, const Instrument& instrument,
                                                      Administration& administration,
                                                      std::vector<Administration>& all) const {
  const ItemAnswers& answers = administration.answers.Read(Reveal::kToDecide);
  administration.score = ScoreOf(instrument, answers);
  administration.submitted_at = work.now();
  RETURN_IF_ERROR(parts_.administrations.Submit(work, administration));
  PutIn(all, administration);
  RETURN_IF_ERROR(KeepSummary(parts_.summaries, work, instrument, all));
  RETURN_IF_ERROR(work.Announce(kSubmitted, administration.id.uuid()));
  return RaiseAlerts(parts_.alerts, work, instrument, administration, ReachedBySubmitting(instrument, answers));
}

}  // namespace adagio::progress
