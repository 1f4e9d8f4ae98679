#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "adagio/homework/v1/homework.pb.h"
#include "tests/model/command.h"
#include "tests/model/site.h"

namespace adagio::test {

// How one request ended.
struct Outcome {
  std::string code;   // "OK" or the reason's name
  std::string bytes;  // of the answer
  std::string shown;  // the assignment in it, as a line of the sender's view; empty: it has none
  std::string overlap;
  std::string made;  // the name of the assignment or repair in it
};

// A request as it is sent: its message and who sends it.
struct Prepared {
  const google::protobuf::Descriptor* message = nullptr;
  std::string bytes;
  std::string token;
};

// Plays commands on a real unit. One thread at a time, but for Send.
class Player {
 public:
  Player(Site& site, const RealUnit& unit, int lane) : site_(site), unit_(unit), lane_(lane) {
    agreements_[(1u << unit.partners.size()) - 1] = unit.agreement;
  }

  // A request, ready to be sent any number of times.
  using Request = std::function<Outcome(int server)>;
  // `clock`: of the story's beginning, in seconds.
  Request RequestFor(const Command& command, int64_t clock);
  // The one made last, for who sends it in another way.
  const Prepared& last() const { return last_; }
  // Another answer or stance under the id of the last one made.
  Request OtherBody(const Command& command);
  // What has come of it: names to call things by.
  void Learn(const Command& command, const Outcome& outcome);

  std::string ViewOf(int who, int server);
  std::string TherapistsView(int server);
  std::string LadderView(int server);
  std::string RestingOf(int who, int server);

 private:
  template <typename Method, typename Message>
  Request Sending(const Person& sender, Method method, Message message);
  const Person& SenderOf(const Command& command) const;
  Request OfPartner(const Command& command);
  Request OfTherapist(const Command& command, int64_t clock);
  Request AboutAgreement(const Command& command, int64_t clock);
  Request AboutRepair(const Command& command);
  Request AboutLadder(const Command& command);
  Request AboutPartner(const Command& command);
  homework::v1::Terms TermsOf(const Command& command, int64_t clock) const;
  template <typename Names>
  void Name(reference::People people, Names* names) const;
  std::string HoldOf(int who);
  std::string LineOf(const homework::v1::Assignment& assignment) const;
  int NumberOf(const std::string& name) const;

  Site& site_;
  const RealUnit unit_;
  const int lane_;
  std::map<int, std::string> names_;  // of assignments and repairs, by the command that made them
  std::map<std::string, int> numbers_;
  std::map<reference::People, std::string> agreements_;
  std::map<int, std::string> lifted_;  // a hold of each that was lifted
  std::string last_id_;
  Prepared last_;
};

}  // namespace adagio::test
