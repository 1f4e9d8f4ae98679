// The therapist's view is of one moment, also where somebody acts while it is read.
#include "services/homework/api/unit_view.h"

#include <functional>
#include <utility>

#include "services/homework/api/homework_for_test.h"
#include "services/platform/foundation/status.h"

namespace adagio::homework {
namespace {

// Somebody acts right before every statement of that number, so often.
class Interrupted final : public storage::Statements {
 public:
  Interrupted(storage::Statements& inner, int statement, int times, std::function<void()> act)
      : inner_(inner), statement_(statement), times_(times), act_(std::move(act)) {}

  absl::StatusOr<storage::Rows> Query(absl::string_view sql, absl::Span<const storage::Value> values) override {
    if (++seen_ >= statement_ && times_-- > 0) act_();
    return inner_.Query(sql, values);
  }
  absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const storage::Value> values) override {
    return inner_.Execute(sql, values);
  }
  int seen() const { return seen_; }

 private:
  storage::Statements& inner_;
  const int statement_;
  int times_;
  const std::function<void()> act_;
  int seen_ = 0;
};

class UnitViewTest : public HomeworkTest {
 protected:
  // A step with one check-in, its ladder, and another of both wherever the reading is interrupted.
  void SetUp() override {
    AgreementInForce();
    step_ = Active("hand_holding", {p_, d_});
    Act();
  }
  void Act() {
    v1::RecordCheckInRequest check_in;
    check_in.set_assignment(step_);
    check_in.mutable_check_in()->set_suds_peak(20);
    ASSERT_TRUE(Call(homework_, &HomeworkApi::RecordCheckIn, Partner(d_), check_in).ok());
    v1::BuildLadderRequest build;
    for (const PartnerId& partner : {p_, d_}) build.add_participants(NameOf(partner));
    build.add_activities("hand_holding");
    ASSERT_TRUE(Call(homework_, &HomeworkApi::BuildLadder, Therapist(), build).ok());
    Offered("grounding");
  }
  static bool IsOfOneMoment(const UnitView& view) {
    const size_t acts = view.notes.size();
    return view.ladders.size() == acts && view.loaded.facts.assignments.size() == acts + 1;
  }

  std::string step_;
};

TEST_F(UnitViewTest, IsOfOneMomentWheneverSomebodyActsWhileItIsRead) {
  absl::StatusOr<storage::Pool::Lease> reads = pool_.Acquire();
  ASSERT_TRUE(reads.ok());
  int statements = 0;
  for (int statement = 1; statement <= statements || statement == 1; ++statement) {
    Interrupted interrupted(**reads, statement, 1, [&] { Act(); });
    const absl::StatusOr<UnitView> view = ReadUnit(store_, interrupted, Therapist(), ground_.clock);
    ASSERT_TRUE(view.ok()) << view.status();
    EXPECT_TRUE(IsOfOneMoment(*view)) << "interrupted before statement " << statement;
    if (statement == 1) statements = interrupted.seen();
  }
  EXPECT_GE(statements, 6);
}

TEST_F(UnitViewTest, IsNotGivenWhereTheUnitNeverStandsStill) {
  absl::StatusOr<storage::Pool::Lease> reads = pool_.Acquire();
  ASSERT_TRUE(reads.ok());
  Interrupted interrupted(**reads, 2, 1000, [&] { Act(); });
  const absl::StatusOr<UnitView> view = ReadUnit(store_, interrupted, Therapist(), ground_.clock);
  EXPECT_EQ(ReasonOf(view.status()), Reason::kStoreUnavailable);
}

}  // namespace
}  // namespace adagio::homework
