#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/intake/api/unit_for_test.h"

namespace adagio::intake {

using Items = std::vector<std::pair<int, int>>;

inline const Items kNegative = {{1, 0}, {2, 0}, {3, 0}, {4, 0}};  // HARK
inline const Items kPositive = {{1, 1}, {2, 0}, {3, 0}, {4, 0}};
inline const Items kSexual = {{1, 0}, {2, 0}, {3, 1}, {4, 0}};
inline const Items kIncomplete = {{1, 0}, {2, 0}, {3, 0}};

// Calls ScreeningService for the partners of a unit, and reads what it left in the spine.
class Screening : public UnitTest {
 protected:
  absl::StatusOr<std::string> OpenSitting(const std::string& partner, bool alone = true) {
    v1::OpenSittingRequest request;
    request.set_partner(partner);
    request.set_alone(alone);
    const auto opened = Call(screening_, Therapist(), &ScreeningApi::OpenSitting, request);
    if (!opened.ok()) return opened.status();
    return opened->sitting();
  }
  absl::StatusOr<v1::RecordViolenceScreenResponse> Record(
      const std::string& sitting, const Items& items,
      v1::ViolenceInstrument instrument = v1::VIOLENCE_INSTRUMENT_HARK) {
    v1::RecordViolenceScreenRequest request;
    request.set_sitting(sitting);
    request.set_instrument(instrument);
    for (const auto& [number, value] : items) {
      v1::ScreenItem* item = request.add_items();
      item->set_number(number);
      item->set_value(value);
    }
    return Call(screening_, Therapist(), &ScreeningApi::RecordViolenceScreen, request);
  }
  // In a sitting of its own.
  absl::StatusOr<v1::RecordViolenceScreenResponse> Screen(const PartnerId& partner, const Items& items) {
    const absl::StatusOr<std::string> sitting = OpenSitting(NameOf(partner));
    if (!sitting.ok()) return sitting.status();
    return Record(*sitting, items);
  }
  absl::StatusOr<v1::RecordSafetyPlanResponse> Plan(const std::string& partner, const std::string& consultant = "") {
    v1::RecordSafetyPlanRequest request;
    request.set_partner(partner);
    request.set_reason("the reason for the plan");
    request.set_consultant(consultant);
    return Call(screening_, Therapist(), &ScreeningApi::RecordSafetyPlan, request);
  }
  absl::StatusOr<v1::PlaceHoldResponse> Place(const std::string& partner) {
    v1::PlaceHoldRequest request;
    request.set_partner(partner);
    request.set_reason("the reason for the hold");
    return Call(screening_, Therapist(), &ScreeningApi::PlaceHold, request);
  }
  absl::StatusOr<v1::LiftHoldResponse> Lift(const std::string& hold) {
    v1::LiftHoldRequest request;
    request.set_hold(hold);
    request.set_reason("the reason for lifting it");
    return Call(screening_, Therapist(), &ScreeningApi::LiftHold, request);
  }
  v1::GetClearanceResponse Clearances(Role role = Role::kTherapist) {
    const auto got =
        Call(screening_, As(role, therapist_, unit_), &ScreeningApi::GetClearance, v1::GetClearanceRequest());
    EXPECT_TRUE(got.ok()) << got.status();
    return got.value_or(v1::GetClearanceResponse());
  }

  // What homework reads: cleared and its version; nullopt without a row.
  std::optional<std::pair<int, int>> Spine(const PartnerId& partner) {
    const storage::Rows rows = RowsOf(
        "SELECT cleared, version FROM adagio_spine.clearance WHERE practice_id = ? AND unit_id = ? AND partner_id = ?",
        {practice_, unit_, partner});
    if (rows.empty()) return std::nullopt;
    return std::make_pair(static_cast<int>(rows[0].Int(0)), static_cast<int>(rows[0].Int(1)));
  }
  // When the partner's clearance is due to be looked at; nullopt where it waits for nobody.
  std::optional<absl::Time> Due(const PartnerId& partner) {
    const storage::Rows rows = RowsOf(
        "SELECT due_at FROM adagio_spine.worklist WHERE practice_id = ? AND unit_id = ? AND kind = 5 AND about_id = ?"
        " AND settled_at IS NULL",
        {practice_, unit_, partner});
    if (rows.empty()) return std::nullopt;
    return rows[0].AsTime(0);
  }
  int UnitVersion() {
    return static_cast<int>(RowsOf("SELECT version FROM adagio_spine.unit_guard WHERE practice_id = ? AND unit_id = ?",
                                   {practice_, unit_})[0]
                                .Int(0));
  }
  bool IsCleared(const PartnerId& partner) {
    const auto spine = Spine(partner);
    return spine.has_value() && spine->first == 1;
  }
};

}  // namespace adagio::intake
