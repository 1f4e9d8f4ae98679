#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "adagio/homework/v1/homework.grpc.pb.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "tests/support/person.h"

namespace adagio::test {

// Two partners with their therapist: both are cleared, and an agreement that covers every activity of kActivities is
// released.
struct Couple {
  std::string unit;  // these are resource names
  std::string agreement;
  std::string pat_name;
  std::string dana_name;
  Person thea;
  Person pat;
  Person dana;
};

inline constexpr const char* kActivities[] = {"hand_holding", "sitting_close", "six_second_hug", "back_rub_clothed"};

// A practice with a therapist, made through the public contracts. Each function throws where a call is refused.
class Practice {
 public:
  // `data` is the data folder of the server behind `line`: its issuer signs the tokens.
  Practice(const Line& line, const std::filesystem::path& data);

  // The practice's resource name.
  const std::string& name() const { return name_; }
  const Person& thea() const { return thea_; }
  Couple AddCouple(const Line& line);
  // With a token of this practice's; whether it has such an account is another matter. "admin" administers it.
  Person SignIn(Role role, const std::string& login) const;

 private:
  void Clear(const Line& line, const std::string& partner) const;
  void Agree(const Line& line, Couple& couple) const;

  rpc::EmbeddedIssuer issuer_;
  std::string name_;
  Person thea_;
  int couples_ = 0;
};

// A request with a new request id.
template <typename Request>
Request New() {
  Request request;
  request.set_request_id(NewId());
  return request;
}

// Offers `activity` to both from now on, for a month.
homework::v1::OfferAssignmentRequest OfferOf(const Couple& couple, const std::string& activity);
homework::v1::AnswerAssignmentRequest AnswerTo(const std::string& assignment, homework::v1::AnswerKind answer);
homework::v1::PauseAssignmentRequest PauseOf(const std::string& assignment);
homework::v1::SetStanceRequest StanceTo(const Couple& couple, const std::string& activity, homework::v1::Stance stance);
homework::v1::RecordCheckInRequest CheckInTo(const std::string& assignment, const std::string& felt_good);
homework::v1::GetAssignmentRequest Get(const std::string& assignment);

}  // namespace adagio::test
