#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "services/homework/domain/facts.h"

// What a partner says or does about their own part. None of it can make a step harder or offer a new one.
namespace adagio::homework {

// The stress above which a check-in stops the step, for a partner who has set no threshold of their own. 0 to 100.
// Policy, unverified.
constexpr int kDefaultStressThreshold = 70;

// OK once `partner` has acknowledged the current confidence policy, POLICY_UNACKNOWLEDGED before: nothing private of
// theirs is kept until then. Answers and pauses are never held up by it.
absl::Status CheckAcknowledged(const UnitFacts& facts, const PartnerId& partner);

// Records an answer. A no or soft no takes effect here, before the caller hears OK. RESOURCE_MISSING to who is not a
// participant; NOT_AVAILABLE once it is over. A yes is accepted while something stops the step, takes its giver's own
// no back, and does not count unless that ends the stop: whatever kept the step paused, its giver is asked again.
absl::StatusOr<UnitFacts> RecordAnswer(UnitFacts facts, const AssignmentId& id, const PartnerId& partner,
                                       AnswerKind answer, const Moment& moment);

// Ends the rest of an activity that `partner` declined, for that partner alone. It answers nothing; whoever else's
// decline makes it rest goes on doing so. Harmless where it does not rest.
UnitFacts ReopenActivity(UnitFacts facts, const std::string& activity, const PartnerId& partner);

// Stops it. No reason is asked. RESOURCE_MISSING to who is not a participant; harmless once it is over.
absl::StatusOr<UnitFacts> PauseByParticipant(UnitFacts facts, const AssignmentId& id, const PartnerId& partner,
                                             const Moment& moment);

// What a check-in does to the step: stress above `threshold` stops it, else nothing. Late ones stop nothing any more.
// POLICY_UNACKNOWLEDGED and RESOURCE_MISSING as above.
absl::StatusOr<UnitFacts> CheckIn(UnitFacts facts, const AssignmentId& id, const PartnerId& partner,
                                  std::optional<int> stress, int threshold, const Moment& moment);

// Sets a stance of the partner's own in an agreement (by id) that lists the activity as in force or as drafted; who
// calls checks that. Every open step it no longer covers stops here. POLICY_UNACKNOWLEDGED before the partner
// acknowledged the confidence policy; RESOURCE_MISSING to who is no participant.
absl::StatusOr<UnitFacts> SetStance(UnitFacts facts, const AgreementId& id, const PartnerId& partner,
                                    const std::string& activity, Stance stance, const Moment& moment);

}  // namespace adagio::homework
