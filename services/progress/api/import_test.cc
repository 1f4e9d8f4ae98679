// Bringing a history in: what is taken, what is not, and that nothing counts twice or is lost.
#include <gtest/gtest.h>

#include "services/progress/api/import_api.h"
#include "services/progress/api/import_wire.h"
#include "services/progress/api/progress_for_test.h"

namespace adagio::progress {
namespace {

constexpr absl::Duration kDay = absl::Hours(24);

class AnImport : public ProgressTest {
 protected:
  AnImport() {
    Treats(unit_);
    Treats(elsewhere_);
  }
  void Treats(const UnitId& unit) {
    ground_.AsRoot(
        "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at)"
        " VALUES (?, ?, ?, 2, 0, '2020-01-01')",
        {practice_, unit, therapist_});
  }
  Scope Importer() const { return ScopeForTest::Make(practice_, UnitId(), {Role::kTherapist, therapist_}, "Import"); }

  v1::ImportedRow Row(const std::string& partner, absl::Duration ago, const std::vector<int>& values,
                      const std::string& instrument = "mood") {
    v1::ImportedRow row;
    row.set_line(++line_);
    row.set_partner(partner);
    row.set_instrument(instrument);
    row.set_version(1);
    *row.mutable_occurred_at() = ToWire(ground_.clock.Now() - ago);
    for (size_t i = 0; i < values.size(); ++i) {
      v1::ImportedAnswer& answer = *row.add_answers();
      answer.set_item(static_cast<int>(i) + 1);
      answer.set_value(values[i]);
    }
    return row;
  }
  v1::ImportedRow Total(const PartnerId& partner, absl::Duration ago, double total, const std::string& instrument) {
    v1::ImportedRow row = Row(NameOf(partner), ago, {}, instrument);
    row.set_total(total);
    return row;
  }

  absl::StatusOr<v1::ImportAdministrationsResponse> Send(int64_t position, const std::vector<v1::ImportedRow>& rows,
                                                         const Scope& scope, const Uuid& import) {
    v1::ImportAdministrationsRequest request;
    request.set_request_id(import.ToString());
    request.set_practice(rpc::PracticeName(scope.practice()));
    request.set_position(position);
    for (const v1::ImportedRow& row : rows) *request.add_rows() = row;
    return imports_api_.ImportAdministrations(
        rpc::AuthorizedForTest<v1::ImportAdministrationsRequest>::Make(request, scope));
  }
  v1::ImportAdministrationsResponse Sent(int64_t position, const std::vector<v1::ImportedRow>& rows) {
    const auto sent = Send(position, rows, Importer(), import_);
    EXPECT_TRUE(sent.ok()) << sent.status();
    return sent.value_or(v1::ImportAdministrationsResponse());
  }
  // Why the one row of an import of its own is rejected; UNSPECIFIED where it is taken.
  v1::RowProblem ProblemOf(const v1::ImportedRow& row) {
    const auto sent = Send(0, {row}, Importer(), ground_.entropy.NewUuid());
    EXPECT_TRUE(sent.ok()) << sent.status();
    if (!sent.ok() || sent->rejected_size() == 0) return v1::ROW_PROBLEM_UNSPECIFIED;
    EXPECT_EQ(sent->rejected(0).line(), row.line());
    return sent->rejected(0).problem();
  }
  std::string ImportName() const { return rpc::PracticeName(practice_) + "/imports/" + import_.ToString(); }
  v1::Import Progress(const Scope& scope) {
    v1::GetImportRequest request;
    request.set_import(ImportName());
    const auto got = imports_api_.GetImport(rpc::AuthorizedForTest<v1::GetImportRequest>::Make(request, scope));
    EXPECT_TRUE(got.ok() || ReasonOf(got.status()) == Reason::kResourceMissing) << got.status();
    return got.value_or(v1::GetImportResponse()).import();
  }
  v1::ListRejectedRowsResponse Rejected(int size = 0, const std::string& token = "") {
    v1::ListRejectedRowsRequest request;
    request.set_import(ImportName());
    request.set_page_size(size);
    request.set_page_token(token);
    return *imports_api_.ListRejectedRows(
        rpc::AuthorizedForTest<v1::ListRejectedRowsRequest>::Make(request, Importer()));
  }

  int64_t line_ = 1;
  const Uuid import_ = ground_.entropy.NewUuid();
  const ImportStore imports_{};
  ImportApi imports_api_{{units_, pool_, administrations_, alerts_, summaries_, imports_, catalogue_, *ground_.keys}};
};

TEST_F(AnImport, MakesAdministrationsThatAreScoredAndMarked) {
  const auto sent = Sent(0, {Row(NameOf(a_), 400 * kDay, {3, 3, 0}), Row(NameOf(a_), 300 * kDay, {1, 0, 0}),
                             Row(NameOf(b_), 300 * kDay, {2, 2, 0})});
  EXPECT_EQ(sent.import().position(), 3);
  EXPECT_EQ(sent.import().taken(), 3);
  EXPECT_EQ(sent.rejected_size(), 0);
  const auto listed = List(Therapist(), NameOf(a_));
  ASSERT_EQ(listed.administrations_size(), 2);
  EXPECT_EQ(listed.administrations(0).score().total(), 1);
  EXPECT_EQ(listed.administrations(1).score().total(), 6);
  EXPECT_EQ(listed.administrations(1).provenance(), v1::PROVENANCE_OTHER_SYSTEM);
  EXPECT_EQ(listed.administrations(1).answers_size(), 3);
  EXPECT_EQ(Trajectory(Therapist(), a_)->trajectory().change().category(), v1::CHANGE_CATEGORY_RECOVERED);
  EXPECT_EQ(Waiting(Matter::kOverdueMeasure).size(), 2u);
}

TEST_F(AnImport, TakesATotalWhereNoAnswersAreKnown) {
  EXPECT_EQ(Sent(0, {Total(a_, 100 * kDay, 12.5, "bond")}).import().taken(), 1);
  const auto listed = List(Therapist(), NameOf(a_));
  ASSERT_EQ(listed.administrations_size(), 1);
  EXPECT_EQ(listed.administrations(0).score().total(), 12.5);
  EXPECT_EQ(listed.administrations(0).answers_size(), 0);
  EXPECT_EQ(ProblemOf(Total(a_, 100 * kDay, 3, "mood")), v1::ROW_PROBLEM_TOTAL_HIDES_ANSWERS);
}

TEST_F(AnImport, IsCorrectedLikeAnythingElse) {
  Sent(0, {Row(NameOf(a_), 400 * kDay, {3, 3, 0})});
  const auto corrected = Correct(Therapist(), List(Therapist(), NameOf(a_)).administrations(0).name());
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->administration().answers_size(), 3);
}

TEST_F(AnImport, CountsAMessageThatIsSentAgainOnce) {
  const std::vector<v1::ImportedRow> rows = {Row(NameOf(a_), 400 * kDay, {3, 3, 0}),
                                             Row(NameOf(a_), 400 * kDay, {3, 3, 0}),
                                             Row(NameOf(b_), 300 * kDay, {1, 0, 0})};
  const auto first = Sent(0, rows);
  EXPECT_EQ(first.import().taken(), 2);
  const auto again = Sent(0, rows);
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString()) << "one answer";
  EXPECT_EQ(Progress(Importer()).taken(), 2);
  EXPECT_EQ(Progress(Importer()).rejected(), 1);
  EXPECT_EQ(List(Therapist()).administrations_size(), 2);
}

TEST_F(AnImport, CountsRowsOnceThatComeAgainInOtherMessages) {
  std::vector<v1::ImportedRow> rows;
  for (int i = 0; i < 6; ++i) rows.push_back(Row(NameOf(a_), (400 - i) * kDay, {i % 4, 0, 0}));
  rows[2].set_version(7);
  Sent(0, {rows[0], rows[1], rows[2], rows[3]});
  const auto overlapping = Sent(1, {rows[1], rows[2], rows[3], rows[4], rows[5]});
  EXPECT_EQ(overlapping.import().position(), 6);
  EXPECT_EQ(overlapping.import().taken(), 5);
  EXPECT_EQ(overlapping.import().rejected(), 1);
  EXPECT_EQ(overlapping.rejected_size(), 0) << "it was told before, and is listed";
  EXPECT_EQ(List(Therapist()).administrations_size(), 5);
}

// Its unit's work was committed and the import was not yet advanced: as after a kill, and longer than answers are kept.
TEST_F(AnImport, TakesUpWorkThatWasCutShort) {
  const std::vector<v1::ImportedRow> rows = {Row(NameOf(a_), 400 * kDay, {3, 3, 0}),
                                             Row(NameOf(a_), 300 * kDay, {9, 0, 0})};
  Sent(0, rows);
  ground_.AsRoot("DELETE FROM adagio_progress.import WHERE practice_id = ?", {practice_});
  ground_.AsRoot("DELETE FROM adagio_progress.import_rejection WHERE practice_id = ?", {practice_});
  ground_.AsRoot("DELETE FROM adagio_spine.request WHERE practice_id = ?", {practice_});
  EXPECT_EQ(Progress(Importer()).position(), 0);
  const auto again = Sent(0, rows);
  EXPECT_EQ(again.import().taken(), 1);
  EXPECT_EQ(again.import().rejected(), 1);
  EXPECT_EQ(List(Therapist()).administrations_size(), 1);
}

TEST_F(AnImport, TakesUpWorkThatWasCutShortInOtherMessages) {
  std::vector<v1::ImportedRow> rows;
  for (int i = 0; i < 4; ++i) rows.push_back(Row(NameOf(a_), (400 - i) * kDay, {i % 4, 0, 0}));
  Sent(0, {rows[0], rows[1]});
  ground_.AsRoot("DELETE FROM adagio_progress.import WHERE practice_id = ?", {practice_});
  EXPECT_EQ(Sent(0, rows).import().taken(), 4);
  EXPECT_EQ(List(Therapist()).administrations_size(), 4);
}

TEST_F(AnImport, LeavesNoRowOut) {
  Sent(0, {Row(NameOf(a_), 400 * kDay, {3, 3, 0})});
  const auto gap = Send(2, {Row(NameOf(a_), 300 * kDay, {3, 3, 0})}, Importer(), import_);
  EXPECT_EQ(FieldOf(gap.status()), "position");
  EXPECT_EQ(Progress(Importer()).position(), 1);
}

TEST_F(AnImport, IsItsCallersAlone) {
  Sent(0, {Row(NameOf(a_), 400 * kDay, {3, 3, 0})});
  const Scope colleague =
      ScopeForTest::Make(practice_, UnitId(), {Role::kTherapist, ground_.entropy.NewUuid()}, "Import");
  EXPECT_EQ(Progress(colleague).position(), 0) << "as one that never was";
}

TEST_F(AnImport, RejectsWhatItCannotTakeAndGoesOn) {
  v1::ImportedRow other_version = Row(NameOf(a_), kDay, {0, 0, 0});
  other_version.set_version(2);
  EXPECT_EQ(ProblemOf(other_version), v1::ROW_PROBLEM_VERSION_OTHER);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), kDay, {0, 0, 0}, "unheard_of")), v1::ROW_PROBLEM_INSTRUMENT_UNKNOWN);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), -kDay, {0, 0, 0})), v1::ROW_PROBLEM_IN_FUTURE);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), 4000 * kDay, {0, 0, 0})), v1::ROW_PROBLEM_TOO_OLD);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), kDay, {0, 4, 0})), v1::ROW_PROBLEM_OUT_OF_RANGE);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), kDay, {0, 0, 0, 0})), v1::ROW_PROBLEM_ITEM_UNKNOWN);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), kDay, {0, 0})), v1::ROW_PROBLEM_ANSWERS_MISSING);
  v1::ImportedRow unreadable;
  unreadable.set_line(40);
  unreadable.set_unreadable(v1::ROW_PROBLEM_NOT_A_NUMBER);
  EXPECT_EQ(ProblemOf(unreadable), v1::ROW_PROBLEM_NOT_A_NUMBER);
  Leave(b_);
  EXPECT_EQ(ProblemOf(Row(NameOf(b_), kDay, {0, 0, 0})), v1::ROW_PROBLEM_PARTNER_LEFT);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), kDay, {0, 0, 0})), v1::ROW_PROBLEM_UNSPECIFIED);
  EXPECT_EQ(ProblemOf(Row(NameOf(a_), kDay, {1, 1, 0})), v1::ROW_PROBLEM_ALREADY_THERE) << "of another import";
}

TEST_F(AnImport, KeepsEveryRejectedRowUntilItIsAskedFor) {
  std::vector<v1::ImportedRow> rows;
  for (int i = 0; i < 5; ++i) rows.push_back(Row(NameOf(a_), (100 + i) * kDay, {9, 9, 9}));
  Sent(0, {rows[0], rows[1]});
  Sent(2, {rows[2], rows[3], rows[4]});
  const auto first = Rejected(3);
  ASSERT_EQ(first.rows_size(), 3);
  const auto rest = Rejected(3, first.next_page_token());
  ASSERT_EQ(rest.rows_size(), 2);
  EXPECT_EQ(rest.rows(1).position(), 4);
  EXPECT_EQ(rest.rows(1).line(), rows[4].line());
  EXPECT_EQ(rest.rows(1).problem(), v1::ROW_PROBLEM_OUT_OF_RANGE);
  EXPECT_TRUE(rest.next_page_token().empty());
}

TEST_F(AnImport, ReachesItsOwnPracticeAndTheUnitsOfItsCallerOnly) {
  const auto problem_of = [&](const std::string& partner) { return ProblemOf(Row(partner, kDay, {0, 0, 0})); };
  const PracticeId other_practice = ground_.AddPractice();
  EXPECT_EQ(problem_of(rpc::PartnerName(other_practice, unit_, a_)), v1::ROW_PROBLEM_PARTNER_UNKNOWN)
      << "our unit, under another practice's name";
  EXPECT_EQ(problem_of(rpc::PartnerName(practice_, ground_.AddUnit(other_practice), a_)),
            v1::ROW_PROBLEM_PARTNER_UNKNOWN);
  EXPECT_EQ(problem_of(rpc::PartnerName(practice_, UnitId(ground_.entropy.NewUuid()), a_)),
            v1::ROW_PROBLEM_PARTNER_UNKNOWN);
  EXPECT_EQ(problem_of(rpc::PartnerName(practice_, elsewhere_, a_)), v1::ROW_PROBLEM_PARTNER_UNKNOWN)
      << "a partner of another unit";
  EXPECT_EQ(problem_of("Ana"), v1::ROW_PROBLEM_PARTNER_UNKNOWN);
  EXPECT_EQ(problem_of(""), v1::ROW_PROBLEM_PARTNER_UNKNOWN);
  const UnitId foreign = ground_.AddUnit(practice_);
  const PartnerId stranger = ground_.AddPartner(practice_, foreign, 1);
  EXPECT_EQ(problem_of(rpc::PartnerName(practice_, foreign, stranger)), v1::ROW_PROBLEM_PARTNER_UNKNOWN)
      << "another therapist's";
  ground_.AsRoot(
      "UPDATE adagio_spine.relation SET ended_at = '2021-01-01', ended_version = 9"
      " WHERE practice_id = ? AND principal_id = ? AND unit_id = ?",
      {practice_, therapist_, unit_});
  EXPECT_EQ(problem_of(NameOf(a_)), v1::ROW_PROBLEM_PARTNER_UNKNOWN) << "no longer theirs";
}

TEST_F(AnImport, TakesRowsOfSeveralUnitsInOneMessage) {
  const auto sent =
      Sent(0, {Row(NameOf(a_), kDay, {0, 0, 0}), Row(rpc::PartnerName(practice_, elsewhere_, other_), kDay, {0, 0, 0}),
               Row(NameOf(a_), 2 * kDay, {0, 0, 0})});
  EXPECT_EQ(sent.import().taken(), 3);
}

TEST_F(AnImport, PagesNobodyForAnAnswerOfTwoYearsAgo) {
  Sent(0, {Row(NameOf(a_), 730 * kDay, {0, 0, 2}), Row(NameOf(a_), 700 * kDay, {0, 0, 1})});
  EXPECT_EQ(StandingHolds(a_), 0);
  const auto alerts = Alerts(Therapist());
  ASSERT_EQ(alerts.alerts_size(), 1) << "one matter, not one a row";
  EXPECT_FALSE(alerts.alerts(0).hold_stands());
  EXPECT_EQ(alerts.alerts(0).answer().value(), 2);
  EXPECT_EQ(alerts.alerts(0).state(), v1::ALERT_STATE_ACKNOWLEDGED) << "nothing for a backup";
  EXPECT_EQ(Waiting(Matter::kSafetyAlert).size(), 1u) << "for review";
  EXPECT_TRUE(
      ground_.Rows("SELECT 1 FROM adagio_events.outbox WHERE practice_id = ? AND type = 'alert.raised'", {practice_})
          .empty());
}

TEST_F(AnImport, AlertsForAnAnswerOfLastWeek) {
  Sent(0, {Row(NameOf(a_), 7 * kDay, {0, 0, 1})});
  EXPECT_EQ(StandingHolds(a_), 1);
  EXPECT_EQ(StandingHolds(b_), 0);
  ASSERT_EQ(Alerts(Therapist()).alerts_size(), 1);
  EXPECT_TRUE(Alerts(Therapist()).alerts(0).hold_stands());
}

}  // namespace
}  // namespace adagio::progress
