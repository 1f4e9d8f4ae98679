#pragma once

#include <ostream>

#include "adagio/progress/v1/caseload.pb.h"
#include "services/cli/text_art.h"

// The part of a caseload's page that tells outcomes.
namespace adagio::cli {

// What bars and columns mean.
void PrintLegend(Letters letters, std::ostream& out);
// A line an instrument: coverage and categories as a bar and in numbers, the effect, and the place beside others.
void PrintOutcomes(const progress::v1::CaseloadFigures& figures, Letters letters, std::ostream& out);
// What the last column means, where it says anything.
void PrintFunnelNotes(const progress::v1::GetCaseloadResponse& report, std::ostream& out);

}  // namespace adagio::cli
