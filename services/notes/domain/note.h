#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/notes/domain/facts.h"
#include "services/notes/domain/session.h"
#include "services/platform/foundation/sensitive.h"

// The progress note of a session, and what may happen to it when:
//
//   none --draft--> DRAFT --sign--> SIGNED --addendum, co-signature--> SIGNED
//                   |   ^
//                   +---+ edit, draft again: while the session is open
//
// The bytes of a signed note never change. A supervisor's comment is no part of it and may come at any time.
namespace adagio::notes {

using NoteId = Id<struct NoteIdKind>;

// When a progress note shall be signed at the latest, from when its session was held. Policy, unverified; payers and
// practices say one to seven days.
inline constexpr absl::Duration kNoteDue = absl::Hours(5 * 24);

// What somebody signed. The bytes are text; the signature is Ed25519 over them.
struct Signed {
  ClinicianId signer;
  absl::Time at;
  Sensitive<std::string> bytes;
  std::string signature;
  std::string public_key;
};

struct Addendum {
  Uuid id;
  absl::Time event_at;  // when what it tells happened
  Sensitive<std::string> reason;
  Sensitive<std::string> text;
  Signed by;  // its author, and when it was entered
};

struct Comment {
  Uuid id;
  ClinicianId author;
  absl::Time entered_at;
  Sensitive<std::string> text;
};

struct Note {
  NoteId id;
  SessionId session;
  ClinicianId author;
  absl::Time drafted_at;
  int64_t revision = 0;  // the unit's version when the draft last changed
  Sensitive<std::string> text;
  Facts facts;
  std::optional<Signed> signature;
  std::vector<Addendum> addenda;
  std::vector<Comment> comments;
  std::vector<Signed> co_signatures;

  bool is_signed() const { return signature.has_value(); }
};

// When a command takes effect, and by whom.
struct Moment {
  int64_t version = 0;
  absl::Time now;
  ClinicianId by;
};

// The session's note, drafted from `facts`: a new one of that id, or `known` with its own text and the facts gathered
// again. SESSION_LOCKED; NOTE_SIGNED.
absl::StatusOr<Note> Draft(const Session& session, const std::optional<Note>& known, NoteId fresh, const Facts& facts,
                           const Moment& moment);

// The draft with another text. NOTE_SIGNED; SESSION_LOCKED; ETAG_MISMATCH unless `seen` is its revision; FIELD_INVALID
// for nothing but white space.
absl::StatusOr<Note> Edit(const Session& session, Note note, int64_t seen, absl::string_view text,
                          const Moment& moment);

// OK where `note` may be signed by who saw that revision. NOTE_SIGNED; ETAG_MISMATCH.
absl::Status CheckSign(const Note& note, int64_t seen);

// OK where something may be added to it: it is signed. NOTE_UNSIGNED.
absl::Status CheckSigned(const Note& note);

// An addendum to `note`, unsigned as yet. NOTE_UNSIGNED; FIELD_INVALID for an event in the future, and for a text or a
// reason of nothing but white space. Without `event_at` it tells of now.
absl::StatusOr<Addendum> Add(const Note& note, Uuid id, absl::string_view text, absl::string_view reason,
                             std::optional<absl::Time> event_at, const Moment& moment);

// What a supervisor says about a note. FIELD_INVALID for nothing but white space.
absl::StatusOr<Comment> Say(Uuid id, absl::string_view text, const Moment& moment);

// Whether `supervisor` has signed it already.
bool HasCoSigned(const Note& note, const ClinicianId& supervisor);

}  // namespace adagio::notes
