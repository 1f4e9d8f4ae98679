#include "services/homework/api/wire.h"

#include <algorithm>

#include "google/protobuf/util/time_util.h"
#include "services/homework/api/caller.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/resource_name.h"

namespace adagio::homework {
namespace {

using google::protobuf::util::TimeUtil;

constexpr int kNanosInSecond = 1'000'000'000;

// The wire's enums have UNSPECIFIED first and then the domain's values in the same order.
template <typename Wire, typename Domain>
Wire Shifted(Domain value) {
  return static_cast<Wire>(static_cast<int>(value) + 1);
}

std::vector<std::string> NamesOf(const Scope& scope, const std::vector<PartnerId>& partners) {
  std::vector<std::string> names;
  for (const PartnerId& partner : partners) {
    names.push_back(rpc::PartnerName(scope.practice(), scope.unit(), partner));
  }
  return names;
}

template <typename Field>
void Fill(Field& field, const std::vector<std::string>& values) {
  field.Assign(values.begin(), values.end());
}

}  // namespace

google::protobuf::Timestamp ToWire(absl::Time time) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

google::protobuf::Duration ToWire(absl::Duration duration) {
  return TimeUtil::SecondsToDuration(absl::ToInt64Seconds(duration));
}

absl::StatusOr<absl::Time> FromWire(const google::protobuf::Timestamp& time, absl::string_view field) {
  if (time.seconds() < TimeUtil::kTimestampMinSeconds || time.seconds() > TimeUtil::kTimestampMaxSeconds ||
      time.nanos() < 0 || time.nanos() >= kNanosInSecond) {
    return RefuseField(field, "a moment of the years 1 to 9999");
  }
  return absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(time));
}

absl::StatusOr<absl::Duration> FromWire(const google::protobuf::Duration& duration, absl::string_view field) {
  if (duration.seconds() < 0 || duration.seconds() > TimeUtil::kDurationMaxSeconds || duration.nanos() < 0 ||
      duration.nanos() >= kNanosInSecond) {
    return RefuseField(field, "a length of time, not negative");
  }
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

v1::Stance ToWire(Stance stance) { return Shifted<v1::Stance>(stance); }
v1::AssignmentState ToWire(State state) { return Shifted<v1::AssignmentState>(state); }
v1::Cause ToWire(Cause cause) { return Shifted<v1::Cause>(cause); }
v1::Contraindication ToWire(Contraindication contraindication) {
  return Shifted<v1::Contraindication>(contraindication);
}

absl::StatusOr<Stance> FromWire(v1::Stance stance) {
  if (stance < v1::STANCE_WILLING || stance > v1::STANCE_OFF_LIMITS) return RefuseField("stance", "one of the four");
  return static_cast<Stance>(stance - 1);
}

// A pause and a stress signal are no answers; the answer before them no longer stands.
v1::AnswerKind ToWire(AnswerKind answer) {
  if (answer > AnswerKind::kNo) return v1::ANSWER_KIND_UNSPECIFIED;
  return Shifted<v1::AnswerKind>(answer);
}

absl::StatusOr<AnswerKind> FromWire(v1::AnswerKind answer) {
  if (answer < v1::ANSWER_KIND_YES || answer > v1::ANSWER_KIND_NO) return RefuseField("answer", "one of the four");
  return static_cast<AnswerKind>(answer - 1);
}

v1::Activity ToWire(const Activity& activity) {
  v1::Activity wire;
  wire.set_key(activity.key);
  wire.set_title(activity.title);
  wire.set_description(activity.description);
  wire.set_closeness(Shifted<v1::Closeness>(activity.closeness));
  wire.set_tier(activity.tier);
  wire.set_touch(activity.touch);
  *wire.mutable_usual_length() = ToWire(activity.usual_length);
  *wire.mutable_shorter_length() = ToWire(activity.shorter_length);
  Fill(*wire.mutable_exit_strategies(), activity.exit_strategies);
  wire.set_company(Shifted<v1::Company>(activity.company));
  wire.set_kind(Shifted<v1::AssignmentKind>(activity.kind));
  *wire.mutable_contraindications() = ToWire(activity.contraindications);
  Fill(*wire.mutable_prompts(), activity.prompts);
  Fill(*wire.mutable_after(), activity.after);
  return wire;
}

google::protobuf::RepeatedField<int> ToWire(const Contraindications& contraindications) {
  google::protobuf::RepeatedField<int> wire;
  for (int i = 0; i < kContraindications; ++i) {
    const auto each = static_cast<Contraindication>(i);
    if (contraindications.Has(each)) wire.Add(ToWire(each));
  }
  return wire;
}

absl::StatusOr<Contraindications> FromWire(const google::protobuf::RepeatedField<int>& wire) {
  Contraindications contraindications;
  for (const int each : wire) {
    if (each < 1 || each > kContraindications) return RefuseField("contraindications", "one of the kinds");
    const auto known = static_cast<Contraindication>(each - 1);
    if (contraindications.Has(known)) return RefuseField("contraindications", "each once");
    contraindications.Add(known);
  }
  return contraindications;
}

absl::StatusOr<Activity> FromWire(const v1::Activity& wire) {
  if (wire.closeness() == v1::CLOSENESS_UNSPECIFIED || !v1::Closeness_IsValid(wire.closeness())) {
    return RefuseField("closeness", "one of the kinds");
  }
  Activity activity{.key = wire.key(),
                    .title = wire.title(),
                    .description = wire.description(),
                    .closeness = static_cast<Closeness>(wire.closeness() - 1),
                    .tier = wire.tier(),
                    .touch = wire.touch(),
                    .exit_strategies = {wire.exit_strategies().begin(), wire.exit_strategies().end()},
                    .prompts = {wire.prompts().begin(), wire.prompts().end()},
                    .after = {wire.after().begin(), wire.after().end()}};
  if (wire.kind() == v1::ASSIGNMENT_KIND_UNSPECIFIED || !v1::AssignmentKind_IsValid(wire.kind())) {
    return RefuseField("kind", "one of the kinds");
  }
  activity.kind = static_cast<AssignmentKind>(wire.kind() - 1);
  ASSIGN_OR_RETURN(activity.contraindications, FromWire(wire.contraindications()));
  if (!v1::Company_IsValid(wire.company())) return RefuseField("company", "one of the three");
  if (wire.company() != v1::COMPANY_UNSPECIFIED) activity.company = static_cast<Company>(wire.company() - 1);
  ASSIGN_OR_RETURN(activity.usual_length, FromWire(wire.usual_length(), "usual_length"));
  ASSIGN_OR_RETURN(activity.shorter_length, FromWire(wire.shorter_length(), "shorter_length"));
  return activity;
}

absl::StatusOr<std::vector<PartnerId>> PartnersFrom(const Scope& scope,
                                                    const google::protobuf::RepeatedPtrField<std::string>& names,
                                                    absl::string_view field) {
  std::vector<PartnerId> partners;
  for (const std::string& text : names) {
    ASSIGN_OR_RETURN(const rpc::ResourceName name, rpc::ResourceName::Parse(text, rpc::kPartnerShape));
    if (name.practice() != scope.practice() || name.unit() != scope.unit()) {
      return RefuseField(field, "a partner of the unit");
    }
    partners.push_back(name.id<PartnerId>());
  }
  std::sort(partners.begin(), partners.end());
  return partners;
}

v1::Agreement ToWire(const Scope& scope, const AgreementRecord& record, absl::Time now) {
  const Terms& terms = record.number > 0 ? record.in_force : record.draft;
  v1::Agreement wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "agreements", record.id));
  wire.set_version(record.number);
  Fill(*wire.mutable_participants(), NamesOf(scope, record.participants));
  Fill(*wire.mutable_activities(), terms.activities);
  wire.set_pause_signal(terms.pause_signal);
  wire.set_soft_no_phrase(terms.soft_no_phrase);
  wire.set_tentative_acknowledgement(terms.tentative_acknowledgement);
  *wire.mutable_review_at() = ToWire(terms.review_at);
  Fill(*wire.mutable_overlap(), record.overlap);
  wire.set_review_due(record.number > 0 && ReviewIsDue(terms.review_at, now));
  return wire;
}

google::protobuf::RepeatedPtrField<v1::ReviewDue> ReviewsDue(const Scope& scope, const UnitFacts& facts,
                                                             absl::Time now) {
  google::protobuf::RepeatedPtrField<v1::ReviewDue> due;
  for (const Agreement& agreement : facts.agreements) {
    if (!MayKnow(scope, Told::kAgreement, agreement.participants) || agreement.released == 0 ||
        AnyLeft(facts, agreement.participants))
      continue;
    if (!ReviewIsDue(agreement.review_at, now)) continue;
    v1::ReviewDue& each = *due.Add();
    each.set_agreement(rpc::NameInUnit(scope.practice(), scope.unit(), "agreements", agreement.id));
    *each.mutable_review_at() = ToWire(agreement.review_at);
  }
  return due;
}

std::vector<v1::ActivityStance> ToWire(const AgreementRecord& record, const std::map<std::string, Stance>& stances) {
  std::vector<std::string> activities = record.in_force.activities;
  for (const std::string& activity : record.draft.activities) {
    if (std::find(activities.begin(), activities.end(), activity) == activities.end()) activities.push_back(activity);
  }
  std::vector<v1::ActivityStance> wire;
  for (const std::string& activity : activities) {
    const auto found = stances.find(activity);
    wire.emplace_back().set_activity(activity);
    wire.back().set_stance(ToWire(found == stances.end() ? Stance::kNotNow : found->second));
  }
  return wire;
}

v1::Ladder ToWire(const Scope& scope, const Ladder& ladder, const std::map<int, int>& own_foreseen) {
  v1::Ladder wire;
  wire.set_name(rpc::NameInUnit(scope.practice(), scope.unit(), "ladders", ladder.id));
  Fill(*wire.mutable_participants(), NamesOf(scope, ladder.participants));
  wire.set_baseline(ladder.baseline);
  for (const LadderStep& each : ladder.steps) {
    v1::LadderStep& step = *wire.add_steps();
    step.set_number(each.number);
    step.set_label(each.label);
    step.set_activity(each.activity);
    if (each.usual_length > absl::ZeroDuration()) *step.mutable_usual_length() = ToWire(each.usual_length);
    const auto foreseen = own_foreseen.find(each.number);
    if (foreseen != own_foreseen.end()) step.set_own_foreseen_suds(foreseen->second);
  }
  return wire;
}

}  // namespace adagio::homework
