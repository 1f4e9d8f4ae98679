#pragma once

#include <memory>
#include <string>

#include "services/platform/unit_of_work/worklist.h"
#include "services/progress/api/caseload_api.h"
#include "services/progress/api/progress_for_test.h"
#include "services/progress/domain/snapshot.h"
#include "services/progress/store/caseload_store.h"

namespace adagio::progress {

// Caseloads made of rows as the services write them, read as the door would let them be read.
class CaseloadTest : public ProgressTest {
 protected:
  Uuid Someone() { return ground_.entropy.NewUuid(); }

  // A unit that `therapist` treats.
  UnitId UnitTreatedBy(const Uuid& therapist) {
    const UnitId unit = ground_.AddUnit(practice_);
    Treats(therapist, unit);
    return unit;
  }
  void Treats(const Uuid& therapist, const UnitId& unit) {
    ground_.AsRoot(
        "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at)"
        " VALUES (?, ?, ?, 2, 0, '2020-01-01')",
        {practice_, unit, therapist});
  }
  void EndTreatment(const Uuid& therapist) {
    ground_.AsRoot(
        "UPDATE adagio_spine.relation SET ended_at = '2021-01-01', ended_version = 9"
        " WHERE practice_id = ? AND principal_id = ? AND kind = 2",
        {practice_, therapist});
  }
  void Supervises(const Uuid& supervisor, const Uuid& therapist) {
    ground_.AsRoot("INSERT INTO adagio_directory.supervision VALUES (?, ?, ?, '2020-01-01', NULL)",
                   {practice_, therapist, supervisor});
  }
  void EndSupervision(const Uuid& supervisor) {
    ground_.AsRoot(
        "UPDATE adagio_directory.supervision SET ended_at = '2021-01-01' WHERE practice_id = ? AND supervisor_id = ?",
        {practice_, supervisor});
  }

  // A partner of `unit`; on "mood" once from `baseline` to `latest`, where there are any.
  PartnerId PartnerOf(const UnitId& unit) { return ground_.AddPartner(practice_, unit, 1); }
  PartnerId PartnerScored(const UnitId& unit, double baseline, double latest) {
    const PartnerId partner = PartnerOf(unit);
    Score(unit, partner, baseline, latest);
    return partner;
  }
  void Score(const UnitId& unit, const PartnerId& partner, double baseline, double latest) {
    InUnit(unit, [&](Work& work) {
      const Summary summary{.scored = 2,
                            .baseline_at = work.now() - absl::Hours(24 * 40),
                            .baseline = baseline,
                            .latest_at = work.now() - absl::Hours(24),
                            .latest = latest};
      return summaries_.Save(work, partner, "mood", summary).status();
    });
  }
  void Awaits(const UnitId& unit, Matter matter, absl::Duration due) {
    InUnit(unit, [&](Work& work) { return AwaitClinician(work, matter, work.NewUuid(), work.now() + due); });
  }
  template <typename Change>
  void InUnit(const UnitId& unit, Change change) {
    const Scope scope = ScopeForTest::Make(practice_, unit, {Role::kTherapist, therapist_}, "Call");
    const auto done = units_.Run(scope, {Someone(), "body"}, [&](Work& work) -> absl::StatusOr<std::string> {
      RETURN_IF_ERROR(change(work));
      return std::string("done");
    });
    ASSERT_TRUE(done.ok()) << done.status();
  }

  absl::StatusOr<v1::GetCaseloadResponse> Get(Role role, const Uuid& caller, int size = 0,
                                              const std::string& token = "") {
    return GetIn(practice_, role, caller, size, token);
  }
  // The report with who left since `start`.
  absl::StatusOr<v1::GetCaseloadResponse> GetSince(Role role, const Uuid& caller, absl::Time start) {
    v1::GetCaseloadRequest request;
    request.set_practice(rpc::PracticeName(practice_));
    *request.mutable_period_start() = ToWire(start);
    const Scope scope = ScopeForTest::Make(practice_, UnitId(), {role, caller}, "GetCaseload");
    return caseloads_.GetCaseload(rpc::AuthorizedForTest<v1::GetCaseloadRequest>::Make(request, scope));
  }
  void LeaveAt(const PartnerId& partner, absl::Time at) {
    ground_.AsRoot(
        "UPDATE adagio_spine.relation SET ended_at = ?, ended_version = 9 WHERE practice_id = ? AND principal_id = ?",
        {at, practice_, partner});
  }
  void NextWeek() { ground_.clock.Advance(kSnapshotStands); }
  absl::StatusOr<v1::GetCaseloadResponse> GetIn(const PracticeId& practice, Role role, const Uuid& caller, int size = 0,
                                                const std::string& token = "") {
    v1::GetCaseloadRequest request;
    request.set_practice(rpc::PracticeName(practice));
    request.set_page_size(size);
    request.set_page_token(token);
    const Scope scope = ScopeForTest::Make(practice, UnitId(), {role, caller}, "GetCaseload");
    return caseloads_.GetCaseload(rpc::AuthorizedForTest<v1::GetCaseloadRequest>::Make(request, scope));
  }
  v1::GetCaseloadResponse Report(Role role, const Uuid& caller) {
    const auto report = Get(role, caller);
    EXPECT_TRUE(report.ok()) << report.status();
    return report.value_or(v1::GetCaseloadResponse());
  }

  const CaseloadStore store_{summaries_};
  const SnapshotStore snapshot_store_{*ground_.keys};
  CaseloadSnapshots snapshots_{{units_, pool_, snapshot_store_, ground_.entropy}};
  CaseloadApi caseloads_{{pool_, store_, snapshots_, catalogue_, norms_, *ground_.keys, ground_.clock}};
};

}  // namespace adagio::progress
