#pragma once

#include <ostream>

#include "absl/status/status.h"
#include "adagio/progress/v1/caseload.pb.h"

// A caseload's report for programs, with exactly what the server told: what it left out stays out.
namespace adagio::cli {

// One JSON object a line, each with a member "record": the figures of the "caseload", then a "therapist" for each, then
// an "item" for each thing on the worklist. For an administrator the "counts" alone.
absl::Status PrintCaseloadJson(const progress::v1::GetCaseloadResponse& report, std::ostream& out);

// The figures as CSV (RFC 4180), one a line: of (all, or the therapist's name), instrument, figure, value. Published
// counts as they stand: "12-17", "<6". Nothing about one partner is in it.
void PrintCaseloadCsv(const progress::v1::GetCaseloadResponse& report, std::ostream& out);

}  // namespace adagio::cli
