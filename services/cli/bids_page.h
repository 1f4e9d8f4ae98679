#pragma once

#include <ostream>

#include "absl/time/time.h"
#include "adagio/intake/v1/bids.pb.h"
#include "services/cli/caseload_page.h"

namespace adagio::cli {

// What a unit's bids look like, for its therapist: plain text, at most 100 columns, names cut at 16. Dates in `zone`.
// Every figure stands with its interval and with whose telling it is; a stage is a description of these weeks.
void PrintBids(const intake::v1::GetBidProfileResponse& bids, const DisplayNames& names, const absl::TimeZone& zone,
               std::ostream& out);

}  // namespace adagio::cli
