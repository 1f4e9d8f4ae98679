// Scores over time, the summaries kept with them, and the figures a practice supplies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

class ATrajectory : public ProgressTest {
 protected:
  v1::Trajectory Of(const PartnerId& partner, const std::string& instrument) {
    const auto got = Trajectory(Therapist(), partner, instrument);
    EXPECT_TRUE(got.ok()) << got.status();
    return got.ok() ? got->trajectory() : v1::Trajectory();
  }
  // Scored a day after the one before.
  void NextDay(const PartnerId& partner, const std::vector<int>& values, const std::string& instrument) {
    ground_.clock.Advance(absl::Hours(24));
    Scored(partner, values, instrument);
  }
  static v1::SetReferenceFiguresRequest Figures() {
    v1::SetReferenceFiguresRequest request;
    request.set_instrument("bond");
    request.set_reliability(0.9);
    request.set_sd(4);
    request.set_functional_mean(16);
    request.set_functional_sd(2);
    request.set_source("our own intake of three years");
    return request;
  }
  absl::StatusOr<v1::SetReferenceFiguresResponse> Supply(const v1::SetReferenceFiguresRequest& request) {
    return Call(&ProgressApi::SetReferenceFigures, Admin(), request);
  }
  std::vector<PartnerSummary> Summaries() {
    const storage::Pool::Lease reads = *pool_.Acquire();
    return *summaries_.Load(*reads, practice_, std::vector<UnitId>{unit_, elsewhere_});
  }
};

TEST_F(ATrajectory, IsJudgedByPublishedPointsInclusively) {
  Scored(a_, {3, 3, 0}, "mood");
  EXPECT_EQ(Of(a_, "mood").change().category(), v1::CHANGE_CATEGORY_TOO_FEW_SCORES);
  NextDay(a_, {2, 2, 0}, "mood");
  EXPECT_EQ(Of(a_, "mood").change().category(), v1::CHANGE_CATEGORY_UNCHANGED);
  NextDay(a_, {2, 1, 0}, "mood");
  const v1::Trajectory better = Of(a_, "mood");
  EXPECT_EQ(better.change().category(), v1::CHANGE_CATEGORY_RECOVERED) << "exactly 3 points, from 6 to 3 across 4.5";
  EXPECT_EQ(better.change().method(), v1::CHANGE_METHOD_POINTS);
  EXPECT_FALSE(better.change().has_index());
  EXPECT_EQ(better.points_size(), 3);
  EXPECT_EQ(better.baseline().score().total(), 6);
  EXPECT_EQ(better.latest().score().total(), 3);
  NextDay(a_, {3, 3, 0}, "mood");
  EXPECT_EQ(Of(a_, "mood").best(), 3);
}

TEST_F(ATrajectory, IsOffTrackOnceAReliableChangeWorseThanItsBest) {
  Scored(a_, {3, 3, 0}, "mood");
  EXPECT_EQ(Of(a_, "mood").track().state(), v1::TRACK_STATE_TOO_FEW_SCORES);
  EXPECT_EQ(Of(a_, "mood").track().reliable_points(), 3);
  NextDay(a_, {1, 1, 0}, "mood");
  NextDay(a_, {2, 2, 0}, "mood");
  EXPECT_EQ(Of(a_, "mood").track().state(), v1::TRACK_STATE_ON_TRACK);
  NextDay(a_, {3, 2, 0}, "mood");
  EXPECT_EQ(Of(a_, "mood").track().state(), v1::TRACK_STATE_WORSE_THAN_BEST) << "3 points worse than the best, 2";
  EXPECT_EQ(Of(a_, "mood").change().category(), v1::CHANGE_CATEGORY_UNCHANGED);
  const auto own = Trajectory(Partner(a_), a_, "mood");
  ASSERT_TRUE(own.ok()) << own.status();
  EXPECT_FALSE(own->trajectory().has_track());
  std::vector<double> recent;
  for (const TotalAt& each : Summaries()[0].summary.recent) recent.push_back(each.total);
  EXPECT_EQ(recent, (std::vector<double>{6, 2, 4, 5}));
}

TEST_F(ATrajectory, HasNoNormUntilThePracticeSuppliesFigures) {
  Scored(a_, {4, 4}, "bond");
  NextDay(a_, {8, 8}, "bond");
  EXPECT_EQ(Of(a_, "bond").change().category(), v1::CHANGE_CATEGORY_NO_NORM);
  const auto supplied = Supply(Figures());
  ASSERT_TRUE(supplied.ok()) << supplied.status();
  for (const v1::Figure& figure : supplied->instrument().figures()) {
    EXPECT_EQ(figure.status(), v1::FIGURE_STATUS_SUPPLIED_BY_PRACTICE);
  }
  const v1::Change change = Of(a_, "bond").change();
  EXPECT_EQ(change.category(), v1::CHANGE_CATEGORY_RECOVERED) << "also what was scored before";
  EXPECT_EQ(change.method(), v1::CHANGE_METHOD_JACOBSON_TRUAX);
  EXPECT_NEAR(change.index(), 8 / (std::sqrt(2.0) * 4 * std::sqrt(0.1)), 1e-12);
  EXPECT_EQ(change.cutoff(), 12) << "16 less two standard deviations";
  EXPECT_EQ(change.figures_size(), 4);
}

TEST_F(ATrajectory, IsJudgedByTheFiguresSuppliedLast) {
  Scored(a_, {4, 4}, "bond");
  NextDay(a_, {8, 8}, "bond");
  ASSERT_TRUE(Supply(Figures()).ok());
  v1::SetReferenceFiguresRequest wider = Figures();
  wider.set_reliability(0.1);
  ASSERT_TRUE(Supply(wider).ok());
  EXPECT_EQ(Of(a_, "bond").change().category(), v1::CHANGE_CATEGORY_UNCHANGED);
}

TEST_F(ATrajectory, TakesNoFigureThatCannotBe) {
  const auto refused = [&](auto change) {
    v1::SetReferenceFiguresRequest request = Figures();
    change(request);
    return FieldOf(Supply(request).status());
  };
  const std::string before = Contents();
  EXPECT_EQ(refused([](auto& r) { r.set_reliability(1); }), "reliability");
  EXPECT_EQ(refused([](auto& r) { r.set_reliability(std::nan("")); }), "reliability");
  EXPECT_EQ(refused([](auto& r) { r.set_sd(0); }), "sd");
  EXPECT_EQ(refused([](auto& r) { r.set_sd(INFINITY); }), "sd");
  EXPECT_EQ(refused([](auto& r) { r.set_functional_mean(21); }), "functional_mean");
  EXPECT_EQ(refused([](auto& r) { r.clear_functional_sd(); }), "functional_sd");
  EXPECT_EQ(refused([](auto& r) { r.clear_functional_mean(); }), "functional_mean");
  EXPECT_EQ(refused([](auto& r) { r.set_cutoff(-1); }), "cutoff");
  EXPECT_EQ(refused([](auto& r) { r.set_instrument("calm"); }), "instrument") << "it has no direction";
  EXPECT_EQ(refused([](auto& r) { r.set_instrument("none"); }), "instrument");
  EXPECT_EQ(Contents(), before);
}

TEST_F(ATrajectory, OfAnInstrumentWithoutADirectionHasNoCategory) {
  Scored(a_, {40}, "calm");
  NextDay(a_, {80}, "calm");
  const v1::Trajectory trajectory = Of(a_, "calm");
  EXPECT_EQ(trajectory.change().category(), v1::CHANGE_CATEGORY_NO_DIRECTION);
  EXPECT_FALSE(trajectory.has_best());
  EXPECT_EQ(trajectory.points_size(), 2);
}

TEST_F(ATrajectory, ShowsAPartnerTheirScoresAndNoJudgement) {
  Scored(a_, {3, 3, 0}, "mood");
  NextDay(a_, {0, 0, 0}, "mood");
  const v1::Trajectory own = Trajectory(Partner(a_), a_)->trajectory();
  EXPECT_EQ(own.points_size(), 2);
  EXPECT_FALSE(own.has_change());
}

TEST_F(ATrajectory, OfFiguresOfOnePracticeIsNotThatOfAnother) {
  ASSERT_TRUE(Supply(Figures()).ok());
  v1::ListInstrumentsRequest request;
  const Scope foreign = ScopeForTest::Make(ground_.AddPractice(), UnitId(), {Role::kTherapist, therapist_}, "Call");
  const auto there = Call(&ProgressApi::ListInstruments, foreign, request);
  const auto here = Call(&ProgressApi::ListInstruments, Admin(), request);
  ASSERT_EQ(there->instruments_size(), 6);
  EXPECT_EQ(there->instruments(0).key(), "bond");
  EXPECT_EQ(there->instruments(0).figures_size(), 0);
  EXPECT_EQ(here->instruments(0).figures_size(), 4);
}

TEST_F(ATrajectory, LeavesASummaryWithEverySubmission) {
  EXPECT_TRUE(Summaries().empty());
  Scored(a_, {3, 3, 0}, "mood");
  const Uuid measure = Summaries()[0].measure;
  NextDay(a_, {0, 0, 0}, "mood");
  NextDay(a_, {1, 0, 0}, "mood");
  Started(Partner(a_), a_);
  const std::vector<PartnerSummary> kept = Summaries();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].partner, a_);
  EXPECT_EQ(kept[0].instrument, "mood");
  EXPECT_EQ(kept[0].measure, measure);
  EXPECT_EQ(kept[0].summary.scored, 3);
  EXPECT_EQ(kept[0].summary.baseline, 6);
  EXPECT_EQ(kept[0].summary.latest, 1);
  EXPECT_EQ(kept[0].summary.best, 0);
  EXPECT_EQ(kept[0].summary.due_at, kept[0].summary.latest_at + absl::Hours(42 * 24));
}

TEST_F(ATrajectory, CountsACorrectionOnce) {
  const std::string first = Scored(a_, {3, 3, 0}, "mood");
  const std::string second = Correct(Therapist(), first)->administration().name();
  ASSERT_TRUE(Save(Therapist(), second, 1, 0).ok());
  ASSERT_TRUE(Submit(Therapist(), second).ok());
  ASSERT_EQ(Summaries().size(), 1u);
  EXPECT_EQ(Summaries()[0].summary.scored, 1);
  EXPECT_EQ(Summaries()[0].summary.baseline, 3);
}

TEST_F(ATrajectory, StartsWithWhatWasAnsweredFirst) {
  Scored(a_, {3, 3, 0}, "mood");
  v1::StartAdministrationRequest earlier;
  earlier.set_partner(NameOf(a_));
  earlier.set_instrument("mood");
  *earlier.mutable_occurred_at() = ToWire(ground_.clock.Now() - absl::Hours(48));
  const std::string name = Call(&ProgressApi::StartAdministration, Therapist(), earlier)->administration().name();
  for (int item = 1; item <= 3; ++item) ASSERT_TRUE(Save(Therapist(), name, item, 0).ok());
  ASSERT_TRUE(Submit(Therapist(), name).ok());
  EXPECT_EQ(Of(a_, "mood").baseline().administration(), name);
  EXPECT_EQ(Summaries()[0].summary.baseline, 0);
  EXPECT_EQ(Summaries()[0].summary.latest, 6);
}

TEST_F(ATrajectory, PutsTheNextMeasureOnTheWorklistWhereThereIsARhythm) {
  Scored(a_, {1, 1, 0}, "mood");
  Scored(a_, {4, 4}, "bond");
  NextDay(a_, {1, 1, 0}, "mood");
  ASSERT_EQ(Waiting(Matter::kOverdueMeasure).size(), 1u);
  for (const PartnerSummary& kept : Summaries()) {
    EXPECT_EQ(kept.summary.due_at.has_value(), kept.instrument == "mood");
    if (kept.instrument != "mood") continue;
    EXPECT_EQ(Waiting(Matter::kOverdueMeasure)[0], kept.measure);
  }
}

// C4: what homework knows of declines and pauses cannot enter a score.
TEST_F(ATrajectory, IsMadeWithoutAnyRightToHomeworksTables) {
  const storage::Rows reachable = ground_.Rows(
      "SELECT table_schema FROM information_schema.table_privileges WHERE grantee LIKE '%adagio_progress%' UNION"
      " SELECT table_schema FROM information_schema.schema_privileges WHERE grantee LIKE '%adagio_progress%' UNION"
      " SELECT privilege_type FROM information_schema.user_privileges WHERE grantee LIKE '%adagio_progress%'",
      {});
  std::vector<std::string> schemas;
  for (const storage::Row& row : reachable) schemas.push_back(row.Text(0));
  EXPECT_THAT(schemas, testing::IsSupersetOf({"USAGE", "adagio_progress", "adagio_spine"}));
  EXPECT_THAT(schemas, testing::Each(testing::AnyOf("USAGE", "adagio_progress", "adagio_spine", "adagio_audit",
                                                    "adagio_events", "adagio_directory")));
}

}  // namespace
}  // namespace adagio::progress
