#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::intake {

// A text given to all partners.
struct FormulationRelease {
  int version = 0;               // the kept version it stands on
  Sensitive<std::string> given;  // as its therapist gave it, with {1} … for quotations
  Sensitive<std::string> text;   // as the partners read it
  absl::Time released_at;
};

// The therapist's formulation as it was kept once. It never changes.
struct FormulationVersion {
  int version = 0;  // counts up from 1 in each unit
  Sensitive<std::string> text;
  ClinicianId author;
  absl::Time written_at;
};

// A unit's formulation: everything kept and everything released, each oldest first.
struct Formulation {
  std::vector<FormulationVersion> versions;
  std::vector<FormulationRelease> releases;

  int next_version() const { return static_cast<int>(versions.size()) + 1; }
  int next_release() const { return static_cast<int>(releases.size()) + 1; }
};

// INVALID_ARGUMENT where there is nothing but white space to keep or to release.
absl::Status CheckText(const Sensitive<std::string>& text);

// Whether a text that is `given` to stand on `version` may be released, but for what it quotes (release_text.h). As
// CheckText; INVALID_ARGUMENT where no such version is kept.
absl::Status CheckRelease(const Formulation& formulation, int version, const Sensitive<std::string>& given);

}  // namespace adagio::intake
