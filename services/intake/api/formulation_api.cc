#include "services/intake/api/formulation_api.h"

#include <optional>

#include "services/intake/api/wire.h"
#include "services/platform/foundation/status.h"
#include "services/platform/keys/page.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

// What the partners may be told of; names the unit.
constexpr absl::string_view kReleased = "formulation.released";

v1::FormulationRelease ToWire(const FormulationRelease& release) {
  v1::FormulationRelease wire;
  wire.set_text(release.text.Read(Reveal::kToAnswer));
  *wire.mutable_released_at() = intake::ToWire(release.released_at);
  return wire;
}

// With what of `formulation` was released on it.
v1::FormulationVersion ToWire(const Scope& scope, const FormulationVersion& version, const Formulation& formulation) {
  v1::FormulationVersion wire;
  wire.set_version(version.version);
  wire.set_text(version.text.Read(Reveal::kToAnswer));
  wire.set_author(rpc::ClinicianName(scope.practice(), version.author));
  *wire.mutable_written_at() = intake::ToWire(version.written_at);
  for (const FormulationRelease& release : formulation.releases) {
    if (release.version == version.version) *wire.add_releases() = ToWire(release);
  }
  return wire;
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
    const FormulationRelease release{
        .version = call.request().version(), .text = Sensitive(call.request().text()), .released_at = work.now()};
    RETURN_IF_ERROR(CheckRelease(formulation, release));
    RETURN_IF_ERROR(parts_.store.AddRelease(work, release, static_cast<int>(formulation.releases.size()) + 1));
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
    if (released.has_value()) *response.mutable_released() = ToWire(*released);
    return response;
  }
  ASSIGN_OR_RETURN(const Formulation formulation, parts_.store.Read(call.scope()));
  if (!formulation.releases.empty()) *response.mutable_released() = ToWire(formulation.releases.back());
  if (!formulation.versions.empty()) {
    *response.mutable_kept() = ToWire(call.scope(), formulation.versions.back(), formulation);
  }
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
