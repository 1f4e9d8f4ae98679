#include "services/intake/api/formulation_wire.h"

#include "services/intake/api/wire.h"
#include "services/intake/domain/reframing.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {

v1::FormulationRelease ToWire(const FormulationRelease& release) {
  v1::FormulationRelease wire;
  wire.set_text(release.text.Read(Reveal::kToAnswer));
  *wire.mutable_released_at() = ToWire(release.released_at);
  return wire;
}

v1::FormulationVersion ToWire(const Scope& scope, const FormulationVersion& version, const Formulation& formulation) {
  v1::FormulationVersion wire;
  wire.set_version(version.version);
  wire.set_text(version.text.Read(Reveal::kToAnswer));
  wire.set_author(rpc::ClinicianName(scope.practice(), version.author));
  *wire.mutable_written_at() = ToWire(version.written_at);
  for (const FormulationRelease& release : formulation.releases) {
    if (release.version == version.version) *wire.add_releases() = ToWire(release);
  }
  return wire;
}

void SayPrompts(v1::GetFormulationResponse& response) {
  for (const ReframingPrompt& prompt : ReframingPrompts()) {
    v1::ReframingPrompt& wire = *response.add_prompts();
    wire.set_key(std::string(prompt.key));
    wire.set_text(std::string(prompt.text));
  }
}

}  // namespace adagio::intake
