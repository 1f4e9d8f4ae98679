#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "adagio/progress/v1/progress.pb.h"
#include "services/platform/foundation/scope.h"
#include "services/progress/domain/administration.h"
#include "services/progress/domain/alert.h"
#include "services/progress/domain/instruments.h"
#include "services/progress/domain/track.h"
#include "services/progress/domain/trajectory.h"

// How progress's values look on the wire. What depends on who asks takes the scope.
namespace adagio::progress {

inline constexpr absl::string_view kAdministrationShape = "practices/{}/treatmentUnits/{}/administrations/{}";
inline constexpr absl::string_view kAlertShape = "practices/{}/treatmentUnits/{}/alerts/{}";

google::protobuf::Timestamp ToWire(absl::Time time);

// The moment a request says, or `otherwise` where it says none.
absl::Time FromWire(bool given, const google::protobuf::Timestamp& time, absl::Time otherwise);

// Nothing where nothing is said.
std::optional<Provenance> FromWire(v1::Provenance provenance);

v1::Figure ToWire(const Figure& figure);
// With `figures` in place of those that are shipped.
v1::Instrument ToWire(const Instrument& instrument, const std::vector<Figure>& figures);
// INVALID_ARGUMENT for a value this build does not know. The definition is not checked.
absl::StatusOr<Instrument> FromWire(const v1::Instrument& wire);

ReferenceFigures FromWire(const v1::SetReferenceFiguresRequest& request);

// Without answers for a supervisor. `others` are those of the same partner and instrument at least.
v1::Administration ToWire(const Scope& scope, const Administration& administration,
                          const std::vector<Administration>& others);

v1::Score ToWire(const Score& score);
v1::TrajectoryPoint ToWire(const Scope& scope, const ScoreAt& point);
v1::Change ToWire(const Change& change, const std::vector<Figure>& figures);
v1::Track TrackToWire(const Instrument& instrument, const std::vector<Figure>& figures, const Norm& norm,
                      const Summary& summary);

// Without what was answered for a supervisor.
v1::Alert ToWire(const Scope& scope, const Alert& alert);

}  // namespace adagio::progress
