#include "tests/support/person.h"

#include <stdexcept>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/rpc/status.pb.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"

namespace adagio::test {

std::string NameOf(const grpc::Status& status) {
  const std::string code = absl::StatusCodeToString(static_cast<absl::StatusCode>(status.error_code()));
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  if (!details.ParseFromString(status.error_details()) || details.details().empty()) return code;
  return details.details(0).UnpackTo(&info) ? absl::StrCat(code, "/", info.reason()) : code;
}

bool IsTrouble(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED || status.error_code() == grpc::StatusCode::ABORTED;
}

Line::Line(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  channel_ = grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

void Person::Prepare(grpc::ClientContext& context, absl::Duration patience) const {
  context.set_deadline(absl::ToChronoTime(SystemClock().Now() + patience));
  Sign(context);
}

void Person::Sign(grpc::ClientContext& context) const {
  if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
}

std::string NewId() { return SystemEntropy().NewUuid().ToString(); }

void BackOff() { absl::SleepFor(absl::Milliseconds(20)); }

void ThrowRefused(const std::string& request, const grpc::Status& status) {
  throw std::runtime_error(absl::StrCat(request, ": ", NameOf(status), ": ", status.error_message()));
}

}  // namespace adagio::test
