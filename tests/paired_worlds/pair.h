#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "tests/paired_worlds/plot.h"
#include "tests/paired_worlds/side.h"

namespace adagio::test {

// The two worlds, each on a server of its own with a clock of its own, and ways to them for each lane.
class Worlds {
 public:
  explicit Worlds(int lanes);

  Site& site(int world) { return *sites_[static_cast<size_t>(world)]; }
  Asker& asker(int world, int lane) { return *askers_[static_cast<size_t>(lane * kWorlds + world)]; }
  // Both clocks together, no call being under way.
  void Pass(int64_t seconds);

 private:
  std::array<std::unique_ptr<Site>, kWorlds> sites_;
  std::vector<std::unique_ptr<Asker>> askers_;
};

// How much was told and compared.
struct Tally {
  int64_t stories = 0, asked = 0, bytes = 0, deeds = 0, differing_deeds = 0, differing_bytes = 0, pauses = 0;
  std::map<std::string, int64_t> of, answered;  // by method

  void Add(const Tally& other);
};

enum class Cast {
  kCouple,         // the second of two observes
  kThree,          // two of three observe
  kThreeOneApart,  // the third observes, the other two live two lives together
};

// One story in two worlds. Its observers do and ask the same in both, and must see the same.
class Pair {
 public:
  Pair(Worlds& worlds, int lane, uint64_t seed, Cast cast);

  // From now on a second passes before each call of an observer. For a story that is told alone.
  void PassTimeIn(Worlds& worlds) { passing_ = &worlds; }

  // Draws what is done while `lengths` pass. Nothing any more once it has ended, or differs.
  void Draw(const Lengths& lengths);
  // Does what belongs before that part of the time, in each world.
  void DoDeeds(int moment);
  // What is done in both alike, and then what the observers look at.
  void Meet();
  // Everything once.
  void AskEverything();

  // What differs, with the story up to there; empty where nothing does.
  const std::string& difference() const { return difference_; }
  const Tally& tally() const { return tally_; }
  // The story so far, as people read it.
  const std::string& told() const { return told_; }

 private:
  bool IsObserver(int who) const;
  int OneOf(const std::vector<int>& people) { return people[random_() % people.size()]; }
  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  int64_t clock() const { return plot_->imagined(0).unit().clock; }
  void Note(const std::string& line) { told_ += line + "\n"; }

  void PassASecond();
  void DoCommon(const Command& command);
  void ShareInBoth();
  void Look(int who);
  void AskAs(int who, const Asking& asking, Aim aim);
  // In both worlds; what an observer sees is compared.
  std::array<Seen, kWorlds> AskDraft(int who, const Draft& draft);
  // An intake from the first item to the last, one answer of it shared, and quoted.
  void TakeIntake(int who);
  void Compare(int who, const std::array<Question, kWorlds>& questions, const std::array<Seen, kWorlds>& seen);

  Worlds* passing_ = nullptr;
  std::array<std::unique_ptr<Side>, kWorlds> sides_;
  std::unique_ptr<Plot> plot_;
  std::vector<int> observers_, others_;
  Random random_;
  std::array<Random, kWorlds> privately_;
  std::array<std::vector<Deed>, kWorlds> deeds_;
  // When the parts of time begin that deeds_ speak of, since the story's beginning, and how long they are.
  int64_t begun_ = 0;
  Lengths lengths_{};
  Tally tally_;
  std::string told_, difference_;
  bool shares_ = false;  // something shared may not have reached yet
  bool ended_ = false, took_intake_ = false;
};

}  // namespace adagio::test
