#include <array>

#include "services/cli/audit_verify.h"
#include "services/cli/caseload.h"
#include "services/cli/command.h"
#include "services/cli/course.h"
#include "services/cli/import.h"
#include "services/cli/play.h"
#include "services/cli/play_demo.h"
#include "services/cli/score_change.h"
#include "services/cli/score_hlm.h"
#include "services/cli/token.h"
#include "services/cli/unit.h"
#include "services/cli/units.h"

namespace adagio::cli {

absl::Span<const Command* const> Commands() {
  static constexpr std::array kCommands = {&kDemo,   &kPlay,   &kToken,       &kUnits,    &kUnit,       &kCaseload,
                                           &kCourse, &kImport, &kScoreChange, &kScoreHlm, &kAuditVerify};
  return kCommands;
}

}  // namespace adagio::cli
