#include "services/platform/rpc/door.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/access.h"
#include "services/platform/rpc/bearer.h"
#include "services/platform/rpc/binding.h"
#include "services/platform/rpc/deadline.h"
#include "services/platform/rpc/errors.h"
#include "services/platform/rpc/places.h"
#include "services/platform/rpc/receipt.h"
#include "services/platform/rpc/request_facts.h"
#include "services/platform/rpc/validate.h"

namespace adagio::rpc {
namespace {

Outcome OutcomeOf(const absl::Status& result) {
  if (result.ok()) return Outcome::kAllowed;
  const Reason reason = ReasonOf(result);
  const bool denied = reason == Reason::kAccessDenied || reason == Reason::kTokenInvalid;
  return denied ? Outcome::kDenied : Outcome::kRefused;
}

}  // namespace

Door::Door(Ports ports, const Options& options)
    : ports_(ports),
      options_(options),
      meter_(ports.rules),
      reads_({.threads = options.read_threads,
              .capacity = options.read_queue,
              .together = options.reads_together,
              .patience = options.reads_patience,
              .prepare = [this](absl::Span<Call* const> calls) { Ask(calls); },
              .work = [this](Call* call) { Work(*call); }}),
      writes_({.threads = options.write_threads,
               .capacity = options.write_queue,
               .work =
                   [this](Call* call) {
                     Ask({&call, 1});
                     Work(*call);
                   }}),
      streams_(options.look_at_streams, [this](const Streams::All& streams) { LookAt(streams); }) {}

Door::~Door() { Stop(absl::ZeroDuration()); }

Scope Door::OfTheServer(const PracticeId& practice, const UnitId& unit, std::string method, std::string purpose) {
  return Scope(practice, unit, {}, std::move(method), std::move(purpose), 0);
}

void Door::Stop(absl::Duration grace) {
  if (grace <= absl::ZeroDuration()) hurrying_ = true;
  stopping_ = true;
  EndStreams();
  EndExchanges();
  const auto end = std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(std::min(grace, absl::Hours(24)));
  bool idle = true;
  for (Lane<Call*>* lane : {&reads_, &writes_}) {
    const auto left = end - std::chrono::steady_clock::now();
    idle = lane->WaitUntilIdle(std::max(absl::FromChrono(left), absl::ZeroDuration())) && idle;
  }
  if (!idle) hurrying_ = true;
  reads_.Close();
  writes_.Close();
  // Those that were being opened meanwhile.
  EndStreams();
  streams_.Stop();
}

size_t Door::calls_in_flight() const { return in_flight_.Count(kAllCalls); }

void Door::Enter(Call& call, const google::protobuf::Descriptor* request,
                 const google::protobuf::Descriptor* response) {
  if (!call.stay.Take(kAllCalls, options_.calls)) {
    meter_.Overflowed();
    return Finish(call, TooMuch());
  }
  absl::Status passed = Check(call, request, response);
  if (passed.ok()) passed = Admit(call);
  if (!passed.ok()) return TurnAway(call, std::move(passed));
  Lane<Call*>& lane = call.rule->changes() ? writes_ : reads_;
  if (!lane.Offer(&call)) TurnAway(call, TooMuch());
}

// Everything that can be said of a call without asking anybody.
absl::Status Door::Check(Call& call, const google::protobuf::Descriptor* request,
                         const google::protobuf::Descriptor* response) {
  const MethodRule* rule = ports_.rules.Find(call.method);
  if (rule == nullptr) return Refuse(Reason::kBug, "no rule for this method");
  if (rule->request != request || rule->response != response || rule->streams != call.streams() ||
      rule->exchanges != call.exchanges()) {
    return Refuse(Reason::kBug, "a handler of another method");
  }
  call.rule = rule;
  if (stopping_) return Refuse(Reason::kShuttingDown, "the server is stopping");
  if (!rule->resource.empty()) {
    const absl::StatusOr<ResourceName> resource = ResourceOf(call.request, *rule);
    if (resource.ok()) {
      call.practice = resource->practice();
      call.unit = resource->unit();
    }
  }
  RETURN_IF_ERROR(Recognise(call));
  if (call.exchanges() && call.request.ByteSizeLong() > options_.message_of_exchange) {
    return Refuse(Reason::kFieldInvalid, "a message of an exchange is too long");
  }
  const Findings findings = Validate(call.request, *rule->fields);
  if (!findings.violations.empty()) return RefuseFields(findings.violations);
  call.reaches_elsewhere = std::any_of(findings.resources.begin(), findings.resources.end(), [&](const auto& name) {
    const bool other_unit = !call.unit.uuid().is_nil() && !name.unit().uuid().is_nil() && name.unit() != call.unit;
    return name.practice() != call.practice || other_unit;
  });
  call.deadline = DeadlineFrom(call.context.deadline());
  return absl::OkStatus();
}

absl::Status Door::Recognise(Call& call) {
  if (call.rule->open_to_anyone()) return absl::OkStatus();
  const absl::string_view token = BearerToken(call.context);
  ASSIGN_OR_RETURN(call.identity, ports_.tokens.Verify(token));
  RETURN_IF_ERROR(CheckBinding(*call.identity, call.context, options_.bound_integrations));
  call.token = Sensitive<absl::string_view>(token);
  return absl::OkStatus();
}

absl::Status Door::Admit(Call& call) {
  if (std::chrono::steady_clock::now() >= call.deadline) {
    return Refuse(Reason::kDeadlinePassed, "the deadline has passed");
  }
  if (!call.identity.has_value()) return absl::OkStatus();
  const Identity& who = *call.identity;
  const uint64_t place = PlaceOf(who);
  if (!call.stay.Take(~place, options_.unread_of_principal)) return TooMuch();
  if (!call.work.Take(place, options_.calls_of_principal)) return TooMuch();
  const bool in_practice = !who.practice.uuid().is_nil();
  if (in_practice && !call.work.Take(PlaceOf(who.practice), options_.calls_in_practice)) return TooMuch();
  call.admitted = true;
  return absl::OkStatus();
}

// Asks the directory what the callers are: one question for all of those the answer can matter to.
void Door::Ask(absl::Span<Call* const> calls) {
  std::vector<Caller> callers;
  std::vector<Call*> asked;
  for (Call* call : calls) {
    if (call->cancelled || !NeedsStanding(*call)) continue;
    callers.push_back({call->practice, call->unit, call->identity->role, call->identity->subject});
    asked.push_back(call);
  }
  if (asked.empty()) return;
  try {
    std::vector<absl::StatusOr<Standing>> standings = ports_.accounts.Find(callers);
    for (size_t i = 0; i < asked.size(); ++i) asked[i]->standing = std::move(standings.at(i));
  } catch (const std::exception&) {
    for (Call* call : asked) call->standing = absl::InternalError("an exception left the directory");
  }
}

void Door::Work(Call& call) {
  // Nothing was reached and nobody waits: there is nothing to record or to answer.
  if (call.cancelled) return Finish(call, absl::CancelledError());
  const absl::Status result = Run(call);
  if (!result.ok()) return TurnAway(call, result);
  const bool recorded = call.rule->audit != options::v1::AUDIT_CLASS_READ;
  if (recorded) return Finish(call, result);
  RecordThenFinish(call, result);
}

absl::Status Door::Run(Call& call) {
  if (hurrying_) return Refuse(Reason::kShuttingDown, "the server is stopping");
  if (std::chrono::steady_clock::now() >= call.deadline) {
    return Refuse(Reason::kDeadlinePassed, "the deadline has passed");
  }
  try {
    RETURN_IF_ERROR(Relate(call));
    return call.Handle(Scope(call.practice, call.unit, call.principal, call.rule->method, call.rule->purpose,
                             call.standing->unit_version),
                       KeyOf(call.request, *call.rule));
  } catch (const std::exception&) {
    return absl::InternalError("an exception left the handler");
  } catch (...) {
    return absl::InternalError("something was thrown out of the handler");
  }
}

absl::Status Door::Relate(Call& call) { return Judge(call, call.standing, call.principal); }

void Door::TurnAway(Call& call, absl::Status why) {
  const Reason reason = ReasonOf(why);
  if (reason == Reason::kNone || reason == Reason::kBug) why = Incident(call, why);
  if (call.rule != nullptr && call.rule->open_to_anyone()) return Finish(call, why);
  // Refusals before admission have places of their own: a flood of them must not fill the log. Past those, nothing was
  // reached and nothing is recorded.
  if (!call.admitted && !call.work.Take(kRefusals, options_.refusals)) return Finish(call, TooMuch());
  RecordThenFinish(call, std::move(why));
}

AccessRecord Door::RecordOf(const Call& call, const absl::Status& result) const {
  return {.at = ports_.clock.Now(),
          .practice = call.practice,
          .unit = call.unit,
          .principal = call.principal,
          .method = call.rule == nullptr ? "" : call.rule->method,
          .purpose = call.rule == nullptr ? "" : call.rule->purpose,
          .outcome = OutcomeOf(result),
          .reason = ReasonOf(result)};
}

void Door::RecordThenFinish(Call& call, absl::Status result) {
  AccessRecord record = RecordOf(call, result);
  const auto receipt =
      std::make_shared<Receipt>([this, &call, result = std::move(result)](const absl::Status& durable) {
        if (durable.ok()) return Finish(call, result);
        Finish(call, Refuse(Reason::kStoreUnavailable, "the audit record could not be kept"));
      });
  ports_.log.Record(std::move(record), [receipt](const absl::Status& durable) { receipt->Give(durable); });
}

void Door::Finish(Call& call, const absl::Status& result) {
  if (result.ok()) call.GiveAnswer();
  call.work.Release();
  const Role viewer = call.identity.has_value() ? call.identity->role : Role::kNobody;
  const absl::Status seen = absl::IsCancelled(result) ? result : AsSeenBy(viewer, result);
  if (call.rule != nullptr) {
    meter_.Ended(*call.rule, seen.code(), absl::FromChrono(std::chrono::steady_clock::now() - call.began));
  }
  if (absl::IsCancelled(result)) return call.Leave(grpc::Status::CANCELLED);
  call.Leave(ToWire(seen));
}

absl::Status Door::Incident(const Call& call, const absl::Status& cause) {
  const std::string id = ports_.entropy.NewUuid().ToString();
  // A bare status may carry anything; only a text of our own, made with a reason, may stand in a log.
  const bool ours = ReasonOf(cause) != Reason::kNone;
  const std::string code = absl::StatusCodeToString(cause.code());
  Log(LogLevel::kError, "rpc.incident",
      {{"id", id},
       {"method", call.method},
       {"code", code},
       {"cause", ours ? cause.message() : absl::string_view("unnamed")}});
  return Refuse(Reason::kBug, absl::StrCat("our fault: incident ", id));
}

}  // namespace adagio::rpc
