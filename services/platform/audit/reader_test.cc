#include "services/platform/audit/reader.h"

#include <gtest/gtest.h>

#include "services/platform/audit/trail_for_test.h"

namespace adagio::audit {
namespace {

class AReport : public TrailFixture {
 protected:
  void SetUp() override {
    TrailFixture::SetUp();
    trail_ = OpenTrail();
  }

  // Writes one record of `principal` about `unit`, in one of two streams in turn.
  void Add(const UnitId& unit, const Principal& principal, const PracticeId& practice) {
    AccessRecord record = Record();
    record.unit = unit;
    record.principal = principal;
    record.practice = practice;
    record.reason = Reason::kNotAvailable;
    record.outcome = Outcome::kRefused;
    if (++added_ % 2 == 0) {
      Answers answers;
      trail_->AppendAlone(record, answers.Next());
      ASSERT_TRUE(answers.WaitFor(1)[0].ok());
      return;
    }
    auto tx = *storage::Transaction::Begin(*service_);
    ASSERT_TRUE(trail_->Append(*tx, *service_, record).ok());
    ASSERT_TRUE(tx->Commit().ok());
    trail_->Settle(*service_, Trail::Ending::kCommitted);
  }

  std::vector<AccessRecord> AllPages(Accesses accesses) {
    std::vector<AccessRecord> all;
    for (;;) {
      const Page page = Read(*auditor_, accesses).value();
      EXPECT_LE(page.records.size(), static_cast<size_t>(accesses.limit));
      all.insert(all.end(), page.records.begin(), page.records.end());
      if (!page.next) return all;
      accesses.after = page.next;
    }
  }

  std::unique_ptr<ProcessTrail> trail_;
  int added_ = 0;
};

TEST_F(AReport, ShowsEveryRecordOfTheUnitOnceNewestFirst) {
  for (int i = 0; i < 23; ++i) {
    if (i % 4 == 0) clock_.Advance(absl::Microseconds(1));  // so that several have one time
    Add(unit_, partner_, practice_);
  }
  for (const int64_t limit : {1, 2, 5, 22, 23, 24, 1000}) {
    const std::vector<AccessRecord> all = AllPages({.practice = practice_, .unit = unit_, .limit = limit});
    ASSERT_EQ(all.size(), 23u) << limit;
    for (size_t i = 1; i < all.size(); ++i) EXPECT_GE(all[i - 1].at, all[i].at);
  }
}

TEST_F(AReport, GivesTheRecordAsItWas) {
  Add(unit_, partner_, practice_);
  const AccessRecord record = AllPages({.practice = practice_, .unit = unit_}).at(0);
  EXPECT_EQ(record.at, clock_.Now());
  EXPECT_EQ(record.practice, practice_);
  EXPECT_EQ(record.unit, unit_);
  EXPECT_EQ(record.principal, partner_);
  EXPECT_EQ(record.method, Record().method);
  EXPECT_EQ(record.outcome, Outcome::kRefused);
  EXPECT_EQ(record.reason, Reason::kNotAvailable);
}

TEST_F(AReport, ShowsNothingOfAnotherUnitOrPractice) {
  Add(UnitId(entropy_.NewUuid()), partner_, practice_);
  Add(unit_, partner_, PracticeId(entropy_.NewUuid()));
  EXPECT_TRUE(AllPages({.practice = practice_, .unit = unit_}).empty());
}

TEST_F(AReport, ShowsOnePrincipalsActsAlone) {
  const Principal therapist{Role::kTherapist, entropy_.NewUuid()};
  const Principal namesake{Role::kTherapist, partner_.id};  // the same id in another role
  for (const Principal& principal : {partner_, therapist, namesake, partner_, therapist}) {
    Add(unit_, principal, practice_);
  }
  const std::vector<AccessRecord> own = AllPages({.practice = practice_, .unit = unit_, .only = partner_, .limit = 1});
  ASSERT_EQ(own.size(), 2u);
  for (const AccessRecord& record : own) EXPECT_EQ(record.principal, partner_);
}

TEST_F(AReport, ReadsTheUnitsPartOfAnIndexAlone) {
  const storage::Rows plan = auditor_
                                 ->Query(
                                     "EXPLAIN SELECT * FROM adagio_audit.record FORCE INDEX (of_unit) "
                                     "WHERE practice_id = ? AND unit_id = ? "
                                     "ORDER BY at DESC, stream_id DESC, seq DESC LIMIT 51",
                                     {practice_, unit_})
                                 .value();
  EXPECT_EQ(plan.at(0).Text(9).find("filesort"), std::string::npos) << plan.at(0).Text(9);
}

}  // namespace
}  // namespace adagio::audit
