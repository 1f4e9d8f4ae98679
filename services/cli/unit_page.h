#pragma once

#include <map>
#include <ostream>
#include <string>

#include "absl/time/time.h"
#include "adagio/homework/v1/homework.pb.h"
#include "services/cli/caseload_page.h"

namespace adagio::cli {

// A unit's homework on one screen, for its therapist: plain text, at most 100 columns for names up to 24. Times in
// `zone`. Nothing is counted and nothing is red: what was declined stands there once, as what keeps a step from being
// active.
void PrintUnit(const homework::v1::GetUnitHomeworkResponse& unit, const DisplayNames& names, const std::string& title,
               absl::Time now, const absl::TimeZone& zone, std::ostream& out);

}  // namespace adagio::cli
