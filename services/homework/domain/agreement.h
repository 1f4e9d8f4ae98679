#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"

// Making a safety agreement: the therapist drafts the joint terms, each participant sets stances and approves what may
// be shown of them, the therapist releases. The overlap shown is frozen at the release; stances keep changing and only
// gate.
namespace adagio::homework {

// How long before its date a review is due: everyone it binds and the therapist are told alike. Policy, unverified.
constexpr absl::Duration kReviewNotice = absl::Hours(7 * 24);

// Whether a version with this review date is to be reviewed soon, or was to be.
inline bool ReviewIsDue(absl::Time review_at, absl::Time now) { return now >= review_at - kReviewNotice; }

// The joint part of one version.
struct Terms {
  std::vector<std::string> activities;  // keys, each once, in the order in which they are shown
  std::string pause_signal;
  std::string soft_no_phrase;
  std::string tentative_acknowledgement;
  absl::Time review_at;

  friend bool operator==(const Terms&, const Terms&) = default;
};

// What one participant allows the next release to show.
using Approval = std::vector<std::string>;

// An agreement with its versions' joint part. The part that steps depend on is Agreement (facts.h), of the same id.
struct AgreementRecord {
  AgreementId id;
  std::vector<PartnerId> participants;  // sorted
  int number = 0;                       // the version in force; 0: none yet
  Terms in_force;
  std::vector<std::string> overlap;  // as frozen at the release
  bool drafted = false;              // a next version waits for its release
  Terms draft;
  std::map<PartnerId, Approval> approvals;  // of the draft

  // What a participant may set a stance towards: the activities of the version in force and of the draft.
  bool SpeaksOf(const std::string& activity) const;
};

// The next version's terms. Approvals of an earlier draft no longer count. FIELD_INVALID for participants who are not
// partners of the unit, fewer than two, more than eight or named twice; for activities named twice; for a review that
// is not within the coming year.
absl::StatusOr<AgreementRecord> Draft(const UnitFacts& facts, AgreementRecord record, const Terms& terms,
                                      absl::Time now);

// Those of `activities` that `stances` cover, in their order: what a release could show of one participant. Depends on
// nobody else.
std::vector<std::string> CoveredBy(const std::vector<std::string>& activities,
                                   const std::map<std::string, Stance>& stances);

// `partner` allows showing `shown`, a part of what the partner's own stances cover. NOT_AVAILABLE without a draft,
// RESOURCE_MISSING to who is no participant, FIELD_INVALID for anything else than a part of the preview.
absl::StatusOr<AgreementRecord> Approve(AgreementRecord record, const PartnerId& partner,
                                        const std::map<std::string, Stance>& own, const Approval& shown);

// The activities that every stance covers and every participant approved showing.
std::vector<std::string> Overlap(const AgreementRecord& record,
                                 const std::map<PartnerId, std::map<std::string, Stance>>& stances);

// Puts the draft in force, in the record and in the part that steps depend on. NOT_AVAILABLE without a draft;
// APPROVAL_MISSING until every participant approved; FIELD_INVALID when its review date has passed meanwhile;
// ALREADY_OVER once a participant has left: nobody is bound by it any more.
struct Released {
  AgreementRecord record;
  Agreement agreement;
};
absl::StatusOr<Released> Release(const UnitFacts& facts, AgreementRecord record, Agreement agreement,
                                 const Moment& moment);

}  // namespace adagio::homework
