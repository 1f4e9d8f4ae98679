#include "services/intake/api/wire.h"

#include "google/protobuf/util/time_util.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::intake {
namespace {

absl::StatusOr<Instrument> FromWire(v1::ViolenceInstrument instrument) {
  switch (instrument) {
    case v1::VIOLENCE_INSTRUMENT_EHITS:
      return Instrument::kEhits;
    case v1::VIOLENCE_INSTRUMENT_HARK:
      return Instrument::kHark;
    default:
      return RefuseField("instrument", "must be a known instrument");
  }
}

}  // namespace

google::protobuf::Timestamp ToWire(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

absl::Time TimeFrom(const google::protobuf::Timestamp& time) {
  return absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

v1::IntakeItem ToWire(const Question& question, const Answer* answer) {
  v1::IntakeItem wire;
  wire.set_item(question.key.data(), question.key.size());
  wire.set_prompt(question.prompt.data(), question.prompt.size());
  wire.set_required(question.required);
  if (answer == nullptr) return wire;
  wire.set_answer(answer->text.Read(Reveal::kToAnswer));
  wire.set_not_now(answer->not_now);
  return wire;
}

v1::Intake ToWire(const Scope& scope, const Intake& intake) {
  v1::Intake wire;
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), intake.partner));
  for (const Question& question : Questionnaire()) {
    *wire.add_items() = ToWire(question, FindAnswer(intake, question.key));
  }
  if (intake.submitted_at.has_value()) *wire.mutable_submitted_at() = ToWire(*intake.submitted_at);
  return wire;
}

v1::ScreenResult ToWire(ScreenResult result) {
  switch (result) {
    case ScreenResult::kIncomplete:
      return v1::SCREEN_RESULT_INCOMPLETE;
    case ScreenResult::kNegative:
      return v1::SCREEN_RESULT_NEGATIVE;
    case ScreenResult::kPositive:
      return v1::SCREEN_RESULT_POSITIVE;
    case ScreenResult::kPositiveSexual:
      return v1::SCREEN_RESULT_POSITIVE_SEXUAL;
  }
  return v1::SCREEN_RESULT_INCOMPLETE;
}

v1::Hold ToWire(const Scope& scope, const Hold& hold) {
  v1::Hold wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "holds", hold.id));
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), hold.partner));
  wire.set_reason(hold.reason.Read(Reveal::kToAnswer));
  *wire.mutable_placed_at() = ToWire(hold.placed_at);
  return wire;
}

v1::PartnerClearance ToWire(const Scope& scope, const PartnerSafety& safety) {
  const Clearance clearance = Clear(Deciding(safety.screens), safety.plan);
  v1::PartnerClearance wire;
  wire.set_partner(rpc::PartnerName(scope.practice(), scope.unit(), safety.partner));
  wire.set_cleared(clearance.cleared);
  wire.set_screen(ToWire(clearance.screen));
  wire.set_by_plan(clearance.by_plan);
  if (clearance.by_plan) wire.set_plan_reason(safety.plan_reason.Read(Reveal::kToAnswer));
  for (const Hold& hold : safety.holds) *wire.add_holds() = ToWire(scope, hold);
  return wire;
}

absl::StatusOr<Screen> FromWire(const v1::RecordViolenceScreenRequest& request) {
  ASSIGN_OR_RETURN(const Instrument instrument, FromWire(request.instrument()));
  std::vector<ScreenAnswer> answers;
  for (const v1::ScreenItem& item : request.items()) answers.push_back({item.number(), item.value()});
  return MakeScreen(instrument, answers);
}

}  // namespace adagio::intake
