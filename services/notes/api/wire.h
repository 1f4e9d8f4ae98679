#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "adagio/notes/v1/notes.pb.h"
#include "services/notes/domain/note.h"
#include "services/notes/store/notes_store.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

// Between the wire and the domain. Nothing is decided here.
namespace adagio::notes {

inline constexpr absl::string_view kSessionShape = "practices/{}/treatmentUnits/{}/sessions/{}";
inline constexpr absl::string_view kNoteShape = "practices/{}/treatmentUnits/{}/notes/{}";

// The id in a name that the door has already found valid and of the caller's unit.
template <typename IdType>
absl::StatusOr<IdType> IdIn(absl::string_view text, absl::string_view shape) {
  ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(text, shape));
  return name.id<IdType>();
}

google::protobuf::Timestamp ToWire(absl::Time time);
// Of a time that the door has found valid.
absl::Time FromWire(const google::protobuf::Timestamp& time);

// FIELD_INVALID for a partner's name that is not of the unit.
absl::StatusOr<Session> FromWire(const Scope& scope, const v1::OpenSessionRequest& request);
v1::Session ToWire(const Scope& scope, const Session& session);

std::string EtagOf(const Note& note);
// ETAG_MISMATCH for anything that was never an etag.
absl::StatusOr<int64_t> RevisionFrom(absl::string_view etag);

// INTERNAL/BUG where a signature is not one over what it was made for: nothing unverified is shown as signed.
absl::StatusOr<v1::Note> ToWire(const Scope& scope, const Note& note);
v1::NoteHeading ToWire(const Scope& scope, const Heading& heading);
// Those that the facts lack.
std::vector<v1::FactSource> MissingIn(const Facts& facts);

}  // namespace adagio::notes
