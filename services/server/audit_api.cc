#include "services/server/audit_api.h"

#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/audit/reader.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::audit {
namespace {

// The feed looks in a watching partner's name whenever anything in their unit changes, also what is another's alone: a
// report with those looks in it would tell when that was.
constexpr absl::string_view kLookOfTheFeed = "adagio.homework.v1.HomeworkService/GetAssignmentsCursor";

std::string BoundTo(const Scope& scope) {
  return absl::StrCat(scope.method(), "/", scope.unit().ToString(), "/", scope.principal().id.ToString());
}

std::string TextOf(const Mark& mark) {
  return absl::StrCat(absl::ToUnixMicros(mark.at), " ", mark.stream.ToString(), " ", mark.seq);
}

absl::StatusOr<Mark> MarkFrom(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ' ');
  int64_t micros = 0;
  Mark mark;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &micros) || !absl::SimpleAtoi(parts[2], &mark.seq)) {
    return RefuseField("page_token", "from an earlier answer");
  }
  mark.at = absl::FromUnixMicros(micros);
  ASSIGN_OR_RETURN(mark.stream, Uuid::Parse(parts[1]));
  return mark;
}

std::string NameOf(const AccessRecord& record) {
  switch (record.principal.role) {
    case Role::kPartner:
      return rpc::PartnerName(record.practice, record.unit, record.principal.partner());
    case Role::kTherapist:
    case Role::kSupervisor:
      return rpc::ClinicianName(record.practice, ClinicianId(record.principal.id));
    default:
      // Whom no account is recognised for is let in nowhere: what was done in nobody's name the server did by itself.
      return record.outcome == adagio::Outcome::kAllowed ? "server" : "unknown";
  }
}

v1::Outcome ToWire(adagio::Outcome outcome) {
  if (outcome == adagio::Outcome::kDenied) return v1::OUTCOME_DENIED;
  if (outcome == adagio::Outcome::kRefused) return v1::OUTCOME_REFUSED;
  return v1::OUTCOME_ALLOWED;
}

v1::Access ToWire(const AccessRecord& record) {
  v1::Access wire;
  *wire.mutable_at() = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(record.at));
  wire.set_principal(NameOf(record));
  wire.set_method(record.method);
  wire.set_outcome(ToWire(record.outcome));
  return wire;
}

}  // namespace

absl::StatusOr<v1::ListAccessesResponse> AuditApi::ListAccesses(const rpc::Authorized<v1::ListAccessesRequest>& call) {
  const Scope& scope = call.scope();
  Accesses accesses{.practice = scope.practice(), .unit = scope.unit()};
  if (call.request().page_size() > 0) accesses.limit = call.request().page_size();
  if (scope.principal().role == Role::kPartner) {
    accesses.only = scope.principal();
    accesses.without = std::string(kLookOfTheFeed);
  }
  if (!call.request().page_token().empty()) {
    ASSIGN_OR_RETURN(const std::string mark,
                     keys_.OpenToken(scope.practice(), BoundTo(scope), call.request().page_token()));
    ASSIGN_OR_RETURN(accesses.after, MarkFrom(mark));
  }
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, reads_.Acquire());
  ASSIGN_OR_RETURN(const Page page, Read(*reads, accesses));
  v1::ListAccessesResponse response;
  for (const AccessRecord& record : page.records) *response.add_accesses() = ToWire(record);
  if (page.next.has_value()) {
    ASSIGN_OR_RETURN(*response.mutable_next_page_token(),
                     keys_.SealToken(scope.practice(), BoundTo(scope), TextOf(*page.next)));
  }
  return response;
}

}  // namespace adagio::audit
