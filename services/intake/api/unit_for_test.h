#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "services/directory/schema/migrations.h"
#include "services/intake/api/bid_api.h"
#include "services/intake/api/formulation_api.h"
#include "services/intake/api/intake_api.h"
#include "services/intake/api/quotation_api.h"
#include "services/intake/api/screening_api.h"
#include "services/intake/domain/questionnaire_for_test.h"
#include "services/intake/schema/migrations.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/authorized_for_test.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/unit_of_work/ground_for_test.h"

namespace adagio::intake {

// What intake stands on, real and shared by all tests of a binary.
class Ground : public adagio::Ground {
 public:
  static Ground& Shared() {
    static Ground ground;
    return ground;
  }

  std::unique_ptr<storage::Pool> pool;

 private:
  Ground() : adagio::Ground({directory::Migrations(), intake::Migrations()}) {
    pool = std::make_unique<storage::Pool>(storage::Pool::Options{database.EndpointFor("adagio_intake"), 4});
  }
};

// Tells what a test wishes.
class SomeFacts final : public UnitFactSource {
 public:
  absl::StatusOr<UnitFacts> Gather(const rpc::OnBehalf&, const Scope&) override { return answer; }

  absl::StatusOr<UnitFacts> answer = UnitFacts();
};

// A practice with two units. `unit_` has the partners a_ and b_; `elsewhere_` has the partner c_.
class UnitTest : public testing::Test {
 protected:
  void SetUp() override {
    practice_ = AddPractice();
    unit_ = AddUnit(practice_);
    elsewhere_ = AddUnit(practice_);
    a_ = AddPartner(practice_, unit_, 2);
    b_ = AddPartner(practice_, unit_, 3);
    c_ = AddPartner(practice_, elsewhere_, 2);
    AsRoot(
        "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at) "
        "VALUES (?, ?, ?, 2, 1, '2020-01-01')",
        {practice_, unit_, therapist_});
  }

  PracticeId AddPractice() {
    const PracticeId practice(NewId());
    CHECK(ground_.keys->CreatePracticeKey(practice).ok());
    AsRoot("INSERT INTO adagio_spine.practice VALUES (?, 'Practice', 'UTC', 1, '2020-01-01')", {practice});
    AsRoot("INSERT INTO adagio_spine.unit_guard VALUES (?, ?, 10, '2020-01-01')", {practice, UnitId()});
    return practice;
  }
  UnitId AddUnit(const PracticeId& practice) {
    const UnitId unit(NewId());
    AsRoot("INSERT INTO adagio_spine.unit_guard VALUES (?, ?, 10, '2020-01-01')", {practice, unit});
    return unit;
  }
  PartnerId AddPartner(const PracticeId& practice, const UnitId& unit, int version) {
    const PartnerId partner(NewId());
    AsRoot(
        "INSERT INTO adagio_spine.relation (practice_id, unit_id, principal_id, kind, started_version, started_at) "
        "VALUES (?, ?, ?, 1, ?, '2020-01-01')",
        {practice, unit, partner, version});
    return partner;
  }
  void Acknowledge(const PartnerId& partner) {
    AsRoot("INSERT INTO adagio_spine.acknowledgement VALUES (?, ?, ?, 1, '2020-01-01')", {practice_, unit_, partner});
  }
  void Leave(const PartnerId& partner) {
    AsRoot("UPDATE adagio_spine.relation SET ended_at = '2021-01-01', ended_version = 9 WHERE principal_id = ?",
           {partner});
  }

  void AsRoot(absl::string_view sql, std::initializer_list<storage::Value> values) {
    const absl::Status done = ground_.database.Connect("root")->Execute(sql, values).status();
    ASSERT_TRUE(done.ok()) << done;
  }
  storage::Rows RowsOf(absl::string_view sql, std::initializer_list<storage::Value> values) {
    const absl::StatusOr<storage::Rows> rows = ground_.database.Connect("root")->Query(sql, values);
    EXPECT_TRUE(rows.ok()) << rows.status();
    return rows.value_or(storage::Rows());
  }

  // As the door would let the call pass, under a new request id or the given one.
  template <typename Api, typename Request, typename Response>
  absl::StatusOr<Response> Call(Api& api, const Scope& scope,
                                absl::StatusOr<Response> (Api::*method)(const rpc::Authorized<Request>&),
                                const Request& request, Uuid id = {}) {
    if (id.is_nil()) id = NewId();
    return (api.*
            method)(rpc::AuthorizedForTest<Request>::Make(request, scope, RequestKey{id, request.SerializeAsString()}));
  }

  Scope As(Role role, const Uuid& id, const UnitId& unit) const {
    return ScopeForTest::Make(practice_, unit, {role, id}, "Call");
  }
  Scope Partner(const PartnerId& partner) const { return As(Role::kPartner, partner.uuid(), unit_); }
  Scope Therapist() const { return As(Role::kTherapist, therapist_, unit_); }

  Uuid NewId() const { return ground_.entropy.NewUuid(); }
  std::string NameOf(const PartnerId& partner) const { return rpc::PartnerName(practice_, unit_, partner); }

  // Differs when any row that intake may write does.
  std::string Contents() {
    std::string contents;
    for (const storage::Row& row :
         RowsOf("CHECKSUM TABLE adagio_intake.answer, adagio_intake.intake_version, adagio_intake.shared_answer,"
                " adagio_intake.policy_words, adagio_intake.screen_threshold, adagio_spine.practice, "
                "adagio_intake.sitting,"
                " adagio_intake.screen, adagio_intake.safety_plan, adagio_intake.hold_reason, adagio_intake.bid,"
                " adagio_intake.formulation, adagio_intake.formulation_release, adagio_intake.quotation, "
                "adagio_spine.clearance,"
                " adagio_spine.hold, adagio_spine.acknowledgement, adagio_spine.unit_guard, adagio_spine.request,"
                " adagio_spine.worklist, adagio_events.outbox",
                {})) {
      contents += row.Text(0) + row.Text(1) + "\n";
    }
    return contents;
  }

  Ground& ground_ = Ground::Shared();
  UnitOfWork units_{{.writes = *ground_.pool,
                     .clock = ground_.clock,
                     .entropy = ground_.entropy,
                     .keys = *ground_.keys,
                     .trail = *ground_.trail}};
  const IntakeStore intake_store_{*ground_.keys, *ground_.pool};
  const ScreeningStore screening_store_{*ground_.keys, *ground_.pool};
  const PolicyStore policy_store_{*ground_.keys, *ground_.pool};
  const ThresholdStore threshold_store_{*ground_.keys, *ground_.pool};
  const SafetyActStore safety_act_store_{*ground_.keys, *ground_.pool};
  const Questionnaires questionnaires_{*Questionnaires::Make({SmallQuestionnaire(1)})};
  IntakeApi intake_{{units_, intake_store_, policy_store_, questionnaires_}};
  ScreeningApi screening_{{units_, screening_store_, threshold_store_, safety_act_store_, *ground_.keys}};
  const BidStore bid_store_{*ground_.keys, *ground_.pool};
  const FormulationStore formulation_store_{*ground_.keys, *ground_.pool};
  BidApi bids_{{units_, bid_store_, *ground_.keys, ground_.clock}};
  const QuotationStore quotation_store_{*ground_.keys, *ground_.pool};
  const PrivateTexts private_texts_{intake_store_, bid_store_};
  SomeFacts facts_;
  FormulationApi formulation_{{.units = units_,
                               .store = formulation_store_,
                               .quotations = quotation_store_,
                               .texts = private_texts_,
                               .bids = bid_store_,
                               .intake = intake_store_,
                               .facts = facts_,
                               .keys = *ground_.keys}};
  QuotationApi quotations_{{units_, quotation_store_, private_texts_, policy_store_, *ground_.keys}};
  const Uuid therapist_ = NewId();
  PracticeId practice_;
  UnitId unit_, elsewhere_;
  PartnerId a_, b_, c_;
};

}  // namespace adagio::intake
