#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/notes/domain/session.h"

// What a note is drafted from: what the therapist would document anyway. No answer, no stance, and nothing of who
// declined has a place here, so that none can come into a note and from there into a joint export.
namespace adagio::notes {

// What an assignment was when it was asked for.
enum class HomeworkState { kOffered, kActive, kPaused, kCompleted, kClosed };

struct AssignmentFact {
  Uuid assignment;
  std::string activity;  // its key
  HomeworkState state = HomeworkState::kOffered;
  absl::Time starts_at;
  absl::Time ends_at;
  // Of all check-ins together, 0 to 100; absent where none told any.
  std::optional<int> suds_least, suds_greatest;

  // Afterwards the range holds `suds` too.
  void Widen(int suds);
};

struct HomeworkFacts {
  std::vector<AssignmentFact> assignments;
  bool repair_open = false;
  bool hold_stands = false;
};

struct ScoreFact {
  PartnerId partner;
  std::string instrument;  // its key
  std::string score;       // a decimal number, or that it is not interpretable
  absl::Time at;
};

struct ProgressFacts {
  std::vector<ScoreFact> scores;
};

// Which facts a session's note asks for.
struct Wanted {
  std::optional<absl::Time> since;  // when the session before was held
  PartnerId only;                   // the partner of an individual session; nil for all
};

// Those of one drafting. A part is absent where nobody could be asked for it.
struct Facts {
  std::optional<absl::Time> since;
  absl::Time gathered_at;
  std::optional<HomeworkFacts> homework;
  std::optional<ProgressFacts> progress;
};

Wanted WantedFor(const Session& session, const std::vector<Session>& sessions);

// Whether something of the time until `ended_at` is since the session before.
bool IsSince(const Wanted& wanted, absl::Time ended_at);

// `fresh`, with each part that is absent as it was in `known`: what was once told is not lost when somebody is out of
// reach later.
Facts Merge(const Facts& known, Facts fresh);

// The first text of a note on `session`, for its therapist to edit. In a joint session's text no partner is told apart:
// a text cannot be parted later, and whose scores are whose stays in the facts.
std::string TextOf(const Session& session, const Facts& facts);

// A word for each, as in signed bytes and texts.
const char* NameOf(HomeworkState state);

}  // namespace adagio::notes
