// Opening, saving, submitting and correcting an administration.
#include <utility>

#include "services/platform/unit_of_work/worklist.h"
#include "services/progress/api/caller.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

constexpr absl::string_view kSubmitted = "administration.submitted";

// `administration` as one of `all`, in place of what it was.
std::vector<Administration> With(std::vector<Administration> all, const Administration& administration) {
  for (Administration& each : all) {
    if (each.id == administration.id) each = administration;
  }
  return all;
}

}  // namespace

absl::StatusOr<v1::StartAdministrationResponse> ProgressApi::StartAdministration(
    const rpc::Authorized<v1::StartAdministrationRequest>& call) {
  using Response = v1::StartAdministrationResponse;
  ASSIGN_OR_RETURN(const auto partner, IdIn<PartnerId>(call.request().partner(), rpc::kPartnerShape));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const v1::StartAdministrationRequest& request = call.request();
    if (!MayKnow(call.caller(), partner)) return CheckWritable(nullptr);
    ASSIGN_OR_RETURN(const std::optional<Standing> standing,
                     parts_.administrations.LoadStanding(work.tx(), work.scope(), partner));
    RETURN_IF_ERROR(CheckWritable(standing.has_value() ? &*standing : nullptr));
    ASSIGN_OR_RETURN(const Instrument* instrument, InstrumentFor(request.instrument()));
    const absl::Time occurred_at = FromWire(request.has_occurred_at(), request.occurred_at(), work.now());
    RETURN_IF_ERROR(CheckOccurred(occurred_at, work.now()));
    const AdministrationId id(work.NewUuid());
    const Administration opened = Open(*instrument, id, partner, call.caller(), occurred_at, work.now());
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
    RETURN_IF_ERROR(CheckAnswer(*found.instrument, request.item(), request.value()));
    ItemAnswers answers = found.administration.answers.Read(Reveal::kToDecide);
    answers[request.item()] = request.value();
    found.administration.answers = Sensitive(std::move(answers));
    RETURN_IF_ERROR(parts_.administrations.SaveAnswers(work, found.administration));
    Response response;
    *response.mutable_administration() = ToWire(work.scope(), found.administration, found.all);
    if (TriggerOf(*found.instrument, request.item(), request.value()) == nullptr) return response;
    RETURN_IF_ERROR(RaiseAlert(work, found.administration, {request.item(), request.value()}));
    const absl::string_view text = CrisisText();
    response.set_crisis_text(text.data(), text.size());
    return response;
  });
}

absl::StatusOr<v1::SubmitAdministrationResponse> ProgressApi::SubmitAdministration(
    const rpc::Authorized<v1::SubmitAdministrationRequest>& call) {
  using Response = v1::SubmitAdministrationResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(Found found, FindWritable(work, call.request().administration()));
    Administration& submitted = found.administration;
    RETURN_IF_ERROR(CheckEnters(submitted, found.all, call.caller()));
    ASSIGN_OR_RETURN(submitted.score, ScoreOf(*found.instrument, submitted.answers.Read(Reveal::kToDecide)));
    submitted.submitted_at = work.now();
    RETURN_IF_ERROR(parts_.administrations.Submit(work, submitted));
    const std::vector<Administration> all = With(found.all, submitted);
    RETURN_IF_ERROR(Summarise(work, *found.instrument, all));
    RETURN_IF_ERROR(work.Announce(kSubmitted, submitted.id.uuid()));
    Response response;
    *response.mutable_administration() = ToWire(work.scope(), submitted, all);
    return response;
  });
}

absl::StatusOr<v1::CorrectAdministrationResponse> ProgressApi::CorrectAdministration(
    const rpc::Authorized<v1::CorrectAdministrationRequest>& call) {
  using Response = v1::CorrectAdministrationResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Found found, FindWritable(work, call.request().administration()));
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

absl::StatusOr<ProgressApi::Found> ProgressApi::FindWritable(Work& work, const std::string& name) const {
  ASSIGN_OR_RETURN(Found found, FindKnown(work.tx(), work.scope(), name));
  const Administration& administration = found.administration;
  ASSIGN_OR_RETURN(const std::optional<Standing> standing,
                   parts_.administrations.LoadStanding(work.tx(), work.scope(), administration.partner));
  RETURN_IF_ERROR(CheckWritable(standing.has_value() ? &*standing : nullptr));
  found.instrument = parts_.instruments.Find(administration.instrument);
  if (found.instrument == nullptr || found.instrument->version != administration.instrument_version) {
    return Refuse(Reason::kNotAvailable, "this version of the instrument is no longer in use");
  }
  return found;
}

absl::StatusOr<const Instrument*> ProgressApi::InstrumentFor(const std::string& key) const {
  const Instrument* instrument = parts_.instruments.Find(key);
  if (instrument == nullptr) return RefuseField("instrument", "must be an instrument of the installation");
  return instrument;
}

absl::Status ProgressApi::Summarise(Work& work, const Instrument& instrument,
                                    const std::vector<Administration>& all) const {
  const Summary summary = progress::Summarise(instrument, SeriesOf(all));
  ASSIGN_OR_RETURN(const Uuid measure, parts_.summaries.Save(work, all.front().partner, instrument.key, summary));
  if (!summary.due_at.has_value()) return absl::OkStatus();
  return AwaitClinician(work, Matter::kOverdueMeasure, measure, *summary.due_at);
}

}  // namespace adagio::progress
