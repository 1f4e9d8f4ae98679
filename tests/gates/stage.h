#pragma once

#include <string>
#include <vector>

#include "adagio/intake/v1/intake.grpc.pb.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "tests/support/practice.h"

namespace adagio::test {

// Where each service answers: all at one place, or each at its own.
struct Lines {
  Line intake;
  Line homework;
  Line progress;
};

using ScreenAnswers = std::vector<int>;  // of items 1, 2, …; a negative one is no answer

inline constexpr const char* kNobody = "";

// A couple that has an active step together, and what is then recorded of Pat through the public methods. Each act adds
// to what was said of it, where it was refused.
class Stage {
 public:
  Stage(const Lines& lines, const Couple& couple);

  void Screen(intake::v1::ViolenceInstrument instrument, const ScreenAnswers& answers);
  // Naming `consultant`, or nobody.
  void Plan(const std::string& consultant);
  void Hold();
  void LiftHold();
  // Pat's own answer to the item of PHQ-9 about being better off dead, with the items before it or without.
  void AnswerItem9(int value);
  void Triage(progress::v1::TriageOutcome outcome);

  // What follows: what was refused, whether Pat is cleared, the active step as Dana sees it, whether another joint step
  // can be offered, and one for Pat alone.
  std::string Outcome();

 private:
  template <typename Stub, typename Request, typename Response>
  Response Do(const Line& line, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              const Request& request);
  std::string Offered(const homework::v1::OfferAssignmentRequest& offer) const;

  const Lines& lines_;
  const Couple& couple_;
  std::string step_;
  std::string hold_;
  std::vector<std::string> refused_;
};

}  // namespace adagio::test
