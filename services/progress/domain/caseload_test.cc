#include "services/progress/domain/caseload.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace adagio::progress {
namespace {

template <typename IdType>
IdType IdOf(uint8_t number) {
  std::string bytes(16, '\1');
  bytes[15] = static_cast<char>(number);
  return IdType(Uuid::FromBytes(bytes));
}

const absl::Time kNow = absl::FromUnixSeconds(1'772'481'600);
const ClinicianId kMira = IdOf<ClinicianId>(1);
const ClinicianId kNoor = IdOf<ClinicianId>(2);

// Two units of Mira's with two partners each, one of Noor's with one.
CaseloadFacts SmallCaseload() {
  CaseloadFacts facts{.therapists = {kMira, kNoor}};
  facts.treated = {{IdOf<UnitId>(11), kMira}, {IdOf<UnitId>(12), kMira}, {IdOf<UnitId>(13), kNoor}};
  facts.members = {{IdOf<UnitId>(11), IdOf<PartnerId>(21)},
                   {IdOf<UnitId>(11), IdOf<PartnerId>(22)},
                   {IdOf<UnitId>(12), IdOf<PartnerId>(23)},
                   {IdOf<UnitId>(12), IdOf<PartnerId>(24)},
                   {IdOf<UnitId>(13), IdOf<PartnerId>(25)}};
  return facts;
}

Course Paired(uint8_t unit, uint8_t partner, std::optional<Category> category) {
  return {.unit = IdOf<UnitId>(unit),
          .partner = IdOf<PartnerId>(partner),
          .instrument = "phq9",
          .measure = IdOf<Uuid>(partner + 100),
          .paired = true,
          .category = category,
          .latest = kNow - absl::Hours(24)};
}

CaseloadMatter Waits(uint8_t unit, MatterKind kind, absl::Duration since, absl::Duration due) {
  static uint8_t about = 0;
  return {IdOf<UnitId>(unit), kind, IdOf<Uuid>(++about), kNow + since, kNow + due, std::nullopt};
}

const MatterFigures& Of(MatterKind kind, const CaseloadFigures& figures) {
  return *std::find_if(figures.matters.begin(), figures.matters.end(),
                       [&](const MatterFigures& of) { return of.kind == kind; });
}

TEST(Caseload, AnEmptyOneIsAReportOfZeros) {
  const CaseloadReport report = ReportOn({}, kNow);
  EXPECT_EQ(report.all.units, 0);
  EXPECT_EQ(report.all.partners, 0);
  EXPECT_TRUE(report.all.outcomes.empty());
  EXPECT_TRUE(report.worklist.empty());
  for (const MatterFigures& of : report.all.matters) EXPECT_EQ(of.waiting + of.settled, 0);
}

TEST(Caseload, ATherapistWithoutUnitsIsInItWithZeros) {
  const CaseloadReport report = ReportOn({.therapists = {kMira}}, kNow);
  ASSERT_EQ(report.therapists.size(), 1u);
  EXPECT_EQ(report.therapists[0].figures.units, 0);
}

TEST(Caseload, CoverageCountsAgainstEveryPartnerThereIs) {
  CaseloadFacts facts = SmallCaseload();
  facts.courses = {Paired(11, 21, Category::kRecovered), Paired(13, 25, std::nullopt)};
  Course once = Paired(12, 23, std::nullopt);
  once.paired = false;
  facts.courses.push_back(once);
  const CaseloadReport report = ReportOn(facts, kNow);
  ASSERT_EQ(report.all.outcomes.size(), 1u);
  const Outcomes& all = report.all.outcomes[0];
  EXPECT_EQ(all.of, 5);
  EXPECT_EQ(all.paired, 2);
  EXPECT_EQ(all.counts.missing, 3);
  EXPECT_EQ(all.counts.recovered, 1);
  EXPECT_EQ(all.unjudged, 1);
  EXPECT_EQ(report.therapists[0].figures.outcomes[0].of, 4);
  EXPECT_EQ(report.therapists[1].figures.outcomes[0].counts.recovered, 0);
}

TEST(Caseload, AUnitThatTwoTreatIsOneUnit) {
  CaseloadFacts facts = SmallCaseload();
  facts.treated.push_back({IdOf<UnitId>(11), kNoor});
  facts.matters = {Waits(11, MatterKind::kOpenRepair, -absl::Hours(1), absl::Hours(1))};
  const CaseloadReport report = ReportOn(facts, kNow);
  EXPECT_EQ(report.all.units, 3);
  EXPECT_EQ(report.all.partners, 5);
  EXPECT_EQ(report.therapists[1].figures.units, 2);
  ASSERT_EQ(report.worklist.size(), 1u);
  EXPECT_EQ(report.worklist[0].therapists, (std::vector{kMira, kNoor}));
}

TEST(Caseload, TherapistsStandInTheOrderOfTheirIdsWhateverTheOutcomes) {
  CaseloadFacts facts = SmallCaseload();
  facts.courses = {Paired(13, 25, Category::kRecovered), Paired(11, 21, Category::kHarmed)};
  std::reverse(facts.therapists.begin(), facts.therapists.end());
  std::reverse(facts.treated.begin(), facts.treated.end());
  const CaseloadReport report = ReportOn(facts, kNow);
  EXPECT_EQ(report.therapists[0].therapist, kMira);
  EXPECT_EQ(report.therapists[1].therapist, kNoor);
}

TEST(Caseload, SafetyComesFirstThenWhatIsOverdueThenTheRestByWhenItIsDue) {
  CaseloadFacts facts = SmallCaseload();
  facts.matters = {Waits(11, MatterKind::kUnsignedNote, -absl::Hours(9), absl::Hours(5)),
                   Waits(12, MatterKind::kUnsignedNote, -absl::Hours(200), -absl::Hours(80)),
                   Waits(13, MatterKind::kSafetyAlert, -absl::Hours(1), absl::Hours(23)),
                   Waits(11, MatterKind::kOpenRepair, -absl::Hours(9), absl::Hours(2)),
                   Waits(12, MatterKind::kHeldClearance, -absl::Hours(90), -absl::Hours(90))};
  std::vector<std::pair<MatterKind, bool>> order;
  for (const WorkItem& item : ReportOn(facts, kNow).worklist) order.emplace_back(item.kind, item.overdue);
  EXPECT_EQ(order, (std::vector<std::pair<MatterKind, bool>>{{MatterKind::kSafetyAlert, false},
                                                             {MatterKind::kHeldClearance, true},
                                                             {MatterKind::kUnsignedNote, true},
                                                             {MatterKind::kOpenRepair, false},
                                                             {MatterKind::kUnsignedNote, false}}));
}

TEST(Caseload, AReviewAndAMeasureWaitFromTheirDueTimeOn) {
  CaseloadFacts facts = SmallCaseload();
  facts.matters = {Waits(11, MatterKind::kAgreementReview, -absl::Hours(500), absl::Seconds(1)),
                   Waits(12, MatterKind::kAgreementReview, -absl::Hours(500), -absl::Seconds(1)),
                   Waits(11, MatterKind::kOverdueMeasure, -absl::Hours(500), absl::Hours(1))};
  const CaseloadReport report = ReportOn(facts, kNow);
  ASSERT_EQ(report.worklist.size(), 1u);
  EXPECT_EQ(report.worklist[0].unit, IdOf<UnitId>(12));
  EXPECT_EQ(report.worklist[0].since, kNow - absl::Seconds(1));
  EXPECT_TRUE(report.worklist[0].overdue);
}

TEST(Caseload, AMeasureSaysWhoseAndWhichOthersDoNot) {
  CaseloadFacts facts = SmallCaseload();
  facts.courses = {Paired(11, 21, Category::kDeteriorated)};
  facts.matters = {Waits(11, MatterKind::kOverdueMeasure, -absl::Hours(9), -absl::Hours(1)),
                   Waits(11, MatterKind::kHeldClearance, -absl::Hours(9), absl::Hours(1))};
  facts.matters[0].about = facts.courses[0].measure;
  for (const WorkItem& item : ReportOn(facts, kNow).worklist) {
    EXPECT_EQ(item.partner.has_value(), item.kind != MatterKind::kHeldClearance);
    EXPECT_EQ(item.instrument, item.partner.has_value() ? "phq9" : "");
  }
}

TEST(Caseload, WhoLeftCountsInTheOutcomesAndNowhereElse) {
  CaseloadFacts facts = SmallCaseload();
  facts.courses = {Paired(11, 21, Category::kRecovered), Paired(13, 25, Category::kDeteriorated)};
  facts.members.back().left = true;
  facts.matters = {Waits(13, MatterKind::kOverdueMeasure, -absl::Hours(9), -absl::Hours(1))};
  facts.matters[0].about = facts.courses[1].measure;
  const CaseloadReport report = ReportOn(facts, kNow);
  EXPECT_EQ(report.all.outcomes[0].counts.deteriorated, 1);
  EXPECT_EQ(report.all.outcomes[0].of, 5);
  EXPECT_EQ(report.all.outcomes[0].left, 1);
  EXPECT_EQ(report.all.partners, 4);
  EXPECT_EQ(report.all.units, 2);
  EXPECT_TRUE(report.worklist.empty());
}

TEST(Caseload, WhoIsOffTrackWaitsUnlessTheyDeteriorated) {
  CaseloadFacts facts = SmallCaseload();
  facts.courses = {Paired(11, 21, Category::kImproved), Paired(12, 23, Category::kHarmed)};
  for (Course& course : facts.courses) course.off_track = true;
  facts.matters = {Waits(13, MatterKind::kUnsignedNote, -absl::Hours(9), -absl::Hours(5))};
  std::vector<MatterKind> order;
  for (const WorkItem& item : ReportOn(facts, kNow).worklist) order.push_back(item.kind);
  EXPECT_EQ(order,
            (std::vector<MatterKind>{MatterKind::kDeterioration, MatterKind::kUnsignedNote, MatterKind::kNotOnTrack}));
}

TEST(Caseload, EveryReliableWorseningWaits) {
  CaseloadFacts facts = SmallCaseload();
  facts.courses = {Paired(11, 21, Category::kDeteriorated), Paired(11, 22, Category::kHarmed),
                   Paired(12, 23, Category::kUnchanged), Paired(12, 24, std::nullopt)};
  const CaseloadReport report = ReportOn(facts, kNow);
  EXPECT_EQ(report.worklist.size(), 2u);
  EXPECT_EQ(Of(MatterKind::kDeterioration, report.all).waiting, 2);
  EXPECT_EQ(report.worklist[0].since, kNow - absl::Hours(24));
}

TEST(Caseload, WhatWasSettledSaysHowLongItTook) {
  CaseloadFacts facts = SmallCaseload();
  facts.matters = {Waits(11, MatterKind::kSafetyAlert, -absl::Hours(50), -absl::Hours(26)),
                   Waits(13, MatterKind::kSafetyAlert, -absl::Hours(90), -absl::Hours(66)),
                   Waits(11, MatterKind::kOverdueMeasure, -absl::Hours(90), -absl::Hours(6))};
  facts.matters[0].settled = kNow - absl::Hours(29);  // after 21 hours
  facts.matters[1].settled = kNow - absl::Hours(60);  // after 30: late
  facts.matters[2].settled = kNow - absl::Hours(7);   // answered before it was due
  const CaseloadReport report = ReportOn(facts, kNow);
  const MatterFigures& alerts = Of(MatterKind::kSafetyAlert, report.all);
  EXPECT_EQ(alerts.waiting, 0);
  EXPECT_EQ(alerts.settled, 2);
  EXPECT_EQ(alerts.settled_late, 1);
  EXPECT_EQ(alerts.longest, absl::Hours(30));
  EXPECT_EQ(Of(MatterKind::kSafetyAlert, report.therapists[0].figures).longest, absl::Hours(21));
  EXPECT_EQ(Of(MatterKind::kOverdueMeasure, report.all).settled, 0);
  EXPECT_TRUE(report.worklist.empty());
}

// In any caseload, the parts add up and nothing of one therapist stands under another.
TEST(Caseload, ThePartsAddUpInAnyCaseload) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    CaseloadFacts facts{.therapists = {kMira, kNoor}};
    for (uint8_t unit = 0; unit < random() % 20; ++unit) {
      facts.treated.push_back({IdOf<UnitId>(unit), random() % 2 == 0 ? kMira : kNoor});
      for (uint8_t p = 0; p < 1 + random() % 3; ++p) {
        facts.members.push_back({IdOf<UnitId>(unit), IdOf<PartnerId>(unit * 4 + p)});
        Course course = Paired(unit, unit * 4 + p, static_cast<Category>(random() % 6));
        course.paired = random() % 3 != 0;
        if (random() % 4 != 0) facts.courses.push_back(course);
      }
    }
    const CaseloadReport report = ReportOn(facts, kNow);
    int64_t units = 0, partners = 0, paired = 0;
    for (const TherapistCaseload& of : report.therapists) {
      units += of.figures.units;
      partners += of.figures.partners;
      for (const Outcomes& outcomes : of.figures.outcomes) {
        paired += outcomes.paired;
        const CategoryCounts& counts = outcomes.counts;
        EXPECT_EQ(outcomes.paired, counts.recovered + counts.improved + counts.unchanged + counts.deteriorated +
                                       counts.harmed + outcomes.unjudged);
        EXPECT_EQ(outcomes.of, outcomes.paired + counts.missing);
      }
    }
    EXPECT_EQ(units, report.all.units);
    EXPECT_EQ(partners, report.all.partners);
    EXPECT_EQ(paired, report.all.outcomes.empty() ? 0 : report.all.outcomes[0].paired);
  }
}

}  // namespace
}  // namespace adagio::progress
