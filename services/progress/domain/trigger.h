#pragma once

#include <limits>
#include <string>

#include "services/progress/domain/figure.h"

namespace adagio::progress {

// What an answer that reaches a trigger is about. The numbers are those of stored alerts.
enum class Concern { kSelfHarm = 1, kTrauma = 2, kAlcohol = 3, kPain = 4, kOther = 5 };

// How grave it is, where the instrument's source grades it. The numbers are those of stored alerts.
enum class Gravity { kNotGraded = 0, kLow = 1, kModerate = 2, kHigh = 3 };

// What an alert holds until a clinician has looked.
enum class Holds { kNothing, kWhatPainSpeaksAgainst, kJointHomework };

// What follows when a trigger is reached, beside the alert.
struct Consequences {
  Holds holds = Holds::kJointHomework;
  bool crisis_text = false;  // to the one who answered, at once
};

// Drinking asks for a review and holds nothing: on the day it counts, a partner sets the day aside. Pain holds what it
// speaks against. Whatever is not known holds everything joint.
Consequences ConsequencesOf(Concern concern);

// Answers to an item, or totals, from at_least to at_most, that somebody has to look at at once.
struct SafetyTrigger {
  std::string key;  // for ever, in its instrument
  int item = 0;     // 0: the total
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();
  Concern concern = Concern::kOther;
  Gravity gravity = Gravity::kNotGraded;
  std::string source;
  FigureStatus status = FigureStatus::kUnverified;

  bool of_total() const { return item == 0; }
  bool IsReachedBy(double value) const { return value >= at_least && value <= at_most; }
  // Whether anything from `least` to `greatest` reaches it.
  bool MayBeReached(double least, double greatest) const { return greatest >= at_least && least <= at_most; }
  // Whether `one` is at least as far in as `other`, both reaching it: where it has an upper bound, less is graver.
  bool IsAsGrave(double one, double other) const;
};

}  // namespace adagio::progress
