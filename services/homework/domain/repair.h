#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"
#include "services/platform/foundation/sensitive.h"

// Repair after a boundary was crossed.
//
//   opened privately ──► agreed to by the opener ──► released by the therapist ──► owned ──► acknowledged, if ever
//        │                        │                           │
//        └────────────────────────┴───────────────────────────┴──► closed, after a newer version of the agreement
//
// From its opening to its closing every joint step among its participants is stopped. Where the opener felt unsafe or
// forced there is no way to a release: the safety of everyone in it is reviewed instead.
namespace adagio::homework {

// How soon a repair and an alert that came with it want a clinician. Policy, unverified.
constexpr absl::Duration kRepairAwaits = absl::Hours(3 * 24);
constexpr absl::Duration kSafetyReviewAwaits = absl::Hours(24);

// What the opener said to: did you feel unsafe or forced? Not being sure is taken as a yes.
enum class UnsafeOrForced { kNo, kYes, kUnsure };

struct Ownership {
  PartnerId by;
  Sensitive<std::string> words;
  absl::Time at;
};

// Words somebody said at a moment.
struct Said {
  Sensitive<std::string> words;
  absl::Time at;
};

// What is known of a repair beside the part that steps depend on, which is Repair (facts.h) of the same id.
struct RepairRecord {
  RepairId id;
  std::vector<PartnerId> participants;  // sorted
  PartnerId opener;
  Version opened = 0;
  absl::Time opened_at;
  UnsafeOrForced unsafe_or_forced = UnsafeOrForced::kUnsure;
  Sensitive<std::string> private_account;  // for the therapist alone
  bool agreed = false;                     // the opener lets `account` be shown
  Sensitive<std::string> account;
  Version released = 0;  // 0: not released
  absl::Time released_at;
  std::vector<Ownership> ownerships = {};
  std::optional<Said> acknowledgement = {};
  std::optional<Said> safety_review = {};
  bool closed = false;

  bool NeedsSafetyReview() const { return unsafe_or_forced != UnsafeOrForced::kNo; }
};

// Whether `partner` may know that there is such a repair: its opener, and after the release every participant.
bool MayKnowOf(const RepairRecord& record, const PartnerId& partner);

// Opens it: joint steps among its participants stop here, before the opener hears OK. Where the opener felt unsafe or
// forced all its participants are held too. FIELD_INVALID unless the participants are two to eight partners of the
// unit, each once, and the opener is one of them.
absl::StatusOr<UnitFacts> OpenRepair(UnitFacts facts, const RepairRecord& opened, const Moment& moment);

// The opener lets it be released with exactly `account`, or takes that back. RESOURCE_MISSING to who may not know of
// it; NOT_AVAILABLE to other participants, and once it is released or closed.
absl::StatusOr<RepairRecord> AgreeToRelease(RepairRecord record, const PartnerId& partner,
                                            Sensitive<std::string> account);
absl::StatusOr<RepairRecord> RetractRelease(RepairRecord record, const PartnerId& partner);

// Shows it to its participants. CLEARANCE_HELD where safety is to be reviewed instead, APPROVAL_MISSING before the
// opener agreed, ALREADY_OVER once released or closed.
absl::StatusOr<RepairRecord> Release(RepairRecord record, const Moment& moment);

// What the review of safety came to. NOT_AVAILABLE where none is due, ALREADY_OVER the second time.
absl::StatusOr<RepairRecord> ReviewSafety(RepairRecord record, const Said& conclusion);

// `said.by` owns a part of it. RESOURCE_MISSING to who may not know of it and so before the release, NOT_AVAILABLE to
// the opener, ALREADY_OVER the second time.
absl::StatusOr<RepairRecord> Own(RepairRecord record, const Ownership& said);

// The opener acknowledges that a part was owned. NOT_AVAILABLE to others and before that, ALREADY_OVER the second time.
absl::StatusOr<RepairRecord> Acknowledge(RepairRecord record, const PartnerId& partner, const Said& said);

// Ends the stop; everyone is asked again. OUTSIDE_AGREEMENT until a version of the agreement of those participants who
// have not left was released after the repair was opened; fewer than two need none. RESOURCE_MISSING where there is no
// such repair, ALREADY_OVER the second time.
absl::StatusOr<UnitFacts> CloseRepair(UnitFacts facts, const RepairId& id);
// The same in the record. CLEARANCE_HELD before a review of safety that is due.
absl::StatusOr<RepairRecord> Close(RepairRecord record);

}  // namespace adagio::homework
