#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/intake/domain/answer.h"
#include "services/intake/domain/questionnaire.h"
#include "services/platform/foundation/apart.h"
#include "services/platform/foundation/ids.h"

namespace adagio::intake {

// One version of a partner's intake. The last may be open; those before were submitted and never change.
struct Intake {
  PartnerId partner;
  bool policy_acknowledged = false;  // the current version, by this partner
  int version = 0;                   // from 1; 0 before the first answer
  int questionnaire = 0;             // the version it answers
  std::vector<Answer> answers;       // at most one an item, in any order
  std::optional<absl::Time> submitted_at;
  std::set<std::string> shared;  // the items its writer shares now
};

// Whether `answer` may be saved. INVALID_ARGUMENT for an unknown item, one that is not asked as the answers stand, or
// what does not answer it. FAILED_PRECONDITION/POLICY_UNACKNOWLEDGED before the current policy is acknowledged,
// ALREADY_OVER once submitted, except for an item that was left at "not now".
absl::Status CheckSave(const Intake& intake, const Questionnaire& questionnaire, const Answer& answer);

// The intake with `answer` instead of an earlier one to its item. No longer shared is an answer that changed, and one
// whose item is no longer asked.
Intake Save(Intake intake, const Questionnaire& questionnaire, const Answer& answer);

// Whether the intake may be submitted. As CheckSave; INVALID_ARGUMENT while a required item that is asked has no
// answer.
absl::Status CheckSubmit(const Intake& intake, const Questionnaire& questionnaire);

// Whether anything may be begun: POLICY_UNACKNOWLEDGED as in CheckSave.
absl::Status CheckRevise(const Intake& intake);

// The next version: open, of `questionnaire`, with the answers that still answer it. What is shared stays shared.
Intake Next(Intake intake, const Questionnaire& questionnaire);

// Whether the answer to `item` may be shared. INVALID_ARGUMENT where the item is unknown, not asked or not shareable,
// or says nothing. POLICY_UNACKNOWLEDGED as in CheckSave.
absl::Status CheckShare(const Intake& intake, const Questionnaire& questionnaire, absl::string_view item);

// Who takes part in sharing.
struct Sharer {
  PartnerId partner;
  bool left = false;
};

// Whether what `writer` shares since version `since` of the unit's guard is shown to `reader`: joint work of both has
// been possible since (decision 35).
bool Reaches(const Apart& apart, const Sharer& writer, const Sharer& reader, int64_t since);

}  // namespace adagio::intake
