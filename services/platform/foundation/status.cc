#include "services/platform/foundation/status.h"

#include <array>
#include <string>

#include "absl/strings/cord.h"
#include "absl/types/optional.h"

namespace adagio {
namespace {

constexpr absl::string_view kReasonPayload = "adagio/reason";
constexpr absl::string_view kFieldPayload = "adagio/field";
constexpr absl::string_view kFloorPayload = "adagio/floor";

struct Row {
  Reason reason;
  absl::string_view name;
  absl::StatusCode code;
};

using absl::StatusCode;
constexpr std::array kRows = {
    Row{Reason::kFieldInvalid, "FIELD_INVALID", StatusCode::kInvalidArgument},
    Row{Reason::kTokenInvalid, "TOKEN_INVALID", StatusCode::kUnauthenticated},
    Row{Reason::kIssuerUnavailable, "ISSUER_UNAVAILABLE", StatusCode::kUnavailable},
    Row{Reason::kAccessDenied, "ACCESS_DENIED", StatusCode::kPermissionDenied},
    Row{Reason::kResourceMissing, "RESOURCE_MISSING", StatusCode::kNotFound},
    Row{Reason::kRequestIdReused, "REQUEST_ID_REUSED", StatusCode::kAlreadyExists},
    Row{Reason::kNameTaken, "NAME_TAKEN", StatusCode::kAlreadyExists},
    Row{Reason::kNotAvailable, "NOT_AVAILABLE", StatusCode::kFailedPrecondition},
    Row{Reason::kClearanceHeld, "CLEARANCE_HELD", StatusCode::kFailedPrecondition},
    Row{Reason::kScreenIncomplete, "SCREEN_INCOMPLETE", StatusCode::kFailedPrecondition},
    Row{Reason::kPolicyUnacknowledged, "POLICY_UNACKNOWLEDGED", StatusCode::kFailedPrecondition},
    Row{Reason::kOutsideAgreement, "OUTSIDE_AGREEMENT", StatusCode::kFailedPrecondition},
    Row{Reason::kApprovalMissing, "APPROVAL_MISSING", StatusCode::kFailedPrecondition},
    Row{Reason::kCoolingOff, "COOLING_OFF", StatusCode::kFailedPrecondition},
    Row{Reason::kHarderStep, "HARDER_STEP", StatusCode::kFailedPrecondition},
    Row{Reason::kJumpUnconfirmed, "JUMP_UNCONFIRMED", StatusCode::kFailedPrecondition},
    Row{Reason::kContraindicated, "CONTRAINDICATED", StatusCode::kFailedPrecondition},
    Row{Reason::kAlreadyOver, "ALREADY_OVER", StatusCode::kFailedPrecondition},
    Row{Reason::kConsultantMissing, "CONSULTANT_MISSING", StatusCode::kFailedPrecondition},
    Row{Reason::kAnswersMissing, "ANSWERS_MISSING", StatusCode::kFailedPrecondition},
    Row{Reason::kCallInFlight, "CALL_IN_FLIGHT", StatusCode::kAborted},
    Row{Reason::kQuota, "QUOTA", StatusCode::kResourceExhausted},
    Row{Reason::kStoreUnavailable, "STORE_UNAVAILABLE", StatusCode::kUnavailable},
    Row{Reason::kShuttingDown, "SHUTTING_DOWN", StatusCode::kUnavailable},
    Row{Reason::kDeadlinePassed, "DEADLINE_PASSED", StatusCode::kDeadlineExceeded},
    Row{Reason::kEtagMismatch, "ETAG_MISMATCH", StatusCode::kAborted},
    Row{Reason::kNoteSigned, "NOTE_SIGNED", StatusCode::kFailedPrecondition},
    Row{Reason::kNoteUnsigned, "NOTE_UNSIGNED", StatusCode::kFailedPrecondition},
    Row{Reason::kSessionLocked, "SESSION_LOCKED", StatusCode::kFailedPrecondition},
    Row{Reason::kCursorExpired, "CURSOR_EXPIRED", StatusCode::kOutOfRange},
    Row{Reason::kBug, "BUG", StatusCode::kInternal},
};

}  // namespace

absl::string_view NameOf(Reason reason) {
  for (const Row& row : kRows) {
    if (row.reason == reason) return row.name;
  }
  return "";
}

absl::StatusCode CodeOf(Reason reason) {
  for (const Row& row : kRows) {
    if (row.reason == reason) return row.code;
  }
  return StatusCode::kInternal;
}

absl::Status Refuse(Reason reason, absl::string_view message) {
  absl::Status status(CodeOf(reason), message);
  status.SetPayload(kReasonPayload, absl::Cord(NameOf(reason)));
  return status;
}

absl::Status RefuseField(absl::string_view field, absl::string_view rule) {
  absl::Status status = Refuse(Reason::kFieldInvalid, rule);
  status.SetPayload(kFieldPayload, absl::Cord(field));
  return status;
}

absl::Status RefuseExpired(absl::string_view floor) {
  absl::Status status = Refuse(Reason::kCursorExpired, "older than what is kept");
  status.SetPayload(kFloorPayload, absl::Cord(floor));
  return status;
}

std::string FloorOf(const absl::Status& status) {
  const absl::optional<absl::Cord> floor = status.GetPayload(kFloorPayload);
  return floor.has_value() ? std::string(*floor) : std::string();
}

Reason ReasonOf(const absl::Status& status) {
  const absl::optional<absl::Cord> name = status.GetPayload(kReasonPayload);
  if (!name.has_value()) return Reason::kNone;
  for (const Row& row : kRows) {
    if (*name == row.name) return row.reason;
  }
  return Reason::kNone;
}

std::string FieldOf(const absl::Status& status) {
  const absl::optional<absl::Cord> field = status.GetPayload(kFieldPayload);
  return field.has_value() ? std::string(*field) : std::string();
}

}  // namespace adagio
