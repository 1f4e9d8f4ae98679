#include "services/platform/storage/faults.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/connection.h"

namespace adagio::storage {
namespace {

constexpr absl::string_view kFaultPayload = "adagio/fault";
constexpr absl::string_view kErrorPayload = "adagio/store_error";

// The numbers are those of the MariaDB and MySQL manuals.
Fault FaultOfError(int error) {
  switch (error) {
    case 1020:  // the record has changed since it was read
    case 1047:  // the cluster's node is not ready
    case 1180:  // the cluster refused the commit
    case 1205:  // lock wait timed out
    case 1213:  // deadlock
    case 1615:  // a prepared statement must be prepared again
    case 3101:  // the group refused the commit
      return Fault::kConflict;
    case 1053:  // the server is shutting down
    case 1317:  // the statement was interrupted
    case 1927:  // the connection was killed
    case 4031:  // disconnected for idling
      return Fault::kLost;
    case 1062:  // duplicate entry
    case 1586:  // duplicate entry, with the key's name
      return Fault::kDuplicate;
    case 3:     // error writing a file
    case 20:    // disk full
    case 28:    // ENOSPC
    case 1021:  // disk full
    case 1026:  // error writing a file
    case 1030:  // the engine failed
    case 1037:  // out of memory
    case 1038:  // out of sort memory
    case 1040:  // too many connections
    case 1041:  // out of memory
    case 1114:  // the table is full
    case 1129:  // host is blocked
    case 1203:  // too many connections of this user
    case 1206:  // the lock table is full
    case 1226:  // a user's resource limit
    case 1290:  // read-only option
    case 1461:  // too many prepared statements
    case 1598:  // the binary log cannot be written
    case 1836:  // read-only mode
    case 1878:  // a temporary file cannot be written
    case 1969:  // max_statement_time exceeded
      return Fault::kRefused;
    default:
      // 2000–2999 are the driver's own: nobody knows how far the statement got.
      return error >= 2000 && error < 3000 ? Fault::kLost : Fault::kBroken;
  }
}

absl::string_view NameOfFault(Fault fault) {
  switch (fault) {
    case Fault::kNone:
      return "";
    case Fault::kConflict:
      return "CONFLICT";
    case Fault::kLost:
      return "LOST";
    case Fault::kDuplicate:
      return "DUPLICATE";
    case Fault::kRefused:
      return "REFUSED";
    case Fault::kBroken:
      return "BROKEN";
  }
  return "";
}

absl::Status Carrying(Fault fault, int error, absl::string_view message) {
  const bool ours = fault == Fault::kBroken || fault == Fault::kDuplicate;
  absl::Status status = Refuse(ours ? Reason::kBug : Reason::kStoreUnavailable, message);
  status.SetPayload(kFaultPayload, absl::Cord(NameOfFault(fault)));
  status.SetPayload(kErrorPayload, absl::Cord(absl::StrCat(error)));
  return status;
}

}  // namespace

Fault FaultOf(const absl::Status& status) {
  const absl::optional<absl::Cord> name = status.GetPayload(kFaultPayload);
  if (!name.has_value()) return Fault::kNone;
  for (const Fault fault : {Fault::kConflict, Fault::kLost, Fault::kDuplicate, Fault::kRefused, Fault::kBroken}) {
    if (*name == NameOfFault(fault)) return fault;
  }
  return Fault::kNone;
}

absl::Status StatusOfError(int error, absl::string_view sql) {
  const Fault fault = FaultOfError(error);
  std::string message = absl::StrCat("the store answered ", NameOfFault(fault), " (error ", error, ")");
  if (fault == Fault::kBroken && !sql.empty()) absl::StrAppend(&message, " to: ", sql.substr(0, 300));
  return Carrying(fault, error, message);
}

absl::Status StatusOfNoConnection(int error) {
  return Carrying(Fault::kRefused, error, absl::StrCat("the store cannot be reached (error ", error, ")"));
}

int ErrorOf(const absl::Status& status) {
  const absl::optional<absl::Cord> text = status.GetPayload(kErrorPayload);
  int error = 0;
  if (!text.has_value() || !absl::SimpleAtoi(std::string(*text), &error)) return 0;
  return error;
}

}  // namespace adagio::storage
