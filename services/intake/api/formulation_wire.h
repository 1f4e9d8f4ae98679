#pragma once

#include "adagio/intake/v1/formulation.pb.h"
#include "services/intake/domain/formulation.h"
#include "services/platform/foundation/scope.h"

// How a formulation looks on the wire.
namespace adagio::intake {

v1::FormulationRelease ToWire(const FormulationRelease& release);
// With what of `formulation` was released on it.
v1::FormulationVersion ToWire(const Scope& scope, const FormulationVersion& version, const Formulation& formulation);

// Adds the reframing prompts.
void SayPrompts(v1::GetFormulationResponse& response);

}  // namespace adagio::intake
