// Recording a form that was answered elsewhere, whole.
#include <utility>

#include "services/progress/api/caller.h"
#include "services/progress/api/follow_up.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

absl::StatusOr<ItemAnswers> AnswersOf(const v1::RecordAdministrationRequest& request, const Instrument& instrument) {
  ItemAnswers answers;
  for (const v1::ItemAnswer& each : request.answers()) {
    RETURN_IF_ERROR(CheckAnswer(instrument, each.item(), each.value()));
    if (!answers.emplace(each.item(), each.value()).second) return RefuseField("answers.item", "each item once");
  }
  return answers;
}

}  // namespace

absl::StatusOr<Administration> ProgressApi::OpenWith(Work& work, const v1::RecordAdministrationRequest& request,
                                                     const PartnerId& partner, const Instrument& instrument) const {
  const Principal& caller = work.scope().principal();
  const absl::Time occurred_at = FromWire(true, request.occurred_at(), work.now());
  RETURN_IF_ERROR(CheckOccurred(occurred_at, work.now()));
  ASSIGN_OR_RETURN(ItemAnswers answers, AnswersOf(request, instrument));
  Administration opened = Open(instrument, AdministrationId(work.NewUuid()), partner, caller, occurred_at, work.now());
  ASSIGN_OR_RETURN(opened.provenance, ProvenanceFor(caller, FromWire(request.provenance())));
  opened.answers = Sensitive(std::move(answers));
  RETURN_IF_ERROR(parts_.administrations.Add(work, opened));
  return opened;
}

absl::StatusOr<v1::RecordAdministrationResponse> ProgressApi::RecordAdministration(
    const rpc::Authorized<v1::RecordAdministrationRequest>& call) {
  using Response = v1::RecordAdministrationResponse;
  ASSIGN_OR_RETURN(const auto partner, IdIn<PartnerId>(call.request().partner(), rpc::kPartnerShape));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    const v1::RecordAdministrationRequest& request = call.request();
    RETURN_IF_ERROR(MayBegin(work, partner));
    ASSIGN_OR_RETURN(const Instrument instrument, VersionFor(work, request.instrument(), request.instrument_version()));
    ASSIGN_OR_RETURN(Administration administration, OpenWith(work, request, partner, instrument));
    const ItemAnswers answers = administration.answers.Read(Reveal::kToDecide);
    ASSIGN_OR_RETURN(absl::string_view told, RaiseAlerts(parts_.alerts, work, instrument, administration,
                                                         ReachedByAnswers(instrument, answers)));
    ASSIGN_OR_RETURN(std::vector<Administration> all,
                     parts_.administrations.LoadOf(work.tx(), work.scope(), partner, instrument.key));
    Response response;
    if (request.incomplete() || CheckComplete(instrument, answers).ok()) {
      ASSIGN_OR_RETURN(const absl::string_view more, Submit(work, instrument, administration, all));
      if (!more.empty()) told = more;
    } else {
      for (const int item : MissingItems(instrument, answers)) response.add_items_to_answer(item);
    }
    *response.mutable_administration() = ToWire(work.scope(), administration, all);
    response.set_crisis_text(told.data(), told.size());
    return response;
  });
}

absl::StatusOr<Instrument> ProgressApi::VersionFor(Work& work, const std::string& key, int version) const {
  const PracticeId& practice = work.scope().practice();
  if (version == 0) return parts_.catalogue.Find(work.tx(), practice, key);
  ASSIGN_OR_RETURN(std::optional<Instrument> found, parts_.catalogue.FindVersion(work.tx(), practice, key, version));
  if (!found.has_value()) return RefuseField("instrument_version", "must be a version of the instrument");
  return *std::move(found);
}

}  // namespace adagio::progress
