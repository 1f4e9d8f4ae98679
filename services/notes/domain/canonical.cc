#include "services/notes/domain/canonical.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"

namespace adagio::notes {
namespace {

// "name: value", for values that hold no line end.
void Say(std::string& bytes, absl::string_view name, absl::string_view value) {
  absl::StrAppend(&bytes, name, ": ", value, "\n");
}

// A text of any content behind its length.
void SayText(std::string& bytes, absl::string_view name, absl::string_view text) {
  absl::StrAppend(&bytes, name, ", ", text.size(), " bytes:\n", text, "\n");
}

// Microseconds are all that is stored.
std::string At(absl::Time time) { return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone()); }

std::string Quoted(absl::string_view text) { return absl::StrCat("\"", absl::CEscape(text), "\""); }

const char* YesNo(bool value) { return value ? "yes" : "no"; }

void SayNote(std::string& bytes, const Where& where, const NoteId& note) {
  Say(bytes, "practice", where.practice.ToString());
  Say(bytes, "treatment unit", where.unit.ToString());
  Say(bytes, "note", note.ToString());
}

void SaySigner(std::string& bytes, const ClinicianId& signer, absl::Time at) {
  Say(bytes, "signer", signer.ToString());
  Say(bytes, "signed at", At(at));
}

void SayHomework(std::string& bytes, const std::optional<HomeworkFacts>& homework) {
  Say(bytes, "homework asked", YesNo(homework.has_value()));
  if (!homework.has_value()) return;
  for (const AssignmentFact& fact : homework->assignments) {
    std::string suds = "none";
    if (fact.suds_least.has_value()) suds = absl::StrCat(*fact.suds_least, " to ", *fact.suds_greatest);
    Say(bytes, "assignment",
        absl::StrCat(fact.assignment.ToString(), " ", Quoted(fact.activity), " ", NameOf(fact.state), " ",
                     At(fact.starts_at), " ", At(fact.ends_at), " discomfort ", suds));
  }
  Say(bytes, "repair open", YesNo(homework->repair_open));
  Say(bytes, "hold stands", YesNo(homework->hold_stands));
}

void SayProgress(std::string& bytes, const std::optional<ProgressFacts>& progress) {
  Say(bytes, "progress asked", YesNo(progress.has_value()));
  if (!progress.has_value()) return;
  for (const ScoreFact& fact : progress->scores) {
    Say(bytes, "score",
        absl::StrCat(fact.partner.ToString(), " ", Quoted(fact.instrument), " ", Quoted(fact.score), " ", At(fact.at)));
  }
}

// What an addendum or a co-signature is bound to.
void SayBound(std::string& bytes, const Note& note) {
  CHECK(note.is_signed());
  Say(bytes, "signature of the note", absl::BytesToHexString(note.signature->signature));
}

}  // namespace

std::string BytesOf(const Where& where, const Session& session, const Note& note, const ClinicianId& signer,
                    absl::Time at) {
  std::string bytes = "adagio progress note 1\n";
  SayNote(bytes, where, note.id);
  Say(bytes, "session", session.id.ToString());
  Say(bytes, "held at", At(session.held_at));
  Say(bytes, "with", session.kind == SessionKind::kJoint ? "all partners" : session.partner.ToString());
  Say(bytes, "drafted by", note.author.ToString());
  Say(bytes, "drafted at", At(note.drafted_at));
  Say(bytes, "facts since", note.facts.since.has_value() ? At(*note.facts.since) : "the beginning");
  Say(bytes, "facts gathered at", At(note.facts.gathered_at));
  SayHomework(bytes, note.facts.homework);
  SayProgress(bytes, note.facts.progress);
  SaySigner(bytes, signer, at);
  SayText(bytes, "text", note.text.Read(Reveal::kToSeal));
  return bytes;
}

std::string BytesOf(const Where& where, const Note& note, const Addendum& addendum) {
  std::string bytes = "adagio addendum 1\n";
  SayNote(bytes, where, note.id);
  SayBound(bytes, note);
  Say(bytes, "addendum", addendum.id.ToString());
  Say(bytes, "event at", At(addendum.event_at));
  SaySigner(bytes, addendum.by.signer, addendum.by.at);
  SayText(bytes, "reason", addendum.reason.Read(Reveal::kToSeal));
  SayText(bytes, "text", addendum.text.Read(Reveal::kToSeal));
  return bytes;
}

std::string BytesOf(const Where& where, const Note& note, const ClinicianId& co_signer, absl::Time at) {
  std::string bytes = "adagio co-signature 1\n";
  SayNote(bytes, where, note.id);
  SayBound(bytes, note);
  SaySigner(bytes, co_signer, at);
  return bytes;
}

}  // namespace adagio::notes
