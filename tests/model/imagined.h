#pragma once

#include <array>
#include <map>
#include <string>

#include "tests/model/command.h"

namespace adagio::test {

// The unit of a story as it must be: the reference, told in commands.
class Imagined {
 public:
  // A unit of so many people on its first day: all cleared, one agreement of everyone in force, one ladder.
  // `epoch`: its first moment, in seconds since 1970.
  Imagined(int people, int64_t epoch);

  // Whether what `command` is about is there. Left out of a story otherwise.
  bool MakesSense(const Command& command) const;
  // Why it must be refused; no reason: it is done.
  reference::Reasons Do(const Command& command);
  // Whether an answer given to `command` and kept would still be given: its sender still belongs to the unit.
  bool MayRepeat(const Command& command) const;

  // What `who` must see, line by line, newest first: the same text as Views::OfPartner. Nobody who has left sees it.
  std::string ViewOf(int who) const;
  // What the therapist must see, as Views::OfTherapist.
  std::string TherapistsView() const;
  // The ladder, step by step.
  std::string LadderView() const;
  // What rests because `who` declined it.
  std::string RestingOf(int who) const;
  // The line of the assignment that `command` is about or has made, for who sent it.
  std::string AnswerTo(const Command& command) const;
  // Of the agreement just released.
  std::string OverlapOf(reference::People people) const;

  const reference::Reference& unit() const { return unit_; }
  const std::map<int, int>& assignments() const { return assignments_; }
  const std::map<int, int>& repairs() const { return repairs_; }

 private:
  reference::Reasons DoAsPartner(const Command& command);
  reference::Reasons DoAsTherapist(const Command& command);
  reference::Reasons OfferOf(const Command& command);
  std::string LineOf(int number, int assignment, int who) const;

  reference::Reference unit_;
  // Indexes in the reference, by the number of the command that made them.
  std::map<int, int> assignments_;
  std::map<int, int> repairs_;
  std::array<int, reference::kMostPeople> lifted_{};
};

// The activities of a new unit's ladder, and the pieces of the lines above, for who makes them from real answers.
extern const std::vector<int> kLadder;
constexpr reference::Activities kAgreedActivities = 0b1101010;
constexpr int64_t kFirstReview = 60 * reference::kDay;
std::string PartnersLine(int number, const std::string& activity, const std::string& state, bool asks,
                         const std::string& own, int64_t length, int64_t occurrence, bool notice);
std::string LaddersLine(int number, const std::string& activity, int64_t length, bool baseline);
std::string TherapistsLine(int number, const std::string& activity, const std::string& state, const std::string& causes,
                           const std::string& sides, int64_t length, int64_t occurrence);

// "ACCESS_DENIED or FIELD_INVALID"; "OK" for none.
std::string Tell(reference::Reasons reasons);
// Whether `code`, a reason's name or "OK", is one that may be given.
bool Allows(reference::Reasons reasons, const std::string& code);

}  // namespace adagio::test
