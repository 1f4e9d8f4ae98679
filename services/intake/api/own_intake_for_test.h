#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/intake/api/unit_for_test.h"

namespace adagio::intake {

// What partners call of their own intake.
class OwnIntake : public UnitTest {
 protected:
  absl::StatusOr<v1::ConfidencePolicy> Policy(const Scope& scope) {
    const auto got = Call(intake_, scope, &IntakeApi::GetConfidencePolicy, v1::GetConfidencePolicyRequest());
    if (!got.ok()) return got.status();
    return got->policy();
  }
  absl::StatusOr<v1::AcknowledgeConfidencePolicyResponse> Acknowledge(const PartnerId& partner, int version = 1) {
    v1::AcknowledgeConfidencePolicyRequest request;
    request.set_version(version);
    return Call(intake_, Partner(partner), &IntakeApi::AcknowledgeConfidencePolicy, request);
  }
  absl::StatusOr<v1::PublishConfidencePolicyResponse> Publish(int replaces,
                                                              const std::string& words = std::string(100, 'w'),
                                                              Uuid id = {}) {
    v1::PublishConfidencePolicyRequest request;
    request.set_text(words);
    request.set_replaces(replaces);
    return Call(intake_, As(Role::kPracticeAdmin, admin_, UnitId()), &IntakeApi::PublishConfidencePolicy, request, id);
  }
  absl::StatusOr<v1::SaveIntakeAnswerResponse> Save(const PartnerId& partner, absl::string_view item,
                                                    const std::string& text, bool not_now = false, Uuid id = {}) {
    v1::SaveIntakeAnswerRequest request;
    request.set_item(std::string(item));
    request.set_answer(text);
    request.set_not_now(not_now);
    return Call(intake_, Partner(partner), &IntakeApi::SaveIntakeAnswer, request, id);
  }
  absl::StatusOr<v1::SubmitIntakeResponse> Submit(const PartnerId& partner) {
    return Call(intake_, Partner(partner), &IntakeApi::SubmitIntake, v1::SubmitIntakeRequest());
  }
  absl::StatusOr<v1::SaveIntakeAnswerResponse> Choose(const PartnerId& partner, const std::string& item,
                                                      const std::vector<std::string>& keys) {
    v1::SaveIntakeAnswerRequest request;
    request.set_item(item);
    for (const std::string& key : keys) request.add_chosen(key);
    return Call(intake_, Partner(partner), &IntakeApi::SaveIntakeAnswer, request);
  }
  // Every item in words that must be answered, and nothing else.
  void AnswerAll(const PartnerId& partner) {
    for (const char* item : {"goals", "triggers"}) {
      const auto saved = Save(partner, item, "words on " + std::string(item));
      ASSERT_TRUE(saved.ok()) << saved.status();
    }
  }
  absl::StatusOr<v1::ReviseIntakeResponse> Revise(const PartnerId& partner) {
    return Call(intake_, Partner(partner), &IntakeApi::ReviseIntake, v1::ReviseIntakeRequest());
  }
  v1::Intake Own(const PartnerId& partner, int version = 0) {
    v1::GetOwnIntakeRequest request;
    request.set_version(version);
    const auto got = Call(intake_, Partner(partner), &IntakeApi::GetOwnIntake, request);
    EXPECT_TRUE(got.ok()) << got.status();
    return got.ok() ? got->intake() : v1::Intake();
  }
  absl::StatusOr<v1::GetPartnerIntakeResponse> Read(const Scope& scope, const std::string& partner, int version = 0) {
    v1::GetPartnerIntakeRequest request;
    request.set_partner(partner);
    request.set_version(version);
    return Call(intake_, scope, &IntakeApi::GetPartnerIntake, request);
  }
  const Uuid admin_ = NewId();

  static const v1::IntakeItem& Item(const v1::Intake& intake, const std::string& key) {
    for (const v1::IntakeItem& item : intake.items()) {
      if (item.item() == key) return item;
    }
    ADD_FAILURE() << key << " is not shown";
    return v1::IntakeItem::default_instance();
  }
  static bool Shows(const v1::Intake& intake, const std::string& key) {
    for (const v1::IntakeItem& item : intake.items()) {
      if (item.item() == key) return true;
    }
    return false;
  }
};

}  // namespace adagio::intake
