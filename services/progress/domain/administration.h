#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/sensitive.h"
#include "services/progress/domain/score.h"

namespace adagio::progress {

using AdministrationId = Id<struct AdministrationKind>;

// Who saves the answers.
enum class Entry { kByPartner = 1, kByTherapist = 2 };

// How the answers were given. The numbers are those of its rows.
enum class Provenance { kOnScreen = 1, kPaperForm = 2, kInterview = 3, kOtherSystem = 4 };

// One version of one answering of an instrument. A correction is another version of the same series.
struct Administration {
  AdministrationId id;
  PartnerId partner;
  std::string instrument;
  int instrument_version = 0;
  AdministrationId series;  // the id of its first version
  int number = 1;
  Entry entry = Entry::kByPartner;
  Uuid entered_by;
  absl::Time occurred_at;
  absl::Time started_at;
  std::optional<absl::Time> submitted_at;
  Sensitive<ItemAnswers> answers;
  std::optional<Score> score;  // once submitted
  Provenance provenance = Provenance::kOnScreen;
};

// What is known of a partner when something is to be recorded about them.
struct Standing {
  bool left = false;
  bool acknowledged = false;  // the current confidence policy
};

// How far back an administration may have taken place.
inline constexpr absl::Duration kOldest = absl::Hours(24 * 3653);

// Whether anything of the partner's may be written: null where the unit never had them (NOT_FOUND/RESOURCE_MISSING).
// FAILED_PRECONDITION/ALREADY_OVER once they left.
absl::Status CheckWritable(const Standing* standing);

// Whether anything may be begun: as CheckWritable, and POLICY_UNACKNOWLEDGED before they have acknowledged the policy.
// What is open was begun when they had: a policy that changes meanwhile turns no answer about safety away.
absl::Status CheckBegins(const Standing* standing);

// Whether the caller may know of anything of `partner`'s: that partner, and clinicians.
bool MayKnow(const Principal& caller, const PartnerId& partner);

// NOT_FOUND/RESOURCE_MISSING unless there is one and the caller may know of it. `administration` is null where the unit
// never had it: the same answer.
absl::Status CheckKnown(const Administration* administration, const Principal& caller);

// INVALID_ARGUMENT for a time after `now`, or longer than kOldest before it.
absl::Status CheckOccurred(absl::Time occurred_at, absl::Time now);

// What `said` means from the caller: where nothing is said, what is usual for them. INVALID_ARGUMENT for what they
// cannot know of: a partner answers on screen or on paper, a therapist enters from anywhere but a screen.
absl::StatusOr<Provenance> ProvenanceFor(const Principal& caller, std::optional<Provenance> said);

// Whether the caller may save answers and submit. PERMISSION_DENIED/ACCESS_DENIED unless the caller is who enters it:
// the partner, or any therapist of the unit. ALREADY_OVER once submitted, or once a later version of it is.
absl::Status CheckEnters(const Administration& administration, const std::vector<Administration>& others,
                         const Principal& caller);

// Whether the caller may open the next version. ACCESS_DENIED for a partner where a therapist entered it. ALREADY_OVER
// unless it is the version that counts.
absl::Status CheckCorrects(const Administration& administration, const std::vector<Administration>& others,
                           const Principal& caller);

// Whether it is submitted and no later version of its series among `others` is.
bool Counts(const Administration& administration, const std::vector<Administration>& others);

// A first version without answers, entered by `caller`.
Administration Open(const Instrument& instrument, const AdministrationId& id, const PartnerId& partner,
                    const Principal& caller, absl::Time occurred_at, absl::Time now);

// The version after `corrected`, of the same version of the instrument, entered by `caller`, with the same answers.
Administration NextVersion(const Administration& corrected, const AdministrationId& id, const Principal& caller,
                           absl::Time now);

}  // namespace adagio::progress
