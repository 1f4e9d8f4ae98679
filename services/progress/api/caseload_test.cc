#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "services/progress/api/caseload_for_test.h"

namespace adagio::progress {
namespace {

using testing::HasSubstr;
using testing::Not;

// A therapist with one unit of two, one of them recovered and one harmed.
class TwoSupervisors : public CaseloadTest {
 protected:
  void SetUp() override {
    Supervises(sam_, mira_);
    Supervises(lou_, noor_);
    PartnerScored(miras_, 8, 2);
    PartnerScored(miras_, 3, 8);
    PartnerOf(noors_);
    Awaits(miras_, Matter::kUnsignedNote, absl::Hours(120));
    Awaits(noors_, Matter::kSafetyAlert, absl::Hours(24));
  }

  const Uuid sam_ = Someone(), lou_ = Someone(), mira_ = Someone(), noor_ = Someone();
  const UnitId miras_ = UnitTreatedBy(mira_);
  const UnitId noors_ = UnitTreatedBy(noor_);
};

TEST_F(TwoSupervisors, EachSeesTheUnitsOfTheirOwnTherapistsAndNothingOfTheOthers) {
  const v1::GetCaseloadResponse sams = Report(Role::kSupervisor, sam_);
  EXPECT_EQ(sams.view(), v1::CASELOAD_VIEW_SUPERVISED);
  EXPECT_EQ(sams.figures().units(), 1);
  EXPECT_EQ(sams.figures().partners(), 2);
  ASSERT_EQ(sams.therapists_size(), 1);
  EXPECT_THAT(sams.therapists(0).therapist(), HasSubstr(mira_.ToString()));
  EXPECT_THAT(sams.SerializeAsString(), Not(HasSubstr(noor_.ToString())));
  EXPECT_THAT(sams.SerializeAsString(), Not(HasSubstr(noors_.ToString())));
  const v1::GetCaseloadResponse lous = Report(Role::kSupervisor, lou_);
  ASSERT_EQ(lous.worklist_size(), 1);
  EXPECT_EQ(lous.worklist(0).kind(), v1::MATTER_KIND_SAFETY_ALERT);
  EXPECT_THAT(lous.SerializeAsString(), Not(HasSubstr(miras_.ToString())));
}

TEST_F(TwoSupervisors, SeeCategoriesWithTheirCoverage) {
  PartnerOf(miras_);
  const v1::GetCaseloadResponse report = Report(Role::kSupervisor, sam_);
  ASSERT_EQ(report.figures().outcomes_size(), 1);
  const v1::Outcomes& mood = report.figures().outcomes(0);
  EXPECT_EQ(mood.instrument(), "mood");
  EXPECT_EQ(mood.partners(), 3);
  EXPECT_EQ(mood.paired(), 2);
  EXPECT_EQ(mood.recovered(), 1);
  EXPECT_EQ(mood.harmed(), 1);
  EXPECT_EQ(mood.unpaired(), 1);
  EXPECT_EQ(report.worklist_size(), 2);
}

TEST_F(TwoSupervisors, AnEndedSupervisionShowsNothing) {
  EndSupervision(sam_);
  const v1::GetCaseloadResponse report = Report(Role::kSupervisor, sam_);
  EXPECT_EQ(report.figures().units(), 0);
  EXPECT_EQ(report.therapists_size(), 0);
  EXPECT_EQ(report.worklist_size(), 0);
  EXPECT_EQ(report.figures().outcomes_size(), 0);
}

TEST_F(TwoSupervisors, AUnitThatIsNoLongerTreatedShowsNothing) {
  EndTreatment(mira_);
  const v1::GetCaseloadResponse report = Report(Role::kSupervisor, sam_);
  EXPECT_EQ(report.figures().units(), 0);
  EXPECT_EQ(report.therapists_size(), 1);
  EXPECT_EQ(report.worklist_size(), 0);
  EXPECT_EQ(Report(Role::kTherapist, mira_).figures().units(), 0);
}

TEST_F(TwoSupervisors, ATherapistSeesTheirOwnUnitsAlone) {
  const v1::GetCaseloadResponse report = Report(Role::kTherapist, mira_);
  EXPECT_EQ(report.view(), v1::CASELOAD_VIEW_OWN);
  EXPECT_EQ(report.figures().units(), 1);
  EXPECT_EQ(report.therapists_size(), 0);
  EXPECT_THAT(report.SerializeAsString(), Not(HasSubstr(noors_.ToString())));
}

TEST_F(TwoSupervisors, ATherapistWhoSupervisesAskingAsTherapistSeesNoSupervisee) {
  EXPECT_EQ(Report(Role::kTherapist, sam_).figures().units(), 0);
  EXPECT_EQ(Report(Role::kSupervisor, mira_).figures().units(), 0);
}

TEST_F(TwoSupervisors, TheSameIdInAnotherPracticeSeesNothing) {
  const auto elsewhere = GetIn(ground_.AddPractice(), Role::kSupervisor, sam_);
  ASSERT_TRUE(elsewhere.ok()) << elsewhere.status();
  EXPECT_EQ(elsewhere->figures().units(), 0);
  EXPECT_EQ(elsewhere->worklist_size(), 0);
}

TEST_F(TwoSupervisors, WhoLeftCountsInTheOutcomesOfThePeriodAlone) {
  const absl::Time now = ground_.clock.Now();
  const PartnerId left = PartnerScored(miras_, 3, 8);
  LeaveAt(left, now - absl::Hours(24 * 100));
  const v1::GetCaseloadResponse report = Report(Role::kTherapist, mira_);
  EXPECT_EQ(report.figures().partners(), 2);
  EXPECT_EQ(report.figures().outcomes(0).harmed(), 2);
  EXPECT_EQ(report.figures().outcomes(0).left(), 1);
  EXPECT_EQ(report.figures().outcomes(0).partners(), 3);
  EXPECT_EQ(report.worklist_size(), 2);  // of those who stayed
  const auto later = GetSince(Role::kTherapist, mira_, now - absl::Hours(24 * 99));
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_EQ(later->figures().outcomes(0).harmed(), 1);
  ground_.clock.Advance(absl::Hours(24 * 300));
  EXPECT_EQ(Report(Role::kTherapist, mira_).figures().outcomes(0).harmed(), 1);
}

TEST_F(TwoSupervisors, APeriodIsATherapistsToChooseAndNotInTheFuture) {
  const absl::Time now = ground_.clock.Now();
  EXPECT_TRUE(GetSince(Role::kTherapist, mira_, now).ok());
  EXPECT_TRUE(GetSince(Role::kTherapist, mira_, absl::FromUnixSeconds(0)).ok());
  EXPECT_TRUE(absl::IsInvalidArgument(GetSince(Role::kTherapist, mira_, now + absl::Seconds(1)).status()));
  for (const Role role : {Role::kSupervisor, Role::kPracticeAdmin}) {
    EXPECT_TRUE(absl::IsInvalidArgument(GetSince(role, sam_, now - absl::Hours(1)).status()));
  }
}

TEST_F(TwoSupervisors, WhatWasSettledLatelyIsTold) {
  const Uuid alert = Someone();
  InUnit(miras_,
         [&](Work& work) { return AwaitClinician(work, Matter::kSafetyAlert, alert, work.now() + absl::Hours(24)); });
  EXPECT_EQ(Report(Role::kSupervisor, sam_).worklist(0).kind(), v1::MATTER_KIND_SAFETY_ALERT);
  ground_.clock.Advance(absl::Hours(21));
  InUnit(miras_, [&](Work& work) { return Settle(work, Matter::kSafetyAlert, alert); });
  const v1::MatterFigures alerts = Report(Role::kSupervisor, sam_).figures().matters(0);
  EXPECT_EQ(alerts.kind(), v1::MATTER_KIND_SAFETY_ALERT);
  EXPECT_EQ(alerts.waiting(), 0);
  EXPECT_EQ(alerts.settled(), 1);
  EXPECT_EQ(alerts.settled_late(), 0);
  EXPECT_EQ(alerts.longest().seconds(), 21 * 3600);
  ground_.clock.Advance(absl::Hours(24 * 91));
  EXPECT_EQ(Report(Role::kSupervisor, sam_).figures().matters(0).settled(), 0);
}

TEST_F(TwoSupervisors, NobodyElseHasACaseload) {
  for (const Role role : {Role::kPartner, Role::kOperator, Role::kIntegration, Role::kNobody}) {
    EXPECT_EQ(ReasonOf(Get(role, mira_).status()), Reason::kAccessDenied);
  }
}

using CaseloadOf = CaseloadTest;

TEST_F(CaseloadOf, AnAdministratorGetsCountsInStepsAndNoNames) {
  const Uuid mira = Someone();
  for (int i = 0; i < 8; ++i) {
    const UnitId unit = UnitTreatedBy(mira);
    PartnerScored(unit, 8, 2);
    if (i < 4) PartnerScored(unit, 3, 8);
    Awaits(unit, Matter::kUnsignedNote, absl::Hours(1));
    if (i < 4) Awaits(unit, Matter::kSafetyAlert, absl::Hours(1));
  }
  const v1::GetCaseloadResponse report = Report(Role::kPracticeAdmin, Someone());
  EXPECT_EQ(report.view(), v1::CASELOAD_VIEW_COUNTS);
  EXPECT_FALSE(report.has_figures());
  EXPECT_EQ(report.therapists_size() + report.worklist_size(), 0);
  ASSERT_EQ(report.counts().outcomes_size(), 1);
  const v1::PublishedOutcomes& mood = report.counts().outcomes(0);
  EXPECT_EQ(mood.paired(), 12);
  EXPECT_EQ(mood.recovered(), 6);
  EXPECT_FALSE(mood.has_harmed());
  EXPECT_FALSE(mood.has_unpaired());
  EXPECT_EQ(report.counts().units(), 6);
  EXPECT_EQ(report.counts().partners(), 12);
  for (const v1::PublishedMatters& of : report.counts().matters()) {
    EXPECT_EQ(of.has_waiting(), of.kind() == v1::MATTER_KIND_UNSIGNED_NOTE);
  }
  EXPECT_THAT(report.SerializeAsString(), Not(HasSubstr("practices/")));
  EXPECT_THAT(report.SerializeAsString(), Not(HasSubstr(mira.ToString())));
}

TEST_F(CaseloadOf, NobodyIsAReportOfZerosForEveryRole) {
  for (const Role role : {Role::kTherapist, Role::kSupervisor}) {
    const v1::GetCaseloadResponse report = Report(role, Someone());
    EXPECT_EQ(report.figures().units(), 0);
    EXPECT_EQ(report.figures().matters_size(), 8);
    EXPECT_EQ(report.next_page_token(), "");
  }
  EXPECT_FALSE(Report(Role::kPracticeAdmin, Someone()).counts().has_units());
}

TEST_F(CaseloadOf, OnePartnerIsSeenByTheirTherapistAndCountedForNobodyElse) {
  const Uuid mira = Someone();
  PartnerScored(UnitTreatedBy(mira), 8, 2);
  EXPECT_EQ(Report(Role::kTherapist, mira).figures().outcomes(0).recovered(), 1);
  const v1::PublishedCounts counts = Report(Role::kPracticeAdmin, Someone()).counts();
  EXPECT_EQ(counts.outcomes_size(), 0);
  EXPECT_FALSE(counts.has_partners());
}

TEST_F(CaseloadOf, ScoresJudgedByFiguresOfThePracticeFollowTheFiguresThatCount) {
  const Uuid mira = Someone();
  const UnitId unit = UnitTreatedBy(mira);
  const PartnerId partner = PartnerOf(unit);
  InUnit(unit, [&](Work& work) {
    const Summary summary{.scored = 2, .baseline_at = work.now(), .baseline = 5, .latest_at = work.now(), .latest = 15};
    return summaries_.Save(work, partner, "bond", summary).status();
  });
  EXPECT_EQ(Report(Role::kTherapist, mira).figures().outcomes(0).no_norm(), 1);
  v1::SetReferenceFiguresRequest figures;
  figures.set_instrument("bond");
  figures.set_reliability(0.9);
  figures.set_sd(4);
  figures.set_source("ours");
  ASSERT_TRUE(Call(&ProgressApi::SetReferenceFigures, Admin(), figures).ok());
  EXPECT_EQ(Report(Role::kTherapist, mira).figures().outcomes(0).improved(), 1);
}

// Two hundred partners who were better by about four points after twelve weeks: whoever then stands where they began is
// off their track, though no reliable change worse than their best.
TEST_F(CaseloadOf, TheNormOfThePracticesOwnCountsInPlaceOfTheFallbackRule) {
  const absl::Time begin = ground_.clock.Now() - absl::Hours(24 * 84);
  const auto course = [&](const UnitId& unit, const std::vector<double>& totals, int days_late) {
    const PartnerId partner = PartnerOf(unit);
    InUnit(unit, [&](Work& work) {
      Summary summary{.scored = static_cast<int>(totals.size()), .baseline_at = begin, .baseline = totals.front()};
      for (size_t i = 0; i < totals.size(); ++i) {
        const int days = i == 0 || i + 1 == totals.size() ? 0 : days_late;
        summary.recent.push_back({begin + absl::Hours(24 * (28 * static_cast<int>(i) + days)), totals[i]});
      }
      summary.latest_at = summary.recent.back().at;
      summary.latest = totals.back();
      summary.best = *std::min_element(totals.begin(), totals.end());
      return summaries_.Save(work, partner, "mood", summary).status();
    });
  };
  const UnitId cohort = UnitTreatedBy(Someone());
  for (int i = 0; i < 200; ++i) {
    const double at_first = 4 + (i * 7) % 5, a = (i * 3) % 4 * 0.3, b = (i * 5) % 7 * 0.2, c = (i * 11) % 6 * 0.25;
    course(cohort, {at_first, at_first - 2 + a, at_first - 3.2 + b, at_first - 4.5 + c}, i % 9);
  }
  const Uuid noor = Someone();
  const UnitId unit = UnitTreatedBy(noor);
  course(unit, {6, 6, 6, 6}, 0);
  course(unit, {6, 4, 3, 2}, 0);
  const v1::GetCaseloadResponse report = Report(Role::kTherapist, noor);
  ASSERT_EQ(report.worklist_size(), 1);
  EXPECT_EQ(report.worklist(0).kind(), v1::MATTER_KIND_NOT_ON_TRACK);
}

// A large practice: every thing that waits is on exactly one page, no page is longer than asked for.
TEST_F(CaseloadOf, TwoThousandUnitsComeInPages) {
  constexpr int kUnits = 2000;
  const Uuid mira = Someone();
  const auto root = ground_.database.Connect("root");
  ASSERT_TRUE(root->Send("START TRANSACTION").ok());
  for (int i = 0; i < kUnits; ++i) {
    const Uuid unit = Someone();
    for (const auto& [who, kind] : {std::pair(mira, 2), std::pair(Someone(), 1), std::pair(Someone(), 1)}) {
      ASSERT_TRUE(root->Execute("INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind,"
                                " started_version, started_at) VALUES (?, ?, ?, ?, 0, '2020-01-01')",
                                {practice_, unit, who, kind})
                      .ok());
    }
    ASSERT_TRUE(root->Execute("INSERT INTO adagio_spine.worklist "
                              "(practice_id, unit_id, kind, about_id, since, due_at, settled_at) VALUES (?, ?, 2, ?, "
                              "'2020-01-01', '2020-02-01', NULL)",
                              {practice_, unit, Someone()})
                    .ok());
  }
  ASSERT_TRUE(root->Send("COMMIT").ok());
  std::set<std::string> seen;
  std::string token;
  int pages = 0;
  do {
    const auto page = Get(Role::kTherapist, mira, 1000, token);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->worklist_size(), 1000);
    EXPECT_EQ(page->figures().units(), kUnits);
    EXPECT_EQ(page->figures().partners(), 2 * kUnits);
    for (const v1::WorkItem& item : page->worklist()) seen.insert(item.treatment_unit());
    token = page->next_page_token();
    ++pages;
  } while (!token.empty());
  EXPECT_EQ(pages, 2);
  EXPECT_EQ(seen.size(), static_cast<size_t>(kUnits));
}

TEST_F(CaseloadOf, APageTokenIsGoodForItsReaderAlone) {
  const Uuid mira = Someone();
  const UnitId unit = UnitTreatedBy(mira);
  for (int i = 0; i < 3; ++i) Awaits(unit, Matter::kOpenRepair, absl::Hours(i));
  const auto first = Get(Role::kTherapist, mira, 2);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->worklist_size(), 2);
  EXPECT_EQ(Get(Role::kTherapist, mira, 2, first->next_page_token())->worklist_size(), 1);
  EXPECT_TRUE(absl::IsInvalidArgument(Get(Role::kTherapist, Someone(), 2, first->next_page_token()).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(Get(Role::kTherapist, mira, 2, "forged").status()));
}

}  // namespace
}  // namespace adagio::progress
