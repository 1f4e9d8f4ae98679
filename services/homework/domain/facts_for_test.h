#pragma once

#include <string>

#include "services/homework/domain/agreement.h"
#include "services/homework/domain/answer.h"
#include "services/homework/domain/offer.h"
#include "services/homework/domain/recurrence.h"
#include "services/homework/domain/show.h"
#include "services/platform/foundation/status.h"

// A couple ready for joint homework, for the tests of this room.
namespace adagio::homework {

inline Uuid NumberedUuid(char kind, int number) {
  std::string bytes(16, kind);
  bytes[15] = static_cast<char>(number);
  return Uuid::FromBytes(bytes);
}

inline const PartnerId kP = PartnerId(NumberedUuid('p', 1));
inline const PartnerId kD = PartnerId(NumberedUuid('p', 2));
inline const PartnerId kStranger = PartnerId(NumberedUuid('p', 3));
inline const AgreementId kAgreement = AgreementId(NumberedUuid('g', 1));
inline const absl::Time kEvening = absl::FromUnixSeconds(1'772'481'600);

inline AssignmentId NumberedAssignment(int number) { return AssignmentId(NumberedUuid('a', number)); }

inline Activity HandHolding() { return {.key = "hand_holding", .tier = 1, .touch = true}; }
inline Activity BackRub() { return {.key = "back_rub_clothed", .tier = 3, .touch = true}; }
inline Activity Grounding() { return {.key = "grounding", .tier = 0, .touch = false}; }

// Both cleared, their agreement over hand holding and the back rub in force for four weeks, both willing.
inline UnitFacts Couple() {
  UnitFacts facts;
  Agreement agreement{.id = kAgreement,
                      .participants = {kP, kD},
                      .activities = {"hand_holding", "back_rub_clothed"},
                      .released = 1,
                      .review_at = kEvening + absl::Hours(28 * 24)};
  for (const PartnerId& partner : agreement.participants) {
    facts.members.push_back({.partner = partner, .acknowledged = true, .cleared = true});
    for (const std::string& activity : agreement.activities) agreement.stances[partner][activity] = Stance::kWilling;
  }
  facts.agreements.push_back(agreement);
  return facts;
}

// So many days from `starts_at`, one occurrence a day.
inline Schedule DailyFrom(absl::Time starts_at, int days) {
  return *Expand({.starts_at = starts_at, .occurrences = days, .open_for = absl::ZeroDuration()});
}

// Six evenings of `activity`, the first beginning at kEvening.
inline Proposal ProposalOf(const Activity& activity, int number = 1, std::vector<PartnerId> participants = {kP, kD}) {
  return {.id = NumberedAssignment(number),
          .activity = activity,
          .step = activity.tier,
          .participants = std::move(participants),
          .schedule = DailyFrom(kEvening, 6),
          .usual_length = absl::Minutes(10),
          .shorter_length = absl::Minutes(5)};
}

inline UnitFacts Offered(const Activity& activity) {
  return *Offer(Couple(), ProposalOf(activity), {.version = 2, .now = kEvening});
}

// Both have said yes.
inline UnitFacts Active(const Activity& activity) {
  UnitFacts facts = Offered(activity);
  facts = *RecordAnswer(facts, NumberedAssignment(1), kP, AnswerKind::kYes, {3, kEvening});
  return *RecordAnswer(facts, NumberedAssignment(1), kD, AnswerKind::kYes, {4, kEvening});
}

inline State StateOf(const UnitFacts& facts, absl::Time now, int number = 1) {
  return Show(facts, *facts.FindAssignment(NumberedAssignment(number)), now).state;
}

}  // namespace adagio::homework
