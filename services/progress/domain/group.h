#pragma once

#include <optional>

#include "services/progress/statistics/effect_size.h"
#include "services/progress/statistics/funnel.h"

// What is said of a group of partners on one instrument beyond counts.
namespace adagio::progress {

// How far their scores moved, in standard deviations at the beginning; above 0 is better.
struct GroupEffect {
  int64_t pairs = 0;
  Estimate plain;                  // as if every partner were a stranger to every other
  Estimate clustered;              // partners of a unit are not
  std::optional<Estimate> shrunk;  // the clustered one, drawn towards what the therapists of the report have in common
};

// Where a share lies among what chance alone would give around the share of all therapists of the report.
struct FunnelPlace {
  double target = 0;
  double phi_plain = 1;
  double phi_clustered = 1;
  FunnelPoint point;
};

// How many of those who could be judged got reliably better, those who recovered among them.
struct GroupShare {
  Proportion better;
  std::optional<FunnelPlace> place;
};

}  // namespace adagio::progress
