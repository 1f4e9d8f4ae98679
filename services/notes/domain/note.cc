#include "services/notes/domain/note.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/platform/foundation/status.h"

namespace adagio::notes {
namespace {

absl::Status CheckDraft(const Note& note) {
  if (note.is_signed()) return Refuse(Reason::kNoteSigned, "the note is signed");
  return absl::OkStatus();
}

absl::Status CheckSeen(const Note& note, int64_t seen) {
  if (note.revision != seen) return Refuse(Reason::kEtagMismatch, "the draft has changed since it was seen");
  return absl::OkStatus();
}

absl::Status CheckSays(absl::string_view text, absl::string_view field) {
  if (absl::StripAsciiWhitespace(text).empty()) return RefuseField(field, "more than white space");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Note> Draft(const Session& session, const std::optional<Note>& known, NoteId fresh, const Facts& facts,
                           const Moment& moment) {
  if (known.has_value()) RETURN_IF_ERROR(CheckDraft(*known));
  RETURN_IF_ERROR(CheckOpen(session));
  Note note = known.value_or(Note{.id = fresh,
                                  .session = session.id,
                                  .author = moment.by,
                                  .drafted_at = moment.now,
                                  .text = Sensitive<std::string>(TextOf(session, facts))});
  note.facts = Merge(note.facts, facts);
  note.facts.gathered_at = moment.now;
  note.revision = moment.version;
  return note;
}

absl::StatusOr<Note> Edit(const Session& session, Note note, int64_t seen, absl::string_view text,
                          const Moment& moment) {
  RETURN_IF_ERROR(CheckDraft(note));
  RETURN_IF_ERROR(CheckOpen(session));
  RETURN_IF_ERROR(CheckSeen(note, seen));
  RETURN_IF_ERROR(CheckSays(text, "text"));
  note.text = Sensitive<std::string>(std::string(text));
  note.revision = moment.version;
  return note;
}

absl::Status CheckSign(const Note& note, int64_t seen) {
  RETURN_IF_ERROR(CheckDraft(note));
  return CheckSeen(note, seen);
}

absl::Status CheckSigned(const Note& note) {
  if (!note.is_signed()) return Refuse(Reason::kNoteUnsigned, "the note is not signed yet");
  return absl::OkStatus();
}

absl::StatusOr<Addendum> Add(const Note& note, Uuid id, absl::string_view text, absl::string_view reason,
                             std::optional<absl::Time> event_at, const Moment& moment) {
  RETURN_IF_ERROR(CheckSigned(note));
  RETURN_IF_ERROR(CheckSays(text, "text"));
  RETURN_IF_ERROR(CheckSays(reason, "reason"));
  if (event_at.has_value() && *event_at > moment.now) return RefuseField("event_at", "not in the future");
  return Addendum{.id = id,
                  .event_at = event_at.value_or(moment.now),
                  .reason = Sensitive<std::string>(std::string(reason)),
                  .text = Sensitive<std::string>(std::string(text)),
                  .by = {.signer = moment.by, .at = moment.now}};
}

absl::StatusOr<Comment> Say(Uuid id, absl::string_view text, const Moment& moment) {
  RETURN_IF_ERROR(CheckSays(text, "text"));
  return Comment{
      .id = id, .author = moment.by, .entered_at = moment.now, .text = Sensitive<std::string>(std::string(text))};
}

bool HasCoSigned(const Note& note, const ClinicianId& supervisor) {
  return std::any_of(note.co_signatures.begin(), note.co_signatures.end(),
                     [&](const Signed& by) { return by.signer == supervisor; });
}

}  // namespace adagio::notes
