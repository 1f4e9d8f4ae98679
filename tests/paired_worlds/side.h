#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/model/player.h"
#include "tests/paired_worlds/draft.h"
#include "tests/paired_worlds/eye.h"

namespace adagio::test {

// What stops joint work of a partner without a word of theirs, or by one item of theirs. One command of the model,
// since to partners they must be one.
enum class Holding { kHold, kPositiveScreen, kUnfinishedScreen, kSafetyItem };

// A story in one world: its real unit, and what each of its people knows there.
class Side {
 public:
  // Asks over `asker`, which is no other thread's. What `observers` are told, they are told in both worlds.
  Side(Site& site, Asker& asker, RealUnit unit, int lane, std::vector<int> observers);

  // Does a command of the model; gives what its sender saw. `clock`: of the story's beginning, in seconds.
  Seen Do(const Command& command, int64_t clock, Random& random);
  // The last request of a partner, and it once more, byte for byte.
  Question last_question() const;
  Seen Repeat();
  // Another request under its id; none where there is no such.
  std::optional<Seen> OtherBody(const Command& command);

  // Asks what `draft` means here, as a partner.
  Question QuestionOf(int who, const Draft& draft) const;
  Seen Ask(const Question& question) { return asker_.Ask(question); }
  // `who` keeps in mind what was answered.
  void Told(int who, const Question& question, const Seen& seen);
  // Something that somebody does for themselves, here alone.
  std::string DoForOneself(int who, int64_t clock, Random& random);
  // Drafts and milestones of the therapist's for `whom`; `released`: for all to see.
  void Write(const std::vector<int>& whom, const std::string& text, bool released);

  // The therapist asks `who` whether `words`, their answer to `item` of the intake, may be quoted.
  void AskToQuote(int who, const std::string& item, const std::string& words);

  const RealUnit& unit() const { return unit_; }
  Knowledge& told(int who) { return told_[static_cast<size_t>(who)]; }
  Eye& eye(int who) { return eyes_[static_cast<size_t>(who)]; }
  // What was made in this world alone, and is kept from those who observe.
  void Keep(const Command& command, const Outcome& outcome);

 private:
  Seen Send(const Prepared& prepared);
  bool Observes(int who) const;
  void Hold(int who, Holding holding);
  bool Lift(int who);
  void Screen(int who, int items, int value);
  void SayUnsafe(int who);

  Site& site_;
  Asker& asker_;
  const RealUnit unit_;
  const int lane_;
  const std::vector<int> observers_;
  Player player_;
  std::vector<Knowledge> told_, own_;
  std::vector<Eye> eyes_;
  Knowledge kept_;
  std::map<int, std::vector<Holding>> holdings_;  // that stand, by whom they hold
  Prepared last_;
};

}  // namespace adagio::test
