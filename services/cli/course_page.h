#pragma once

#include <ostream>
#include <vector>

#include "adagio/directory/v1/directory.pb.h"
#include "adagio/homework/v1/homework.pb.h"
#include "adagio/intake/v1/bids.pb.h"
#include "adagio/progress/v1/progress.pb.h"
#include "services/cli/text_art.h"

namespace adagio::cli {

// What a therapist may read of one unit, from the services that keep it.
struct UnitCourse {
  directory::v1::TreatmentUnit unit;
  std::vector<progress::v1::Trajectory> trajectories;  // those with a score
  homework::v1::GetUnitHomeworkResponse homework;
  intake::v1::GetBidProfileResponse bids;
};

// Scores over time, and beside them what was told of the homework and of bids.
// These are counts and middles of what somebody happened to write down: they
// are compared with no earlier time and enter no score.
void PrintCourse(const UnitCourse& course, Letters letters, std::ostream& out);

}  // namespace adagio::cli
