#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/directory/schema/migrations.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/authorized_for_test.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/unit_of_work/ground_for_test.h"
#include "services/platform/unit_of_work/worklist.h"
#include "services/progress/api/progress_api.h"
#include "services/progress/api/wire.h"
#include "services/progress/domain/instruments.h"
#include "services/progress/schema/migrations.h"
#include "services/progress/store/summary_store.h"

namespace adagio::progress {

inline std::vector<Item> ItemsForTest(int count, int greatest) {
  std::vector<Item> items;
  for (int number = 1; number <= count; ++number) items.push_back({.number = number, .least = 0, .greatest = greatest});
  return items;
}

// "mood": three items of 0 to 3, less is better, item 3 alerts from 1, 3 points are reliable, cut-off 4.5.
// "bond": two items of 0 to 10, more is better, no figures. "calm": one item of 0 to 100 without a direction or a
// rhythm. "closeness": items 1 and 2 with 3 of 0 to 5 make two subscales and those the total; 0 on 2 or 3 is no
// occasion, and 3 is about pain at 1 and 2. "strain" and "drink": items of 0 to 4 whose total alerts from 5 and from 3.
inline Instruments InstrumentsForTest() {
  Instrument mood{.key = "mood",
                  .version = 1,
                  .name = "Mood",
                  .construct = "mood",
                  .licence_class = "free_text_ok",
                  .direction = Direction::kLowerIsBetter,
                  .items = ItemsForTest(3, 3),
                  .greatest_total = 9,
                  .safety_triggers =
                      {{.key = "item_3", .item = 3, .at_least = 1, .concern = Concern::kSelfHarm, .source = "policy"}},
                  .figures = {{FigureKind::kReliableChange, 3, "a manual", FigureStatus::kSecondary},
                              {FigureKind::kCutoff, 4.5, "a manual", FigureStatus::kSecondary}},
                  .rhythm = Rhythm{.every = absl::Hours(42 * 24), .source = "policy"}};
  Instrument bond{.key = "bond",
                  .version = 1,
                  .name = "Bond",
                  .construct = "bond",
                  .licence_class = "free_text_ok",
                  .direction = Direction::kHigherIsBetter,
                  .items = ItemsForTest(2, 10),
                  .greatest_total = 20};
  Instrument calm{.key = "calm",
                  .version = 1,
                  .name = "Calm",
                  .construct = "calm",
                  .licence_class = "free_text_ok",
                  .items = ItemsForTest(1, 100),
                  .greatest_total = 100};
  Instrument closeness{
      .key = "closeness",
      .version = 1,
      .name = "Closeness",
      .construct = "closeness",
      .licence_class = "free_text_ok",
      .direction = Direction::kHigherIsBetter,
      .items = ItemsForTest(3, 5),
      .total_rule = TotalRule::kSubscales,
      .subscales = {{.key = "wish", .items = {1}, .factor = 0.6, .greatest = 3},
                    {.key = "touch", .items = {2, 3}, .factor = 0.3, .greatest = 3}},
      .greatest_total = 6,
      .decimals = 1,
      .no_occasion = NoOccasion{.items = {2, 3}, .value = 0, .source = "policy"},
      .safety_triggers =
          {{.key = "item_3", .item = 3, .at_least = 1, .at_most = 2, .concern = Concern::kPain, .source = "policy"}},
      .rhythm = Rhythm{.every = absl::Hours(42 * 24), .source = "policy"}};
  const auto screen = [](const std::string& key, int items, double at_least, Concern concern) {
    return Instrument{
        .key = key,
        .version = 1,
        .name = "A screen",
        .construct = key,
        .licence_class = "free_text_ok",
        .direction = Direction::kLowerIsBetter,
        .items = ItemsForTest(items, 4),
        .greatest_total = 4.0 * items,
        .safety_triggers = {{.key = "total", .at_least = at_least, .concern = concern, .source = "policy"}}};
  };
  return *Instruments::Make({mood, bond, calm, closeness, screen("drink", 1, 3, Concern::kAlcohol),
                             screen("strain", 2, 5, Concern::kTrauma)});
}

// Methods called as the door would let them be called: a unit with the partners a_ and b_, and a unit elsewhere_.
class ProgressTest : public testing::Test {
 protected:
  static Ground& TheGround() {
    static Ground ground({directory::Migrations(), Migrations()});
    return ground;
  }

  Scope As(Role role, const Uuid& id) const { return ScopeForTest::Make(practice_, unit_, {role, id}, "Call"); }
  Scope Partner(const PartnerId& partner) const { return As(Role::kPartner, partner.uuid()); }
  Scope Therapist() const { return As(Role::kTherapist, therapist_); }
  Scope Supervisor() const { return As(Role::kSupervisor, supervisor_); }
  // Of the practice, in no unit.
  Scope Admin() const { return ScopeForTest::Make(practice_, UnitId(), {Role::kPracticeAdmin, therapist_}, "Call"); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(absl::StatusOr<Response> (ProgressApi::*method)(const rpc::Authorized<Request>&),
                                const Scope& scope, const Request& request, Uuid id = {}) {
    const RequestKey key{id.is_nil() ? ground_.entropy.NewUuid() : id, request.SerializeAsString()};
    return (api_.*method)(rpc::AuthorizedForTest<Request>::Make(request, scope, key));
  }

  std::string NameOf(const PartnerId& partner) const { return rpc::PartnerName(practice_, unit_, partner); }
  std::string AdministrationNamed(const Uuid& id) const {
    return rpc::NameInUnit(practice_, unit_, "administrations", id);
  }

  absl::StatusOr<v1::StartAdministrationResponse> Start(const Scope& scope, const PartnerId& partner,
                                                        const std::string& instrument = "mood") {
    v1::StartAdministrationRequest request;
    request.set_partner(NameOf(partner));
    request.set_instrument(instrument);
    return Call(&ProgressApi::StartAdministration, scope, request);
  }
  std::string Started(const Scope& scope, const PartnerId& partner, const std::string& instrument = "mood") {
    const auto started = Start(scope, partner, instrument);
    EXPECT_TRUE(started.ok()) << started.status();
    return started.ok() ? started->administration().name() : "";
  }
  absl::StatusOr<v1::SaveItemResponse> Save(const Scope& scope, const std::string& name, int item, int value,
                                            Uuid id = {}) {
    v1::SaveItemRequest request;
    request.set_administration(name);
    request.set_item(item);
    request.set_value(value);
    return Call(&ProgressApi::SaveItem, scope, request, id);
  }
  absl::StatusOr<v1::SubmitAdministrationResponse> Submit(const Scope& scope, const std::string& name, Uuid id = {},
                                                          bool incomplete = false) {
    v1::SubmitAdministrationRequest request;
    request.set_administration(name);
    request.set_incomplete(incomplete);
    return Call(&ProgressApi::SubmitAdministration, scope, request, id);
  }
  // All of `values`, those that are not negative, as a therapist copies them from a paper form of now.
  v1::RecordAdministrationRequest FormOf(const PartnerId& partner, const std::vector<int>& values,
                                         const std::string& instrument = "mood") const {
    v1::RecordAdministrationRequest request;
    request.set_partner(NameOf(partner));
    request.set_instrument(instrument);
    *request.mutable_occurred_at() = ToWire(ground_.clock.Now());
    request.set_provenance(v1::PROVENANCE_PAPER_FORM);
    for (size_t i = 0; i < values.size(); ++i) {
      if (values[i] < 0) continue;
      v1::ItemAnswer* answer = request.add_answers();
      answer->set_item(static_cast<int>(i) + 1);
      answer->set_value(values[i]);
    }
    return request;
  }
  absl::StatusOr<v1::RecordAdministrationResponse> Record(const Scope& scope,
                                                          const v1::RecordAdministrationRequest& request) {
    return Call(&ProgressApi::RecordAdministration, scope, request);
  }
  absl::StatusOr<v1::CorrectAdministrationResponse> Correct(const Scope& scope, const std::string& name) {
    v1::CorrectAdministrationRequest request;
    request.set_administration(name);
    return Call(&ProgressApi::CorrectAdministration, scope, request);
  }
  // One that a partner answered and submitted.
  std::string Scored(const PartnerId& partner, const std::vector<int>& values, const std::string& instrument = "mood") {
    const std::string name = Started(Partner(partner), partner, instrument);
    for (size_t i = 0; i < values.size(); ++i) {
      EXPECT_TRUE(Save(Partner(partner), name, static_cast<int>(i) + 1, values[i]).ok());
    }
    const auto submitted = Submit(Partner(partner), name);
    EXPECT_TRUE(submitted.ok()) << submitted.status();
    return name;
  }

  absl::StatusOr<v1::GetAdministrationResponse> Get(const Scope& scope, const std::string& name) {
    v1::GetAdministrationRequest request;
    request.set_administration(name);
    return Call(&ProgressApi::GetAdministration, scope, request);
  }
  v1::ListAdministrationsResponse List(const Scope& scope, const std::string& partner = "", int size = 0,
                                       const std::string& token = "") {
    v1::ListAdministrationsRequest request;
    request.set_treatment_unit(rpc::UnitName(practice_, unit_));
    request.set_partner(partner);
    request.set_page_size(size);
    request.set_page_token(token);
    const auto listed = Call(&ProgressApi::ListAdministrations, scope, request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListAdministrationsResponse());
  }
  absl::StatusOr<v1::GetTrajectoryResponse> Trajectory(const Scope& scope, const PartnerId& partner,
                                                       const std::string& instrument = "mood") {
    v1::GetTrajectoryRequest request;
    request.set_partner(NameOf(partner));
    request.set_instrument(instrument);
    return Call(&ProgressApi::GetTrajectory, scope, request);
  }
  v1::ListAlertsResponse Alerts(const Scope& scope) {
    const auto listed = Call(&ProgressApi::ListAlerts, scope, v1::ListAlertsRequest());
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(v1::ListAlertsResponse());
  }

  void Leave(const PartnerId& partner) {
    ground_.AsRoot(
        "UPDATE adagio_spine.relation SET ended_at = '2021-01-01', ended_version = 9"
        " WHERE practice_id = ? AND principal_id = ?",
        {practice_, partner});
  }
  int StandingHolds(const PartnerId& partner) {
    return static_cast<int>(ground_
                                .Rows("SELECT 1 FROM adagio_spine.hold"
                                      " WHERE practice_id = ? AND partner_id = ? AND lifted_version IS NULL",
                                      {practice_, partner})
                                .size());
  }
  // What waits of `matter`, by what it is about.
  std::vector<Uuid> Waiting(Matter matter) {
    std::vector<Uuid> about;
    for (const storage::Row& row :
         ground_.Rows("SELECT about_id FROM adagio_spine.worklist"
                      " WHERE practice_id = ? AND kind = ? AND settled_at IS NULL ORDER BY since, about_id",
                      {practice_, static_cast<int>(matter)})) {
      about.push_back(row.AsUuid(0));
    }
    return about;
  }
  // Differs when any row that progress may write does.
  std::string Contents() {
    std::string contents;
    for (const storage::Row& row :
         ground_.Rows("CHECKSUM TABLE adagio_progress.administration, adagio_progress.summary, adagio_progress.alert,"
                      " adagio_progress.alert_act, adagio_progress.reference_figures,"
                      " adagio_progress.instrument_definition, adagio_progress.trigger_threshold,"
                      " adagio_progress.import, adagio_progress.import_rejection, adagio_spine.hold,"
                      " adagio_spine.worklist, adagio_spine.unit_guard, adagio_spine.request, adagio_events.outbox",
                      {})) {
      contents += row.Text(0) + row.Text(1) + "\n";
    }
    return contents;
  }

  Ground& ground_ = TheGround();
  const PracticeId practice_ = ground_.AddPractice();
  const UnitId unit_ = ground_.AddUnit(practice_);
  const UnitId elsewhere_ = ground_.AddUnit(practice_);
  const PartnerId a_ = ground_.AddPartner(practice_, unit_, 1);
  const PartnerId b_ = ground_.AddPartner(practice_, unit_, 2);
  const PartnerId other_ = ground_.AddPartner(practice_, elsewhere_, 1);
  const Uuid therapist_ = ground_.entropy.NewUuid();
  const Uuid supervisor_ = ground_.entropy.NewUuid();
  const Instruments instruments_ = InstrumentsForTest();
  const Catalogue catalogue_{instruments_};
  const AdministrationStore administrations_{*ground_.keys};
  const AlertStore alerts_{*ground_.keys};
  const SummaryStore summaries_{*ground_.keys};
  Norms norms_{summaries_, ground_.clock};
  storage::Pool pool_{{.endpoint = ground_.database.EndpointFor("adagio_progress"), .size = 4}};
  UnitOfWork units_{{pool_, ground_.clock, ground_.entropy, *ground_.keys, *ground_.trail}};
  ProgressApi api_{{units_, pool_, administrations_, alerts_, summaries_, catalogue_, norms_, *ground_.keys}};
};

}  // namespace adagio::progress
