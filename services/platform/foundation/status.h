#pragma once

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// Returns from the enclosing function when `expression` is not OK.
#define RETURN_IF_ERROR(expression)                                         \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#define ADAGIO_CONCAT_INNER(a, b) a##b
#define ADAGIO_CONCAT(a, b) ADAGIO_CONCAT_INNER(a, b)

// Declares or assigns `lhs` from a StatusOr, or returns its error from the enclosing function.
#define ASSIGN_OR_RETURN(lhs, expression) ASSIGN_OR_RETURN_INNER(ADAGIO_CONCAT(status_or_, __LINE__), lhs, expression)
#define ASSIGN_OR_RETURN_INNER(name, lhs, expression) \
  auto name = (expression);                           \
  if (!name.ok()) return std::move(name).status();    \
  lhs = *std::move(name)

namespace adagio {

// Why a call is refused. Names and meanings are those of adagio.type.v1.Reason.
enum class Reason {
  kNone,
  kFieldInvalid,
  kTokenInvalid,
  kIssuerUnavailable,
  kAccessDenied,
  kResourceMissing,
  kRequestIdReused,
  kNameTaken,
  kNotAvailable,
  kClearanceHeld,
  kScreenIncomplete,
  kPolicyUnacknowledged,
  kOutsideAgreement,
  kApprovalMissing,
  kCoolingOff,
  kHarderStep,
  kJumpUnconfirmed,
  kContraindicated,
  kAlreadyOver,
  kConsultantMissing,
  kAnswersMissing,
  kCallInFlight,
  kQuota,
  kStoreUnavailable,
  kShuttingDown,
  kDeadlinePassed,
  kEtagMismatch,
  kNoteSigned,
  kNoteUnsigned,
  kSessionLocked,
  kCursorExpired,
  kBug,
};

// The name on the wire, for example "NOT_AVAILABLE"; empty for kNone.
absl::string_view NameOf(Reason reason);
// The status code that goes with a reason.
absl::StatusCode CodeOf(Reason reason);

// A refusal with the code that belongs to `reason`. `message` is for developers and never holds a value of a field.
absl::Status Refuse(Reason reason, absl::string_view message);
// INVALID_ARGUMENT/FIELD_INVALID that names the field and the rule it broke. Never the value.
absl::Status RefuseField(absl::string_view field, absl::string_view rule);
// OUT_OF_RANGE/CURSOR_EXPIRED with the oldest cursor that is still good.
absl::Status RefuseExpired(absl::string_view floor);
// The cursor a status of RefuseExpired carries; empty where it carries none.
std::string FloorOf(const absl::Status& status);
// The reason a status carries; kNone where it carries none.
Reason ReasonOf(const absl::Status& status);
// The field a status of RefuseField names; empty where it names none.
std::string FieldOf(const absl::Status& status);

}  // namespace adagio
