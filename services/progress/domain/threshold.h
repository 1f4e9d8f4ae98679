#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"
#include "services/progress/domain/instrument.h"

// The thresholds of safety triggers as a practice moves them.
namespace adagio::progress {

// From at_least to at_most.
struct Threshold {
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();

  friend bool operator==(const Threshold&, const Threshold&) = default;
};

// By the keys of an instrument's triggers.
using Thresholds = std::map<std::string, Threshold>;

// A change of one trigger's threshold. No threshold: what the instrument was defined with counts again.
struct ThresholdChange {
  std::string instrument;
  std::string trigger;
  std::optional<Threshold> threshold;
  Sensitive<std::string> reason;
  ClinicianId moved_by;
  absl::Time moved_at;
};

// Whether the trigger of `defined` may have the threshold. FIELD_INVALID for a trigger it does not have, for a
// threshold that no answer or every answer reaches, and for one about self-harm that lets anything pass which its
// definition catches.
absl::Status CheckThreshold(const Instrument& defined, const std::string& trigger, const Threshold& threshold);

// `defined` with the practice's thresholds, marked so. One that it may not have, any more, does not count: what it was
// defined with does.
Instrument WithThresholds(Instrument defined, const Thresholds& moved);

}  // namespace adagio::progress
