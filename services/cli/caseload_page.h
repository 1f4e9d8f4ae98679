#pragma once

#include <map>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "adagio/progress/v1/caseload.pb.h"

namespace adagio::cli {

// What things are called, by their resource names. One that is not in it is called by the beginning of its id.
using DisplayNames = std::map<std::string, std::string>;

// How many of the worklist a page for people shows.
inline constexpr int kShownItems = 20;

// The report for people: at most 80 columns for names up to 24, plain text.
void PrintCaseload(const progress::v1::GetCaseloadResponse& report, const DisplayNames& names, std::ostream& out);

// The report for programs: one JSON object a line, each with a member "record": the figures of the "caseload", then a
// "therapist" for each, then an "item" for each thing on the worklist. For an administrator the "counts" alone.
absl::Status PrintCaseloadJson(const progress::v1::GetCaseloadResponse& report, std::ostream& out);

}  // namespace adagio::cli
