#include "services/notes/domain/facts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace adagio::notes {
namespace {

std::string Day(absl::Time time) { return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone()); }

std::string Line(const AssignmentFact& fact) {
  std::string line =
      absl::StrCat("- ", fact.activity, ": ", NameOf(fact.state), ", ", Day(fact.starts_at), " to ", Day(fact.ends_at));
  if (fact.suds_least.has_value()) {
    absl::StrAppend(&line, "; discomfort ", *fact.suds_least, " to ", *fact.suds_greatest, " of 100");
  }
  return line + "\n";
}

std::string Homework(const HomeworkFacts& facts) {
  if (facts.assignments.empty()) return "Homework: none.\n";
  std::string text = "Homework:\n";
  for (const AssignmentFact& fact : facts.assignments) text += Line(fact);
  return text;
}

std::string Scores(const ProgressFacts& facts) {
  if (facts.scores.empty()) return "Scores: none.\n";
  std::string text = "Scores:\n";
  for (const ScoreFact& fact : facts.scores) {
    absl::StrAppend(&text, "- ", fact.instrument, ": ", fact.score, ", ", Day(fact.at), "\n");
  }
  return text;
}

}  // namespace

void AssignmentFact::Widen(int suds) {
  suds_least = std::min(suds_least.value_or(suds), suds);
  suds_greatest = std::max(suds_greatest.value_or(suds), suds);
}

Wanted WantedFor(const Session& session, const std::vector<Session>& sessions) {
  Wanted wanted{.only = session.partner};
  if (const Session* before = Before(sessions, session); before != nullptr) wanted.since = before->held_at;
  return wanted;
}

bool IsSince(const Wanted& wanted, absl::Time ended_at) {
  return !wanted.since.has_value() || ended_at > *wanted.since;
}

Facts Merge(const Facts& known, Facts fresh) {
  if (!fresh.homework.has_value()) fresh.homework = known.homework;
  if (!fresh.progress.has_value()) fresh.progress = known.progress;
  return fresh;
}

std::string TextOf(const Session& session, const Facts& facts) {
  const bool joint = session.kind == SessionKind::kJoint;
  std::string text =
      absl::StrCat(joint ? "Joint session" : "Individual session", ", ", Day(session.held_at), " (UTC).\n");
  if (facts.since.has_value()) absl::StrAppend(&text, "Since the session of ", Day(*facts.since), ":\n");
  if (facts.homework.has_value()) text += Homework(*facts.homework);
  if (facts.progress.has_value() && !joint) text += Scores(*facts.progress);
  if (!facts.homework.has_value()) text += "Homework could not be asked for when this was drafted.\n";
  if (!facts.progress.has_value()) text += "Scores could not be asked for when this was drafted.\n";
  return text;
}

const char* NameOf(HomeworkState state) {
  switch (state) {
    case HomeworkState::kOffered:
      return "offered";
    case HomeworkState::kActive:
      return "active";
    case HomeworkState::kPaused:
      return "paused";
    case HomeworkState::kCompleted:
      return "completed";
    case HomeworkState::kClosed:
      return "closed";
  }
  return "";
}

}  // namespace adagio::notes
