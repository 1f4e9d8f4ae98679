#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/homework/api/agreement_api.h"
#include "services/homework/api/coaching_api.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/journal_api.h"
#include "services/homework/api/limits_api.h"
#include "services/homework/api/repair_api.h"
#include "services/homework/api/wire.h"
#include "services/homework/schema/migrations.h"
#include "services/platform/rpc/authorized_for_test.h"
#include "services/platform/rpc/resource_name.h"
#include "services/platform/unit_of_work/ground_for_test.h"

namespace adagio::homework {

// Three activities, enough for a ladder (pain speaks against the last), and some that are no step of it.
inline Library SmallLibrary() {
  std::vector<Activity> activities;
  int tier = 1;
  for (const char* key : {"hand_holding", "back_rub_clothed", "kissing"}) {
    activities.push_back({.key = key,
                          .closeness = Closeness::kAffectionateTouch,
                          .tier = tier,
                          .touch = true,
                          .usual_length = absl::Minutes(10),
                          .shorter_length = absl::Minutes(3),
                          .exit_strategies = {"tea"}});
    if (tier == 5) activities.back().contraindications = {Contraindication::kPain};
    tier += 2;
  }
  activities.push_back({.key = "reconnect_window",
                        .closeness = Closeness::kConversation,
                        .usual_length = absl::Minutes(30),
                        .shorter_length = absl::Minutes(10),
                        .exit_strategies = {"tea"},
                        .company = Company::kTogether,
                        .kind = AssignmentKind::kReconnectWindow});
  activities.push_back({.key = "grounding",
                        .closeness = Closeness::kSelfRegulation,
                        .usual_length = absl::Minutes(5),
                        .shorter_length = absl::Minutes(2),
                        .exit_strategies = {"stop"},
                        .kind = AssignmentKind::kSelfRegulation});
  activities.push_back({.key = "journal",
                        .closeness = Closeness::kReflection,
                        .usual_length = absl::Minutes(15),
                        .shorter_length = absl::Minutes(5),
                        .exit_strategies = {"stop"},
                        .company = Company::kAlone,
                        .kind = AssignmentKind::kJournal});
  activities.push_back({.key = "free_text",
                        .closeness = Closeness::kConversation,
                        .usual_length = absl::Minutes(15),
                        .shorter_length = absl::Minutes(5),
                        .exit_strategies = {"stop"},
                        .kind = AssignmentKind::kFreeText});
  return *Library::Make(std::move(activities));
}

// Methods called as the door would let them be called: a unit with the partners p_, d_ and third_, and a unit
// elsewhere_.
class HomeworkTest : public testing::Test {
 protected:
  static Ground& TheGround() {
    static Ground ground({Migrations()});
    return ground;
  }

  Scope As(Role role, const Uuid& id, const UnitId& unit) const {
    return ScopeForTest::Make(practice_, unit, {role, id}, "Call");
  }
  Scope Partner(const PartnerId& partner) const { return As(Role::kPartner, partner.uuid(), unit_); }
  Scope Therapist() const { return As(Role::kTherapist, therapist_, unit_); }

  template <typename Api, typename Request, typename Response>
  absl::StatusOr<Response> Call(Api& api, absl::StatusOr<Response> (Api::*method)(const rpc::Authorized<Request>&),
                                const Scope& scope, const Request& request) {
    const RequestKey key{ground_.entropy.NewUuid(), request.SerializeAsString()};
    return (api.*method)(rpc::AuthorizedForTest<Request>::Make(request, scope, key));
  }

  // A hold of the partner's, from the unit's next version on, and its end.
  void Hold(const PartnerId& partner) {
    ground_.AsRoot(
        "INSERT INTO adagio_spine.hold (practice_id, unit_id, partner_id, hold_id, placed_version, placed_at)"
        " SELECT practice_id, unit_id, ?, ?, version + 1, last_now FROM adagio_spine.unit_guard"
        " WHERE practice_id = ? AND unit_id = ?",
        {partner, ground_.entropy.NewUuid(), practice_, unit_});
  }
  void LiftHolds(const PartnerId& partner) {
    ground_.AsRoot(
        "UPDATE adagio_spine.hold h JOIN adagio_spine.unit_guard g USING (practice_id, unit_id)"
        " SET h.lifted_version = g.version + 1, h.lifted_at = g.last_now WHERE h.practice_id = ? AND h.partner_id = ?",
        {practice_, partner});
  }

  std::string NameOf(const PartnerId& partner) const { return rpc::PartnerName(practice_, unit_, partner); }
  std::string UnitName() const { return rpc::UnitName(practice_, unit_); }

  // A draft, stances and approvals: the next version of the agreement of these participants over everything in the
  // library, for four weeks; everyone willing.
  std::string DraftedAndApproved(const std::vector<PartnerId>& participants) {
    v1::DraftAgreementRequest draft;
    for (const PartnerId& partner : participants) draft.add_participants(NameOf(partner));
    for (const Activity& activity : library_.activities()) draft.add_activities(activity.key);
    draft.set_pause_signal("red");
    draft.set_soft_no_phrase("not tonight");
    draft.set_tentative_acknowledgement("thank you");
    *draft.mutable_review_at() = ToWire(ground_.clock.Now() + absl::Hours(28 * 24));
    const auto drafted = Call(agreements_, &AgreementApi::DraftAgreement, Therapist(), draft);
    EXPECT_TRUE(drafted.ok()) << drafted.status();
    const std::string name = drafted->agreement().name();
    for (const PartnerId& partner : participants) {
      for (const Activity& activity : library_.activities()) SetStance(partner, name, activity.key, v1::STANCE_WILLING);
      v1::ApproveReleaseRequest approve;
      approve.set_agreement(name);
      EXPECT_TRUE(Call(agreements_, &AgreementApi::ApproveRelease, Partner(partner), approve).ok());
    }
    return name;
  }
  // And its release.
  std::string AgreementInForce(const std::vector<PartnerId>& participants) {
    const std::string name = DraftedAndApproved(participants);
    v1::ReleaseAgreementRequest release;
    release.set_agreement(name);
    EXPECT_TRUE(Call(agreements_, &AgreementApi::ReleaseAgreement, Therapist(), release).ok());
    return name;
  }
  std::string AgreementInForce() { return AgreementInForce({p_, d_}); }

  void SetStance(const PartnerId& partner, const std::string& agreement, const std::string& activity,
                 v1::Stance stance) {
    v1::SetStanceRequest request;
    request.set_agreement(agreement);
    request.set_activity(activity);
    request.set_stance(stance);
    const auto set = Call(agreements_, &AgreementApi::SetStance, Partner(partner), request);
    EXPECT_TRUE(set.ok()) << set.status();
  }

  v1::OfferAssignmentRequest OfferOf(const std::string& activity, const std::vector<PartnerId>& participants) const {
    v1::OfferAssignmentRequest offer;
    v1::Terms& terms = *offer.mutable_terms();
    terms.set_activity(activity);
    for (const PartnerId& partner : participants) terms.add_participants(NameOf(partner));
    *terms.mutable_starts_at() = ToWire(ground_.clock.Now());
    terms.set_occurrences(6);
    terms.set_check_in_plan("at breakfast");
    terms.set_exit_strategy("tea in the kitchen");
    return offer;
  }
  v1::OfferAssignmentRequest OfferOf(const std::string& activity) const { return OfferOf(activity, {p_, d_}); }
  std::string Offered(const v1::OfferAssignmentRequest& offer) {
    const auto offered = Call(homework_, &HomeworkApi::OfferAssignment, Therapist(), offer);
    EXPECT_TRUE(offered.ok()) << offered.status();
    return offered.ok() ? offered->assignment().name() : "";
  }
  std::string Offered(const std::string& activity) { return Offered(OfferOf(activity)); }
  // Everyone of `participants` has said yes.
  std::string Active(const std::string& activity, const std::vector<PartnerId>& participants) {
    const std::string step = Offered(OfferOf(activity, participants));
    for (const PartnerId& partner : participants) {
      EXPECT_TRUE(Answer(Partner(partner), step, v1::ANSWER_KIND_YES).ok());
    }
    EXPECT_EQ(StateFor(Partner(participants[0]), step), v1::ASSIGNMENT_STATE_ACTIVE);
    return step;
  }
  v1::AssignmentState StateFor(const Scope& scope, const std::string& step) {
    const auto seen = Get(scope, step);
    EXPECT_TRUE(seen.ok()) << seen.status();
    return seen.ok() ? seen->assignment().state() : v1::ASSIGNMENT_STATE_UNSPECIFIED;
  }

  absl::StatusOr<v1::AnswerAssignmentResponse> Answer(const Scope& scope, const std::string& assignment,
                                                      v1::AnswerKind answer) {
    v1::AnswerAssignmentRequest request;
    request.set_assignment(assignment);
    request.set_answer(answer);
    return Call(homework_, &HomeworkApi::AnswerAssignment, scope, request);
  }
  absl::StatusOr<v1::GetAssignmentResponse> Get(const Scope& scope, const std::string& assignment) {
    v1::GetAssignmentRequest request;
    request.set_assignment(assignment);
    return Call(homework_, &HomeworkApi::GetAssignment, scope, request);
  }

  Ground& ground_ = TheGround();
  const PracticeId practice_ = ground_.AddPractice();
  const UnitId unit_ = ground_.AddUnit(practice_);
  const UnitId elsewhere_ = ground_.AddUnit(practice_);
  const PartnerId p_ = ground_.AddPartner(practice_, unit_, 1);
  const PartnerId d_ = ground_.AddPartner(practice_, unit_, 2);
  const PartnerId third_ = ground_.AddPartner(practice_, unit_, 3);
  const Uuid therapist_ = ground_.entropy.NewUuid();
  const Library library_ = SmallLibrary();
  const HomeworkStore store_{*ground_.keys};
  storage::Pool pool_{{.endpoint = ground_.database.EndpointFor("adagio_homework"), .size = 4}};
  UnitOfWork units_{{pool_, ground_.clock, ground_.entropy, *ground_.keys, *ground_.trail}};
  AgreementApi agreements_{{units_, pool_, store_, library_, ground_.clock}};
  FactsCache cache_{8};
  SeenBeside beside_{store_, pool_, *ground_.keys, 8};
  HomeworkApi homework_{{units_, pool_, store_, library_, *ground_.keys, ground_.clock, cache_, beside_}};
  RepairApi repairs_{{units_, pool_, store_, *ground_.keys}};
  JournalApi journals_{{units_, pool_, store_, *ground_.keys}};
  LimitsApi limits_{{units_, pool_, store_}};
  CoachingApi coaching_{{units_, pool_, store_, *ground_.keys}};
};

}  // namespace adagio::homework
