// Thresholds that a practice moved: from when they count, what they cannot do, and that every change has its reason.
#include <gtest/gtest.h>

#include "services/progress/api/instrument_api.h"
#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

class ATriggersThreshold : public ProgressTest {
 protected:
  Scope Supervising() const {
    return ScopeForTest::Make(practice_, UnitId(), {Role::kSupervisor, supervisor_}, "Call");
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(absl::StatusOr<Response> (InstrumentApi::*method)(const rpc::Authorized<Request>&),
                               const Request& request) {
    const RequestKey key{ground_.entropy.NewUuid(), request.SerializeAsString()};
    return (own_.*method)(rpc::AuthorizedForTest<Request>::Make(request, Supervising(), key));
  }
  absl::StatusOr<v1::SetTriggerThresholdResponse> Move(const std::string& instrument, const std::string& trigger,
                                                       std::optional<double> at_least) {
    v1::SetTriggerThresholdRequest request;
    request.set_instrument(instrument);
    request.set_trigger(trigger);
    if (at_least.has_value()) request.set_at_least(*at_least);
    request.set_reason("we decided so");
    return Ask(&InstrumentApi::SetTriggerThreshold, request);
  }
  v1::ListThresholdChangesResponse Changes() {
    return *Ask(&InstrumentApi::ListThresholdChanges, v1::ListThresholdChangesRequest());
  }

  const ThresholdStore thresholds_{*ground_.keys};
  InstrumentApi own_{{units_, pool_, catalogue_, thresholds_, *ground_.keys}};
};

TEST_F(ATriggersThreshold, CountsFromWhenItIsMoved) {
  Scored(a_, {2, 2}, "strain");
  const auto moved = Move("strain", "total", 4);
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->instrument().safety_triggers(0).at_least(), 4);
  EXPECT_EQ(moved->instrument().safety_triggers(0).status(), v1::FIGURE_STATUS_SUPPLIED_BY_PRACTICE);
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 0) << "what was answered before is not looked at again";
  Scored(a_, {2, 2}, "strain");
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 1);
  ASSERT_TRUE(Move("strain", "total", 8).ok());
  Scored(b_, {4, 3}, "strain");
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 1);
  const auto back = Move("strain", "total", std::nullopt);
  EXPECT_EQ(back->instrument().safety_triggers(0).at_least(), 5);
  EXPECT_EQ(back->instrument().safety_triggers(0).status(), v1::FIGURE_STATUS_UNVERIFIED);
  Scored(b_, {4, 1}, "strain");
  EXPECT_EQ(Alerts(Therapist()).alerts_size(), 2);
}

TEST_F(ATriggersThreshold, IsNeverSwitchedOffNorMadeDeafToSelfHarm) {
  const std::string before = Contents();
  EXPECT_EQ(FieldOf(Move("strain", "total", 9).status()), "at_least");
  EXPECT_EQ(FieldOf(Move("strain", "total", std::nan("")).status()), "at_least");
  EXPECT_EQ(FieldOf(Move("mood", "item_3", 2).status()), "at_least");
  EXPECT_EQ(FieldOf(Move("mood", "item_4", 1).status()), "trigger");
  EXPECT_EQ(FieldOf(Move("none", "total", 1).status()), "instrument");
  EXPECT_EQ(Contents(), before);
}

TEST_F(ATriggersThreshold, HasAReasonForEveryChange) {
  ASSERT_TRUE(Move("strain", "total", 4).ok());
  ASSERT_TRUE(Move("strain", "total", std::nullopt).ok());
  const v1::ListThresholdChangesResponse changes = Changes();
  ASSERT_EQ(changes.changes_size(), 2);
  EXPECT_FALSE(changes.changes(0).has_at_least()) << "put back";
  EXPECT_EQ(changes.changes(1).at_least(), 4);
  for (const v1::ThresholdChange& change : changes.changes()) {
    EXPECT_EQ(change.reason(), "we decided so");
    EXPECT_EQ(change.moved_by(), rpc::ClinicianName(practice_, ClinicianId(supervisor_)));
  }
  for (const storage::Row& row :
       ground_.Rows("SELECT reason FROM adagio_progress.trigger_threshold WHERE practice_id = ?", {practice_})) {
    EXPECT_EQ(row.Text(0).find("decided"), std::string::npos);
  }
}

TEST_F(ATriggersThreshold, IsOfItsPracticeAlone) {
  ASSERT_TRUE(Move("strain", "total", 2).ok());
  const storage::Pool::Lease reads = *pool_.Acquire();
  EXPECT_EQ(catalogue_.Find(*reads, practice_, "strain")->safety_triggers[0].at_least, 2);
  EXPECT_EQ(catalogue_.Find(*reads, ground_.AddPractice(), "strain")->safety_triggers[0].at_least, 5);
}

}  // namespace
}  // namespace adagio::progress
