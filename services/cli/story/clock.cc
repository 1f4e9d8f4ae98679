#include "services/cli/story/clock.h"

#include "absl/strings/str_cat.h"
#include "adagio/server/v1/server.pb.h"
#include "services/cli/story/fields.h"
#include "services/cli/story/times.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

const google::protobuf::MethodDescriptor& AdvanceClockMethod() {
  const auto* file = server::v1::AdvanceClockRequest::descriptor()->file();
  return *file->FindServiceByName("StoryService")->FindMethodByName("AdvanceClock");
}

}  // namespace

absl::StatusOr<absl::Time> ServerClock::Ask(absl::Duration by) {
  server::v1::AdvanceClockRequest request;
  request.mutable_by()->set_seconds(absl::ToInt64Seconds(by));
  request.mutable_by()->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(by % absl::Seconds(1))));
  const Outcome outcome = server_->Call(AdvanceClockMethod(), request, "");
  if (!outcome.ok()) return absl::Status(outcome.code, outcome.message);
  return TimeOf(static_cast<const server::v1::AdvanceClockResponse&>(*outcome.answer).now());
}

absl::StatusOr<absl::Time> ServerClock::NowOn(Server& server) {
  absl::StatusOr<absl::Time> now = ServerClock(server).Ask(absl::ZeroDuration());
  return absl::IsUnimplemented(now.status()) ? absl::Now() : now;
}

absl::StatusOr<ServerClock> ServerClock::Begin(Server& server, int clocks_go_forward_on_day) {
  ServerClock clock(server);
  const absl::StatusOr<absl::Time> now = clock.Ask(absl::ZeroDuration());
  if (absl::IsUnimplemented(now.status())) {
    clock.moves_ = false;
    clock.beginning_ = absl::Now();
    return clock;
  }
  if (!now.ok()) {
    return absl::Status(now.status().code(), absl::StrCat("no server answers there: ", now.status().message()));
  }
  clock.now_ = *now;
  clock.beginning_ = BeginningAfter(*now, clocks_go_forward_on_day);
  RETURN_IF_ERROR(clock.Advance(clock.beginning_ - *now));
  return clock;
}

absl::Status ServerClock::Advance(absl::Duration by) {
  if (!moves_) return absl::FailedPreconditionError("the server has no story clock: start it with --story-clock");
  if (by < absl::ZeroDuration()) return absl::InvalidArgumentError("the clock does not go back");
  ASSIGN_OR_RETURN(now_, Ask(by));
  return absl::OkStatus();
}

}  // namespace adagio::story
