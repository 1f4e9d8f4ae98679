#pragma once

#include <optional>

#include "absl/types/span.h"
#include "services/intake/domain/bid_period.h"

namespace adagio::intake {

// What the bids of two partners look like side by side. A description of what was written down: never a diagnosis, a
// score or a verdict, and never shown to partners. The numbers are those of the contract.
enum class BidStage {
  kTooLittleData = 1,
  kBalanced = 2,
  kPursueDistance = 3,
  kPursuerWithdrawing = 4,
  kMutualAvoidance = 5,
  kUnclear = 6,  // enough, and it fits none of these; or one telling speaks against another
};

enum class Side { kOne, kOther };

// With `pursuer` where the stage has one. It belongs to this pair and this period alone.
struct NamedStage {
  BidStage stage = BidStage::kTooLittleData;
  std::optional<Side> pursuer;

  bool operator==(const NamedStage&) const = default;
};

// The bids of one side to the other.
struct OneWay {
  int bids = 0;
  int welcomed = 0;  // of these
};

// One telling of the two directions between two partners, in a period and in an earlier one.
struct TwoWays {
  OneWay one, other;                  // made by the one, made by the other
  OneWay earlier_one, earlier_other;  // in the earlier period
  bool in_use = false;                // the log of everybody who tells, in the period …
  bool in_use_earlier = false;        // … and in the earlier one; see kInUse
  bool from_before = false;           // everybody who tells wrote down a bid of before the period
};

// The figures of the rule. Each is chosen; status: policy, unverified. No study known to us gives thresholds for logged
// bids; product.md gives the shapes.

// Entries of a period, with whomever, without which somebody's log is no telling of it: who writes nothing tells
// nothing. Who is to tell of both directions must have written down some of each in the two periods: many write down
// only what they did themselves, or only what was done to them.
inline constexpr int kInUse = 3;
// Bids of both directions without which these are not compared. Below ten, 95 % limits are wider than any difference
// that would matter.
inline constexpr int kFewestCompared = 10;
// Balanced: neither makes three times as many bids as the other, an asymmetry of (3 − 1)/(3 + 1).
inline constexpr double kBalancedWithin = 0.5;
// Mostly: more often than not.
inline constexpr double kMostly = 0.5;
// Rarely: less than one bid a week.
inline constexpr double kRarelyPerWeek = 1;

// The rule, all limits being exact 95 % ones (platform/statistics/exact_limits.h):
//
//   too little data      the log of one who tells was not in use, or none of the rest
//   mutual avoidance     the log goes back to before the period, and of each direction the upper limit of the rate is
//                        below kRarelyPerWeek
//   pursue–distance      kFewestCompared bids or more; the limits of the asymmetry leave 0 to one side; the bids of who
//                        makes more are not mostly welcomed
//   pursuer withdrawing  pursue–distance in the earlier period, the upper limit of the ratio of that partner's rates is
//                        below 1, and now neither balanced nor the other's pursuing
//   balanced             kFewestCompared bids or more; the limits of the asymmetry lie within ±kBalancedWithin; the
//   bids
//                        of both are mostly welcomed
//   unclear              kFewestCompared bids or more, as lopsided or as even as that, and otherwise welcomed
//
// Mutual avoidance goes before all others, pursuer withdrawing before what is left. It cannot be told from a log that
// nobody kept: the absence of an entry is no datum. `period` and `earlier` are not empty.
NamedStage StageOf(const TwoWays& bids, const BidPeriod& period, const BidPeriod& earlier);

// What the tellings of one pair come to, the weightiest first: what the first that tells enough names, and kUnclear
// where another speaks against it, having seen ten bids or more: it names someone else who pursues, or a balance. A
// telling of little speaks against nothing.
NamedStage Agreed(absl::Span<const NamedStage> readings);

}  // namespace adagio::intake
