#pragma once

#include <optional>
#include <vector>

#include "services/homework/domain/facts.h"

// What an assignment is. The one place that decides it.
//
//                     every yes stands, nothing stops it, window open
//        ┌─────────┐ ───────────────────────────────────────────────► ┌────────┐
//  offer │ OFFERED │                                                  │ ACTIVE │
// ──────►│         │ ◄─────────────────────────────────────────────── │        │
//        └─────────┘   a tentative yes has had its occurrence, or     └────────┘
//          │     ▲     the window has closed until the next of them       │
//     stop │     │ nothing stops it any more: everyone is asked again     │ stop
//          ▼     │                                                        ▼
//        ┌───────────────────────────────────────────────────────────────────┐
//        │                               PAUSED                              │
//        └───────────────────────────────────────────────────────────────────┘
//   from any of them:  therapist completes ► COMPLETED     therapist closes, window ends, a participant left ► CLOSED
//
// A stop is a decline, a soft no, a pause, stress above the threshold, a stance that no longer covers the activity, a
// hold, a clearance withdrawn, a repair, an agreement past its review date, a cool-off, something that speaks against
// the activity for a participant, a day that one of them set aside. Every stop costs every yes given before it, whoever
// gave it; so what follows a stop looks alike whatever its cause was. Time alone never lets a yes stand again.
namespace adagio::homework {

// What the therapist sees of an assignment.
struct Shown {
  State state = State::kOffered;
  // Everything that keeps it from being active; empty when it is active, completed or closed.
  std::vector<Cause> causes = {};
  absl::Duration length;  // the shorter length while a standing answer is tentative
};

Shown Show(const UnitFacts& facts, const Assignment& assignment, absl::Time now);

// What one participant sees of it: the same for every cause of a pause. Depends on other participants through the state
// alone.
struct ParticipantView {
  State state = State::kOffered;
  bool asks_you = false;                      // only while offered
  std::optional<AnswerKind> own_answer = {};  // the viewer's standing yes; absent while paused or over
  absl::Duration own_length;                  // the shorter length after the viewer's own standing tentative yes
};

ParticipantView ShowTo(const UnitFacts& facts, const Assignment& assignment, const PartnerId& viewer, absl::Time now);

// When what `viewer` is shown may become something else though nobody does anything; never after it does. It depends on
// what is private to others, and no partner is told it.
absl::Time HoldsUntil(const UnitFacts& facts, const PartnerId& viewer, absl::Time now);

// Whether `partner`'s latest answer is a yes that stands at `now`.
bool YesStands(const UnitFacts& facts, const Assignment& assignment, const PartnerId& partner, absl::Time now);

// Completed, closed by the therapist, past its window, or a participant has left: it takes no further answer.
bool IsOver(const UnitFacts& facts, const Assignment& assignment, absl::Time now);

// Whether an agreement of exactly these participants is in force at `now` and each one's stance covers the activity.
bool StancesCover(const UnitFacts& facts, const std::vector<PartnerId>& participants, const std::string& activity);
bool AgreementHolds(const UnitFacts& facts, const std::vector<PartnerId>& participants, absl::Time now);
// Whether one of them has left the unit.
bool AnyLeft(const UnitFacts& facts, const std::vector<PartnerId>& participants);
// Whether each of them is cleared for joint homework and none is held.
bool AllCleared(const UnitFacts& facts, const std::vector<PartnerId>& participants);
// Whether a repair is open that has at least two of them in it.
bool RepairIsOpen(const UnitFacts& facts, const std::vector<PartnerId>& participants);

}  // namespace adagio::homework
