#include "services/platform/rpc/errors.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/types/optional.h"
#include "google/rpc/status.pb.h"
#include "services/platform/foundation/status.h"

namespace adagio::rpc {
namespace {

constexpr absl::string_view kDomain = "adagio";
constexpr absl::string_view kFieldsPayload = "adagio/fields";
constexpr size_t kMostBytes = 4096;
constexpr size_t kMostMessageBytes = 512;
constexpr size_t kMostPathBytes = 120;
constexpr size_t kMostRuleBytes = 100;

std::string Cut(absl::string_view text, size_t most) { return std::string(text.substr(0, most)); }

void Add(google::rpc::BadRequest& bad, absl::string_view field, absl::string_view rule) {
  google::rpc::BadRequest::FieldViolation* violation = bad.add_field_violations();
  violation->set_field(Cut(field, kMostPathBytes));
  violation->set_description(Cut(rule, kMostRuleBytes));
}

// One text for all causes of a reason that must not show its cause; the status's own text for the others.
std::string MessageOf(Reason reason, const absl::Status& status) {
  switch (reason) {
    case Reason::kTokenInvalid:
      return "sign in: no token, or none that can be accepted";
    case Reason::kAccessDenied:
      return "not for this caller, or not there";
    case Reason::kResourceMissing:
      return "nothing of that name";
    case Reason::kNotAvailable:
      return "not available now";
    case Reason::kNone:
      return "our fault";
    default:
      return Cut(status.message(), kMostMessageBytes);
  }
}

google::rpc::BadRequest BadRequestOf(const absl::Status& status) {
  google::rpc::BadRequest bad;
  const absl::optional<absl::Cord> fields = status.GetPayload(kFieldsPayload);
  if (fields.has_value()) {
    bad.ParseFromString(std::string(*fields));
  } else {
    Add(bad, FieldOf(status), status.message());
  }
  return bad;
}

google::rpc::Status Details(Reason reason, const absl::Status& status, const std::string& message) {
  google::rpc::Status details;
  details.set_code(static_cast<int>(CodeOf(reason)));
  details.set_message(message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(NameOf(reason)));
  info.set_domain(std::string(kDomain));
  if (reason == Reason::kCursorExpired) (*info.mutable_metadata())["floor"] = FloorOf(status);
  details.add_details()->PackFrom(info);
  if (reason == Reason::kQuota) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(kBackOff));
    details.add_details()->PackFrom(retry);
  }
  if (reason != Reason::kFieldInvalid) return details;
  google::rpc::BadRequest bad = BadRequestOf(status);
  google::protobuf::Any* packed = details.add_details();
  packed->PackFrom(bad);
  while (details.ByteSizeLong() > kMostBytes && bad.field_violations_size() > 1) {
    bad.mutable_field_violations()->RemoveLast();
    packed->PackFrom(bad);
  }
  return details;
}

}  // namespace

absl::Status RefuseFields(const std::vector<Violation>& violations) {
  google::rpc::BadRequest bad;
  for (const Violation& violation : violations) Add(bad, violation.field, violation.rule);
  absl::Status status = Refuse(Reason::kFieldInvalid, "the request breaks its contract");
  status.SetPayload(kFieldsPayload, absl::Cord(bad.SerializeAsString()));
  return status;
}

absl::Status AsSeenBy(Role viewer, const absl::Status& status) {
  const bool may_know = viewer != Role::kPartner && viewer != Role::kNobody;
  if (may_know || ReasonOf(status) != Reason::kResourceMissing) return status;
  return Refuse(Reason::kAccessDenied, "");
}

grpc::Status ToWire(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const Reason named = ReasonOf(status);
  const std::string message = MessageOf(named, status);
  const Reason reason = named == Reason::kNone ? Reason::kBug : named;
  return grpc::Status(static_cast<grpc::StatusCode>(CodeOf(reason)), message,
                      Details(reason, status, message).SerializeAsString());
}

}  // namespace adagio::rpc
