#include "services/homework/domain/walk/cast.h"

#include <array>

#include "services/homework/domain/limits.h"
#include "services/homework/domain/recurrence.h"
#include "services/homework/domain/walk/instants.h"
#include "services/platform/foundation/check.h"

namespace adagio::homework::walk {
namespace {

constexpr int kShapes = 4;

Uuid NumberedUuid(char kind, int number) {
  std::string bytes(16, kind);
  bytes[15] = static_cast<char>(number);
  return Uuid::FromBytes(bytes);
}

LadderId TheLadder() { return LadderId(NumberedUuid('l', 0)); }
Activity Never() { return {.key = "never"}; }
Activity Held() { return {.key = "hold", .tier = 1, .touch = true, .usual_length = absl::Minutes(kUsual)}; }
Activity Rubbed() { return {.key = "rub", .tier = 3, .touch = true, .usual_length = absl::Minutes(kUsual)}; }
Activity Between() { return {.key = "lean", .tier = 2, .touch = true, .usual_length = absl::Minutes(kUsual)}; }

Activity ActivityFor(const World& world, int step) {
  Activity activity = ActivityOf(world, step) == 0 ? Held() : Rubbed();
  if (IsDelicate(world, step)) activity.contraindications = {Contraindication::kPain};
  return activity;
}

template <typename T>
T Done(absl::StatusOr<T> done) {
  CHECK(done.ok());
  return *std::move(done);
}

Ladder Make(Shape shape) {
  Ladder ladder{.id = TheLadder(), .participants = {}, .steps = StepsOf({"never", "hold", "rub"})};
  const Activity held = Held(), rubbed = Rubbed();
  if (shape == Shape::kPlain) return ladder;
  if (shape == Shape::kInserted) return Done(InsertStep(ladder, 2, Between(), held, &rubbed));
  ladder = Done(SplitStep(ladder, 2, absl::Minutes(kUsualOfPart), held));
  if (shape == Shape::kReordered) ladder = Done(ReorderSteps(ladder, {1, 2, 4, 3}, {Never(), held, held, rubbed}));
  return ladder;
}

Assignment Offered(const World& world, int step) {
  UnitFacts facts;
  Agreement agreement{.id = TheAgreement(), .released = kStop, .review_at = Window() + absl::Hours(kFirstReview)};
  agreement.activities = {KeyOf(world, step)};
  for (int who = 0; who < world.participants; ++who) {
    facts.members.push_back({.partner = Partner(who), .acknowledged = true, .cleared = true});
    agreement.stances[Partner(who)][KeyOf(world, step)] = Stance::kWilling;
  }
  agreement.participants = Everyone(facts);
  facts.agreements.push_back(agreement);
  const UnitFacts offered = Done(Offer(facts, ProposalOf(facts, world, step), {kStop, TimeOf(kBefore)}));
  Assignment assignment = offered.assignments[0];
  assignment.id = StepId(step);
  assignment.stopped = kStop;
  return assignment;
}

}  // namespace

absl::Time Window() { return absl::FromUnixSeconds(1'772'481'600); }
absl::Time TimeOf(int instant) { return Window() + absl::Hours(kHours[static_cast<size_t>(instant)]); }

absl::Time EndOfDayOf(int instant) {
  static const int kOfDay = static_cast<int>(absl::ToUnixSeconds(Window() + absl::Hours(kMidnight)) % (24 * 3600));
  return EndOfDay(TimeOf(instant), absl::FixedTimeZone(-kOfDay));
}

PartnerId Partner(int who) { return PartnerId(NumberedUuid('p', who)); }
AssignmentId StepId(int step) { return AssignmentId(NumberedUuid('a', step)); }
AgreementId TheAgreement() { return AgreementId(NumberedUuid('g', 0)); }
RepairId TheRepair() { return RepairId(NumberedUuid('r', 0)); }
const std::string& KeyOf(const World& world, int step) {
  static const auto* const kKeys = new std::array<std::string, 2>{Held().key, Rubbed().key};
  return (*kKeys)[static_cast<size_t>(ActivityOf(world, step))];
}

const Schedule& Days() {
  static const auto* const kSchedule =
      new Schedule(*Expand({.starts_at = Window(), .occurrences = kDays, .open_for = absl::ZeroDuration()}));
  return *kSchedule;
}

std::vector<PartnerId> Everyone(const UnitFacts& facts) {
  std::vector<PartnerId> everyone;
  for (const Member& member : facts.members) everyone.push_back(member.partner);
  return everyone;
}

const Assignment& AsOffered(const World& world, int step) {
  // By everything that makes a difference.
  static const auto* const kOffered = [] {
    auto* all = new std::array<Assignment, 2 * 2 * kMostSteps*(kMostParticipants + 1)>();
    for (int i = 0; i < static_cast<int>(all->size()); ++i) {
      const World each{
          .participants = i / 8, .steps = 1 + i / 4 % 2, .pair = i / 2 % 2 == 0 ? Pair::kTiers : Pair::kTwins};
      if (each.participants > 1) (*all)[static_cast<size_t>(i)] = Offered(each, i % 2);
    }
    return all;
  }();
  const int twins = world.pair == Pair::kTwins;
  return (*kOffered)[static_cast<size_t>(world.participants * 8 + (world.steps - 1) * 4 + twins * 2 + step)];
}

Proposal ProposalOf(const UnitFacts& facts, const World& world, int step) {
  const bool part = world.pair == Pair::kTwins && step == 1;
  Proposal proposal{.id = AssignmentId(NumberedUuid('a', 9)),
                    .activity = ActivityFor(world, step),
                    .ladder = TheLadder(),
                    .step = part ? 4 : step + 2,
                    .participants = Everyone(facts),
                    .schedule = Days(),
                    .usual_length = absl::Minutes(part ? kUsualOfPart : kUsual),
                    .shorter_length = absl::Minutes(part ? kShorterOfPart : kShorter)};
  if (part) proposal.at_most = LadderOf(Shape::kSplit).Find(4)->usual_length;
  return proposal;
}

const Ladder& LadderOf(Shape shape) {
  static const auto* const kLadders = [] {
    auto* all = new std::array<Ladder, kShapes>();
    for (size_t i = 0; i < kShapes; ++i) (*all)[i] = Make(static_cast<Shape>(i));
    return all;
  }();
  return (*kLadders)[static_cast<size_t>(shape)];
}

}  // namespace adagio::homework::walk
