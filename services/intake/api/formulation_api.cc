#include "services/intake/api/formulation_api.h"

#include <algorithm>
#include <optional>

#include "services/intake/api/formulation_wire.h"
#include "services/intake/api/quotation_wire.h"
#include "services/intake/domain/release_text.h"
#include "services/platform/foundation/declassified.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"

namespace adagio::intake {
namespace {

// What the partners may be told of; names the unit.
constexpr absl::string_view kReleased = "formulation.released";

std::vector<Sensitive<std::string>> GivenIn(const Formulation& formulation) {
  std::vector<Sensitive<std::string>> given;
  for (const FormulationRelease& release : formulation.releases) given.push_back(release.given);
  return given;
}

// Those of `asked` that the request names, in its order. NOT_FOUND/RESOURCE_MISSING for one that the unit does not
// have.
absl::StatusOr<std::vector<Quotation>> NamedIn(const v1::ReleaseFormulationRequest& request,
                                               const std::vector<Quotation>& asked) {
  std::vector<Quotation> named;
  for (const std::string& name : request.quotations()) {
    ASSIGN_OR_RETURN(const QuotationId id, QuotationIdFrom(name));
    const auto found =
        std::find_if(asked.begin(), asked.end(), [&](const Quotation& quotation) { return quotation.id == id; });
    if (found == asked.end()) return Refuse(Reason::kResourceMissing, "no such quotation");
    named.push_back(*found);
  }
  return named;
}

}  // namespace

absl::StatusOr<v1::WriteFormulationResponse> FormulationApi::WriteFormulation(
    const rpc::Authorized<v1::WriteFormulationRequest>& call) {
  using Response = v1::WriteFormulationResponse;
  const Sensitive text(call.request().text());
  RETURN_IF_ERROR(CheckText(text));
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Formulation formulation, parts_.store.Load(work));
    const FormulationVersion version{.version = formulation.next_version(),
                                     .text = text,
                                     .author = ClinicianId(call.caller().id),
                                     .written_at = work.now()};
    RETURN_IF_ERROR(parts_.store.Add(work, version));
    Response response;
    *response.mutable_version() = ToWire(work.scope(), version, formulation);
    return response;
  });
}

absl::StatusOr<v1::ReleaseFormulationResponse> FormulationApi::ReleaseFormulation(
    const rpc::Authorized<v1::ReleaseFormulationRequest>& call) {
  using Response = v1::ReleaseFormulationResponse;
  return Once<Response>(parts_.units, call, [&](Work& work) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(const Formulation formulation, parts_.store.Load(work));
    FormulationRelease release{
        .version = call.request().version(), .given = Sensitive(call.request().text()), .released_at = work.now()};
    RETURN_IF_ERROR(CheckRelease(formulation, release.version, release.given));
    ASSIGN_OR_RETURN(const std::vector<Quotation> asked, parts_.quotations.LoadAsked(work));
    ASSIGN_OR_RETURN(std::vector<Quotation> quotations, NamedIn(call.request(), asked));
    ASSIGN_OR_RETURN(const std::vector<PrivateText> texts, parts_.texts.Load(work));
    ASSIGN_OR_RETURN(release.text, ReleaseText(release.given, quotations, texts, asked, GivenIn(formulation)));
    RETURN_IF_ERROR(parts_.store.AddRelease(work, release, formulation.next_release()));
    for (Quotation& quotation : quotations) {
      quotation.release_number = formulation.next_release();
      RETURN_IF_ERROR(parts_.quotations.Save(work, quotation));
    }
    RETURN_IF_ERROR(work.Announce(kReleased, work.scope().unit().uuid()));
    Response response;
    *response.mutable_released() = ToWire(release);
    return response;
  });
}

// A partner's answer is made without a look at what is kept.
absl::StatusOr<v1::GetFormulationResponse> FormulationApi::GetFormulation(
    const rpc::Authorized<v1::GetFormulationRequest>& call) {
  v1::GetFormulationResponse response;
  if (call.caller().role == Role::kPartner) {
    ASSIGN_OR_RETURN(const std::optional<FormulationRelease> released, parts_.store.ReadReleased(call.scope()));
    if (!IsDeclassified({.what = Told::kFormulation, .released = released.has_value()})) return response;
    *response.mutable_released() = ToWire(*released);
    SayPrompts(response);
    return response;
  }
  ASSIGN_OR_RETURN(const Formulation formulation, parts_.store.Read(call.scope()));
  if (!formulation.releases.empty()) *response.mutable_released() = ToWire(formulation.releases.back());
  if (!formulation.versions.empty()) {
    *response.mutable_kept() = ToWire(call.scope(), formulation.versions.back(), formulation);
  }
  SayPrompts(response);
  return response;
}

absl::StatusOr<v1::ListFormulationVersionsResponse> FormulationApi::ListFormulationVersions(
    const rpc::Authorized<v1::ListFormulationVersionsRequest>& call) {
  ASSIGN_OR_RETURN(const Formulation formulation, parts_.store.Read(call.scope()));
  const size_t count = formulation.versions.size();
  const keys::Pages pages(parts_.keys, call.scope());
  ASSIGN_OR_RETURN(const keys::Page page, pages.PageOf(call.request().page_size(), call.request().page_token(), count));
  v1::ListFormulationVersionsResponse response;
  for (size_t i = page.first; i < page.end; ++i) {
    *response.add_versions() = ToWire(call.scope(), formulation.versions[count - 1 - i], formulation);
  }
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, count));
  return response;
}

}  // namespace adagio::intake
