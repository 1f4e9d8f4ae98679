#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "absl/time/time.h"
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
  // Of the agreements in force, by their names: what each participant is open to at this moment.
  std::map<std::string, homework::v1::GetStancesResponse> stances;
  intake::v1::GetBidProfileResponse bids;
};

// How much of an agreement everyone in it is open to at one moment.
struct Breadth {
  int activities = 0;
  int open = 0;     // willing or tentative, all of them
  int willing = 0;  // all of them, of those
};
Breadth BreadthOf(const homework::v1::GetStancesResponse& stances);

// Scores over time, and beside them what was told of the homework and of bids, dates in `zone`. Of homework these are
// counts and middles of what somebody happened to write down, beside no earlier time; nothing of it enters a score.
void PrintCourse(const UnitCourse& course, Letters letters, const absl::TimeZone& zone, std::ostream& out);

}  // namespace adagio::cli
