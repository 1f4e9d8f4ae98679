#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/progress/api/caseload_for_test.h"

namespace adagio::progress {
namespace {

using testing::HasSubstr;
using testing::Not;

// Sam supervises Mira and Noor, each with one unit of one partner who recovered.
class ASnapshot : public CaseloadTest {
 protected:
  void SetUp() override {
    Supervises(sam_, mira_);
    Supervises(sam_, noor_);
    miras_partner_ = PartnerScored(miras_, 8, 2);
    PartnerScored(noors_, 8, 2);
  }
  v1::GetCaseloadResponse Sams() { return Report(Role::kSupervisor, sam_); }
  v1::PublishedCounts Counts() { return Report(Role::kPracticeAdmin, Someone()).counts(); }
  // Six recoveries: what shows in published counts.
  void SixMore(const UnitId& unit) {
    for (int i = 0; i < 6; ++i) PartnerScored(unit, 8, 2);
  }

  const Uuid sam_ = Someone(), mira_ = Someone(), noor_ = Someone();
  const UnitId miras_ = UnitTreatedBy(mira_), noors_ = UnitTreatedBy(noor_);
  PartnerId miras_partner_;
};

TEST_F(ASnapshot, OutcomesAcrossSuperviseesStandForAWeekWhateverHappens) {
  const v1::CaseloadFigures before = Sams().figures();
  EXPECT_EQ(before.outcomes(0).recovered(), 2);
  SixMore(miras_);
  LeaveAt(miras_partner_, ground_.clock.Now());
  ground_.clock.Advance(kSnapshotStands - absl::Seconds(1));
  EXPECT_EQ(Sams().figures().SerializeAsString(), before.SerializeAsString());
  ground_.clock.Advance(absl::Seconds(1));
  EXPECT_EQ(Sams().figures().outcomes(0).recovered(), 8);
  EXPECT_EQ(Sams().figures().partners(), 7);
}

TEST_F(ASnapshot, WhatWaitsIsNeverFrozen) {
  Sams();
  Awaits(noors_, Matter::kSafetyAlert, absl::Hours(24));
  PartnerScored(miras_, 3, 8);
  const v1::GetCaseloadResponse report = Sams();
  EXPECT_EQ(report.worklist_size(), 2);
  EXPECT_EQ(report.figures().matters(0).waiting(), 1);
  EXPECT_EQ(report.figures().outcomes(0).harmed(), 0);
}

TEST_F(ASnapshot, ItSaysOfWhenItIs) {
  const v1::GetCaseloadResponse first = Sams();
  EXPECT_EQ(first.figures_at().seconds(), first.as_of().seconds());
  ground_.clock.Advance(absl::Hours(30));
  const v1::GetCaseloadResponse second = Sams();
  EXPECT_EQ(second.as_of().seconds() - second.figures_at().seconds(), 30 * 3600);
  EXPECT_EQ(second.figures_at().seconds(), first.figures_at().seconds());
  EXPECT_EQ(second.period_start().seconds(), first.period_start().seconds());
}

TEST_F(ASnapshot, AdministratorsShareOneForAWeek) {
  SixMore(miras_);
  const v1::PublishedCounts before = Counts();
  EXPECT_EQ(before.outcomes(0).recovered(), 6);
  SixMore(noors_);
  EXPECT_EQ(Counts().SerializeAsString(), before.SerializeAsString());
  NextWeek();
  EXPECT_EQ(Counts().outcomes(0).recovered(), 12);
}

// The attack: one client more or less between two queries, by whatever way, and nothing of any answer moves but the
// time it was asked for.
TEST_F(ASnapshot, QueriesOneClientApartDifferInNothing) {
  SixMore(miras_);
  for (int i = 0; i < 4; ++i) PartnerScored(noors_, 3, 8);
  const std::string counts = Counts().SerializeAsString();
  const std::string figures = Sams().figures().SerializeAsString();
  const UnitId unit = UnitTreatedBy(mira_);
  const PartnerId client = PartnerOf(unit);
  EXPECT_EQ(Counts().SerializeAsString(), counts);
  for (const auto& [from, to] : {std::pair(8.0, 2.0), std::pair(3.0, 8.0), std::pair(8.0, 8.0)}) {
    Score(unit, client, from, to);
    EXPECT_EQ(Counts().SerializeAsString(), counts);
    EXPECT_THAT(Sams().figures().outcomes(0).SerializeAsString(), HasSubstr("mood"));
  }
  LeaveAt(client, ground_.clock.Now());
  EXPECT_EQ(Counts().SerializeAsString(), counts);
  EXPECT_EQ(Sams().figures().SerializeAsString(), figures);
}

TEST_F(ASnapshot, AnEndedSupervisionShowsNothingOfIt) {
  EXPECT_EQ(Sams().therapists_size(), 2);
  ground_.AsRoot(
      "UPDATE adagio_directory.supervision SET ended_at = '2021-01-01' WHERE practice_id = ? AND therapist_id = ?",
      {practice_, noor_});
  const v1::GetCaseloadResponse report = Sams();
  ASSERT_EQ(report.therapists_size(), 1);
  EXPECT_TRUE(report.therapists(0).figures().counted());
  EXPECT_THAT(report.SerializeAsString(), Not(HasSubstr(noor_.ToString())));
  // A total less the one therapist's part would tell the other's.
  EXPECT_FALSE(report.figures().counted());
  EXPECT_EQ(report.figures().outcomes_size(), 0);
  EXPECT_EQ(report.figures().partners(), 0);
  NextWeek();
  EXPECT_TRUE(Sams().figures().counted());
  EXPECT_EQ(Sams().figures().partners(), 1);
}

TEST_F(ASnapshot, ANewSuperviseeIsCountedWithTheNext) {
  Sams();
  const Uuid ines = Someone();
  Supervises(sam_, ines);
  const UnitId unit = UnitTreatedBy(ines);
  PartnerScored(unit, 8, 2);
  Awaits(unit, Matter::kUnsignedNote, absl::Hours(1));
  const v1::GetCaseloadResponse report = Sams();
  ASSERT_EQ(report.therapists_size(), 3);
  for (const v1::TherapistCaseload& one : report.therapists()) {
    const bool is_new = one.therapist() == rpc::ClinicianName(practice_, ClinicianId(ines));
    EXPECT_EQ(one.figures().counted(), !is_new);
    EXPECT_EQ(one.figures().outcomes_size(), is_new ? 0 : 1);
  }
  EXPECT_EQ(report.worklist_size(), 1);
  NextWeek();
  EXPECT_EQ(Sams().figures().partners(), 3);
}

TEST_F(ASnapshot, IsOfOneSupervisorAndOnePractice) {
  Sams();
  const Uuid lou = Someone();
  EXPECT_EQ(Report(Role::kSupervisor, lou).figures().partners(), 0);
  const auto elsewhere = GetIn(ground_.AddPractice(), Role::kSupervisor, sam_);
  ASSERT_TRUE(elsewhere.ok()) << elsewhere.status();
  EXPECT_EQ(elsewhere->figures().partners(), 0);
}

TEST_F(ASnapshot, ATherapistsOwnReportIsOfNow) {
  EXPECT_EQ(Report(Role::kTherapist, mira_).figures().outcomes(0).recovered(), 1);
  SixMore(miras_);
  EXPECT_EQ(Report(Role::kTherapist, mira_).figures().outcomes(0).recovered(), 7);
}

TEST_F(ASnapshot, HoldsNoNameOfAPartnerAndNothingInClear) {
  Sams();
  const auto rows =
      ground_.Rows("SELECT report FROM adagio_progress.caseload_snapshot WHERE practice_id = ?", {practice_});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_THAT(rows[0].Text(0), Not(HasSubstr("mood")));
  EXPECT_THAT(LastingPartOf(Sams()).SerializeAsString(), Not(HasSubstr("treatmentUnits")));
}

}  // namespace
}  // namespace adagio::progress
