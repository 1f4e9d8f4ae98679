// The differencing attack: two queries, one client apart. Whatever kinds of queries they are, the second says what it
// said before the client made a difference; so any pair of them is a pair of queries of before.
#include <gtest/gtest.h>

#include <functional>

#include "services/progress/api/caseload_for_test.h"

namespace adagio::progress {
namespace {

// Sam supervises Mira and Noor, Lou supervises Noor; the client is Mira's.
class AnAttack : public CaseloadTest {
 protected:
  struct Query {
    std::string says;
    std::function<std::string()> ask;
  };
  struct Change {
    std::string says;
    std::function<void()> make;
  };

  void SetUp() override {
    Supervises(sam_, mira_);
    Supervises(sam_, noor_);
    Supervises(lou_, noor_);
    // One more recovery, and one more who leaves, would each pass a step of the published counts.
    for (int i = 0; i < 11; ++i) PartnerScored(miras_, 8, 2);
    for (int i = 0; i < 6; ++i) PartnerScored(noors_, 3, 8);
  }

  // Without the times it is of, which move by themselves.
  static std::string Bytes(v1::GetCaseloadResponse report) {
    report.clear_as_of();
    report.clear_figures_at();
    report.clear_period_start();
    report.clear_next_page_token();
    return report.SerializeAsString();
  }
  // What counts people: a supervisor is related to what waits, and sees it as it is.
  static std::string Outcomes(const v1::GetCaseloadResponse& report) { return Bytes(LastingPartOf(report)); }

  // Everything that can be asked by who is not the client's own therapist.
  std::vector<Query> Queries() {
    return {
        {"an administrator's counts", [this] { return Bytes(Report(Role::kPracticeAdmin, anne_)); }},
        {"another administrator's counts", [this] { return Bytes(Report(Role::kPracticeAdmin, Someone())); }},
        {"an administrator's counts, by the page", [this] { return Bytes(*Get(Role::kPracticeAdmin, anne_, 1)); }},
        {"the supervisor's outcomes", [this] { return Outcomes(Report(Role::kSupervisor, sam_)); }},
        {"the supervisor's outcomes, by the page", [this] { return Outcomes(*Get(Role::kSupervisor, sam_, 1)); }},
        {"another supervisor's report", [this] { return Bytes(Report(Role::kSupervisor, lou_)); }},
        {"a report of who supervises nobody", [this] { return Bytes(Report(Role::kSupervisor, Someone())); }},
        {"another therapist's report",
         [this] { return Outcomes(Report(Role::kTherapist, noor_)) + Waiting(Report(Role::kTherapist, noor_)); }},
        {"another practice's counts",
         [this] { return Bytes(*GetIn(elsewhere_practice_, Role::kPracticeAdmin, anne_)); }},
    };
  }
  static std::string Waiting(const v1::GetCaseloadResponse& report) {
    std::string bytes;
    for (const v1::WorkItem& item : report.worklist()) bytes += item.SerializeAsString();
    return bytes;
  }
  // One client more, and less, by every way there is.
  std::vector<Change> Changes() {
    return {
        {"is taken on", [this] { client_ = PartnerOf(unit_of_client_); }},
        {"has recovered", [this] { Score(unit_of_client_, client_, 8, 2); }},
        {"is harmed", [this] { Score(unit_of_client_, client_, 3, 8); }},
        {"is unchanged", [this] { Score(unit_of_client_, client_, 8, 8); }},
        {"waits for somebody", [this] { Awaits(unit_of_client_, Matter::kSafetyAlert, absl::Hours(1)); }},
        {"leaves", [this] { LeaveAt(client_, ground_.clock.Now()); }},
        {"is one of six more",
         [this] {
           for (int i = 0; i < 6; ++i) PartnerScored(unit_of_client_, 8, 2);
         }},
        {"has a therapist no more", [this] { EndTreatmentOfClient(); }},
    };
  }
  void EndTreatmentOfClient() {
    ground_.AsRoot(
        "UPDATE adagio_spine.relation SET ended_at = '2021-01-01', ended_version = 9"
        " WHERE practice_id = ? AND unit_id = ? AND kind = 2",
        {practice_, unit_of_client_});
  }

  const Uuid sam_ = Someone(), lou_ = Someone(), anne_ = Someone(), mira_ = Someone(), noor_ = Someone();
  const PracticeId elsewhere_practice_ = ground_.AddPractice();
  const UnitId miras_ = UnitTreatedBy(mira_), noors_ = UnitTreatedBy(noor_), unit_of_client_ = UnitTreatedBy(mira_);
  PartnerId client_;
};

TEST_F(AnAttack, BySomebodyUnrelatedSeesNoQueryMoveByOneClientMoreOrLess) {
  std::vector<std::string> before;
  for (const Query& query : Queries()) before.push_back(query.ask());
  for (const Change& change : Changes()) {
    change.make();
    ground_.clock.Advance(absl::Hours(1));
    const std::vector<Query> queries = Queries();
    for (size_t i = 0; i < queries.size(); ++i) {
      // Any pair of queries, the first asked before: what the second says is of before too.
      EXPECT_TRUE(queries[i].ask() == before[i]) << queries[i].says << " tells that the client " << change.says;
    }
  }
}

TEST_F(AnAttack, ThatChoosesThePeriodIsRefusedToEverybodyButATherapist) {
  for (const absl::Duration ago : {absl::Hours(1), absl::Hours(24 * 30), absl::Hours(24 * 700)}) {
    const absl::Time start = ground_.clock.Now() - ago;
    EXPECT_EQ(FieldOf(GetSince(Role::kSupervisor, sam_, start).status()), "period_start");
    EXPECT_EQ(FieldOf(GetSince(Role::kPracticeAdmin, anne_, start).status()), "period_start");
  }
}

// The therapists of the client do see one more: the queries above are able to move.
TEST_F(AnAttack, IsNoAttackByTheClientsOwnTherapist) {
  const std::string before = Outcomes(Report(Role::kTherapist, mira_));
  Score(unit_of_client_, PartnerOf(unit_of_client_), 8, 2);
  EXPECT_NE(Outcomes(Report(Role::kTherapist, mira_)), before);
}

TEST_F(AnAttack, AcrossTwoWeeksMeetsStepsInEveryCount) {
  const v1::PublishedCounts before = Report(Role::kPracticeAdmin, anne_).counts();
  PartnerScored(unit_of_client_, 8, 2);
  NextWeek();
  const v1::PublishedCounts after = Report(Role::kPracticeAdmin, anne_).counts();
  for (const v1::PublishedCounts& counts : {before, after}) {
    for (const v1::PublishedOutcomes& outcomes : counts.outcomes()) {
      EXPECT_EQ(outcomes.paired() % kCountStep, 0);
      EXPECT_EQ(outcomes.recovered() % kCountStep, 0);
      EXPECT_EQ(outcomes.harmed() % kCountStep, 0);
    }
    EXPECT_EQ(counts.partners() % kCountStep, 0);
    EXPECT_EQ(counts.units() % kCountStep, 0);
  }
}

}  // namespace
}  // namespace adagio::progress
