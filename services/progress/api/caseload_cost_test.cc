#include <gtest/gtest.h>

#include <optional>

#include "services/progress/api/caseload_for_test.h"

namespace adagio::progress {
namespace {

// How many rows the store reads for one therapist's report.
class CostOfACaseload : public CaseloadTest {
 protected:
  void SetUp() override { PartnerScored(unit_, 8, 2); }

  int64_t Reads() {
    const auto rows = connection_->Query(
        "SELECT CAST(SUM(VARIABLE_VALUE) AS SIGNED) FROM information_schema.SESSION_STATUS"
        " WHERE VARIABLE_NAME IN ('HANDLER_READ_KEY', 'HANDLER_READ_NEXT')",
        {});
    EXPECT_TRUE(rows.ok()) << rows.status();
    return rows.ok() ? (*rows)[0].Int(0) : 0;
  }
  int64_t Cost() {
    const Scope scope = ScopeForTest::Make(practice_, UnitId(), {Role::kTherapist, mira_}, "GetCaseload");
    const absl::Time now = ground_.clock.Now();
    const int64_t before = Reads();
    EXPECT_TRUE(store_.Load(*connection_, scope, CaseloadView::kOwn, {now - kYear, now - absl::Hours(2160)}).ok());
    return Reads() - before;
  }
  // Runs `sql` 500 times, with the practice, `unit` or a new one each time, and a new id.
  void Insert(absl::string_view sql, std::optional<UnitId> unit) {
    const auto root = ground_.database.Connect("root");
    ASSERT_TRUE(root->Send("START TRANSACTION").ok());
    for (int i = 0; i < 500; ++i) {
      ASSERT_TRUE(root->Execute(sql, {practice_, unit.has_value() ? unit->uuid() : Someone(), Someone()}).ok());
    }
    ASSERT_TRUE(root->Send("COMMIT").ok());
    ASSERT_TRUE(root->Query("ANALYZE TABLE adagio_spine.worklist, adagio_spine.relation", {}).ok());
  }

  static constexpr absl::Duration kYear = absl::Hours(365 * 24);
  const Uuid mira_ = Someone();
  const UnitId unit_ = UnitTreatedBy(mira_);
  const std::unique_ptr<storage::Connection> connection_ = ground_.database.Connect("adagio_progress");
};

TEST_F(CostOfACaseload, DoesNotGrowWithWhatWasSettledLongAgo) {
  const int64_t young = Cost();
  Insert(
      "INSERT INTO adagio_spine.worklist (practice_id, unit_id, about_id, kind, since, due_at, settled_at)"
      " VALUES (?, ?, ?, 2, '2020-01-01', '2020-02-01', '2020-01-15')",
      unit_);
  EXPECT_LT(Cost(), young + 50);
}

TEST_F(CostOfACaseload, DoesNotGrowWithTheCaseloadsOfOthers) {
  const int64_t alone = Cost();
  Insert(
      "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at)"
      " VALUES (?, ?, ?, 2, 0, '2020-01-01')",
      std::nullopt);
  EXPECT_LT(Cost(), alone + 50);
}

}  // namespace
}  // namespace adagio::progress
