#pragma once

#include <ostream>

#include "adagio/progress/v1/caseload.pb.h"
#include "services/cli/caseload_page.h"

// The part of a caseload's page that tells what waits.
namespace adagio::cli {

// How much waits and was settled, two kinds a line.
void PrintMatters(const progress::v1::GetCaseloadResponse& report, std::ostream& out);
// The most urgent, each with its unit, whose it is, since when, and the scores of a measure.
void PrintWorklist(const progress::v1::GetCaseloadResponse& report, const DisplayNames& names, Letters letters,
                   std::ostream& out);

}  // namespace adagio::cli
