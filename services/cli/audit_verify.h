#pragma once

#include <ostream>

#include "absl/status/status.h"
#include "services/cli/command.h"

namespace adagio::cli {

extern const Command kAuditVerify;

// Writes the one line of audit::ToString to `out`. DATA_LOSS names the first break.
absl::Status VerifyAudit(const Args& args, std::ostream& out);

}  // namespace adagio::cli
