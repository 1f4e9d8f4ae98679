// That each invariant of the walk can be broken: a world where everyone said yes, and one thing that must not be so.
#include "services/homework/domain/walk/invariants.h"

#include "gtest/gtest.h"

namespace adagio::homework::walk {
namespace {

constexpr unsigned kC1 = 1, kC2 = 2, kC3 = 4, kC4 = 8, kC5 = 16, kC6 = 32;

class Invariants : public testing::Test {
 protected:
  Invariants() {
    for (Moments* moments : {&before_, &after_}) {
      moments->state.instant = kFirstDay;
      for (int step = 0; step < kMostSteps; ++step) {
        moments->shown.each[step] = {.state = reference::State::kActive, .over = false, .length = 600};
        for (int who = 0; who < world_.participants; ++who) Part(*moments, who, step).word = Word::kYes;
      }
    }
  }
  static walk::Part& Part(Moments& moments, int who, int step) { return moments.state.people[who].parts[step]; }
  void Pause(int step) { after_.shown.each[step].state = reference::State::kPaused; }
  unsigned BrokenBy(const Command& command) const { return Broken(before_, command, after_, world_); }

  const World world_{.participants = 2, .steps = 2};
  Moments before_, after_;
};

TEST_F(Invariants, HoldWhereNothingHappens) { EXPECT_EQ(BrokenBy({.kind = Kind::kRelease}), 0u); }

TEST_F(Invariants, C1IsBrokenByAnythingThatAnActiveStepMustNotHave) {
  const auto expect_broken = [&](auto change) {
    Moments kept = after_;
    change(after_.state);
    EXPECT_NE(BrokenBy({.kind = Kind::kRelease}) & kC1, 0u);
    after_ = kept;
  };
  expect_broken([](State& s) { s.people[1].held = true; });
  expect_broken([](State& s) { s.people[1].cleared = false; });
  expect_broken([](State& s) { s.people[1].left = true; });
  expect_broken([](State& s) { s.people[1].aside = true; });
  expect_broken([](State& s) { s.people[1].hurts = true; });
  expect_broken([](State& s) { s.people[1].parts[1].covers = false; });
  expect_broken([](State& s) { s.people[1].parts[1].word = Word::kNone; });
  expect_broken([](State& s) { s.people[1].parts[0].rests = true; });
  expect_broken([](State& s) { s.repair = true; });
  expect_broken([](State& s) { s.steps[0].paused = true; });
  expect_broken([](State& s) { s.steps[0].closed = true; });
  expect_broken([](State& s) { s.instant = kBefore; });
  expect_broken([](State& s) { s.instant = kPastReview; });
}

TEST_F(Invariants, C2IsBrokenByAStopThatDoesNotStopAtOnce) {
  for (const Kind kind : {Kind::kSoftNo, Kind::kNo, Kind::kPause, Kind::kStress, Kind::kNarrow, Kind::kSetAside,
                          Kind::kHold, Kind::kUnclear, Kind::kRepairOpens, Kind::kTherapistPauses}) {
    EXPECT_EQ(BrokenBy({.kind = kind}) & kC2, kC2) << NameOf({.kind = kind});
  }
  EXPECT_EQ(BrokenBy({.kind = Kind::kHurts}) & kC2, kC2);
  Pause(1);
  EXPECT_EQ(BrokenBy({.kind = Kind::kHurts}) & kC2, 0u) << "it speaks against the second step alone";
}

TEST_F(Invariants, C2IsBrokenByAYesThatNobodyGave) {
  Part(before_, 1, 0).word = Word::kNone;
  EXPECT_EQ(BrokenBy({.kind = Kind::kTimePasses}) & kC2, kC2);
  EXPECT_EQ(BrokenBy({.kind = Kind::kYes, .who = 0, .step = 0}) & kC2, kC2) << "another's";
  EXPECT_EQ(BrokenBy({.kind = Kind::kYes, .who = 1, .step = 0}) & kC2, 0u);
}

TEST_F(Invariants, C3IsBrokenByAStepThatComesBackOrIsCompletedByItselfOrGetsHarder) {
  before_.state.steps[0].closed = true;
  EXPECT_EQ(BrokenBy({.kind = Kind::kRelease}) & kC3, kC3);
  EXPECT_EQ(BrokenBy({.kind = Kind::kOffer, .step = 0}) & kC3, 0u);
  before_.state.steps[0].closed = false;
  after_.state.steps[0].completed = true;
  EXPECT_EQ(BrokenBy({.kind = Kind::kStress}) & kC3, kC3);
  after_.state.steps[0].completed = false;
  EXPECT_EQ(BrokenBy({.kind = Kind::kReschedule, .step = 0, .form = kOtherStep}) & kC3, kC3);
}

TEST_F(Invariants, C4IsBrokenByADeclineThatTakesAwayWhatWasDone) {
  before_.state.steps[1].completed = true;
  EXPECT_EQ(BrokenBy({.kind = Kind::kSoftNo, .step = 0}) & kC4, kC4);
  before_.state.steps[1].completed = false;
  after_.state.steps[1].closed = true;
  EXPECT_EQ(BrokenBy({.kind = Kind::kPause, .step = 0}) & kC4, kC4);
}

TEST_F(Invariants, C5IsBrokenByAnOfferOfWhatRestsAndByARestThatEndsByItself) {
  Part(before_, 0, 0).rests = true;
  EXPECT_EQ(BrokenBy({.kind = Kind::kOffer, .step = 1}) & kC5, kC5) << "a higher tier";
  EXPECT_EQ(BrokenBy({.kind = Kind::kLift, .who = 1}) & kC5, kC5);
  EXPECT_EQ(BrokenBy({.kind = Kind::kReopen, .who = 1, .step = 0}) & kC5, kC5) << "another's";
  EXPECT_EQ(BrokenBy({.kind = Kind::kReopen, .who = 0, .step = 0}) & kC5, 0u);
}

TEST_F(Invariants, C6IsBrokenByATentativeYesThatLastsOrDoesNotShorten) {
  Part(before_, 0, 0).word = Part(after_, 0, 0).word = Word::kTentative;
  EXPECT_EQ(BrokenBy({.kind = Kind::kRelease}) & kC6, kC6);
  after_.shown.each[0].length = 300;
  EXPECT_EQ(BrokenBy({.kind = Kind::kRelease}) & kC6, 0u);
  EXPECT_EQ(BrokenBy({.kind = Kind::kTimePasses}) & kC6, kC6);
}

}  // namespace
}  // namespace adagio::homework::walk
