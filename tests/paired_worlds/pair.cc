#include "tests/paired_worlds/pair.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "tests/support/contracts.h"

namespace adagio::test {
namespace {

// The first message of a watch comes at once; the machine may be busy.
constexpr absl::Duration kPatienceOfAStream = absl::Seconds(25);

std::vector<int> ObserversOf(Cast cast) {
  if (cast == Cast::kCouple) return {1};
  return cast == Cast::kThree ? std::vector<int>{1, 2} : std::vector<int>{2};
}

std::string NameOfWorld(int world) { return world == 0 ? "one world" : "the other"; }

}  // namespace

Worlds::Worlds(int lanes) {
  for (auto& site : sites_) site = std::make_unique<Site>(Site::Servers::kOne);
  for (int lane = 0; lane < lanes; ++lane) {
    for (auto& site : sites_) askers_.push_back(std::make_unique<Asker>(site->address(), kPatienceOfAStream));
  }
}

void Worlds::Pass(int64_t seconds) {
  for (auto& site : sites_) site->Move(seconds);
}

void Tally::Add(const Tally& other) {
  stories += other.stories;
  asked += other.asked;
  bytes += other.bytes;
  deeds += other.deeds;
  differing_deeds += other.differing_deeds;
  differing_bytes += other.differing_bytes;
  pauses += other.pauses;
  for (const auto& [method, times] : other.of) of[method] += times;
  for (const auto& [method, times] : other.answered) answered[method] += times;
}

Pair::Pair(Worlds& worlds, int lane, uint64_t seed, Cast cast)
    : observers_(ObserversOf(cast)), random_(seed), privately_{Random(seed * 2 + 1), Random(seed * 2 + 2)} {
  const int people = cast == Cast::kCouple ? 2 : 3;
  std::vector<size_t> order;
  for (int world = 0; world < kWorlds; ++world) {
    Site& site = worlds.site(world);
    RealUnit unit = site.AddUnit(people, lane, order);
    order = OrderOf(unit);
    sides_[static_cast<size_t>(world)] =
        std::make_unique<Side>(site, worlds.asker(world, lane), std::move(unit), lane, observers_);
  }
  for (int who = 0; who < people; ++who) {
    if (!IsObserver(who)) others_.push_back(who);
  }
  plot_ = std::make_unique<Plot>(seed, people, sides_[0]->unit().epoch, observers_);
  tally_.stories = 1;
  Note(absl::StrCat("seed ", seed, ", ", people, " partners"));
  Meet();
}

bool Pair::IsObserver(int who) const {
  return std::find(observers_.begin(), observers_.end(), who) != observers_.end();
}

void Pair::Draw(const Lengths& lengths) {
  deeds_ = {};
  if (ended_) return;
  shares_ = shares_ && !plot_->HasReached();
  begun_ = clock();
  lengths_ = lengths;
  ended_ = !plot_->DrawDeeds(lengths, shares_, deeds_);
  tally_.deeds += static_cast<int64_t>(deeds_[0].size() + deeds_[1].size());
}

void Pair::DoDeeds(int moment) {
  if (ended_) return;
  const int64_t now = std::accumulate(lengths_.begin(), lengths_.begin() + moment, begun_);
  for (int world = 0; world < kWorlds; ++world) {
    Side& side = *sides_[static_cast<size_t>(world)];
    Random& random = privately_[static_cast<size_t>(world)];
    for (const Deed& deed : deeds_[static_cast<size_t>(world)]) {
      if (deed.moment != moment) continue;
      const Seen seen = side.Do(deed.command, now, random);
      Note(absl::StrCat("  in ", NameOfWorld(world), ", moment ", moment, ": ", Tell(deed.command), " ", seen.name));
    }
    for (int times = static_cast<int>(random() % 4); times > 1; --times) {
      const int who = others_[random() % others_.size()];
      Note(absl::StrCat("  in ", NameOfWorld(world), ", partner ", who, ": ", side.DoForOneself(who, now, random)));
    }
    if (random() % 8 == 0) {
      side.Write(others_, absl::StrCat("Only of them ", random()), false);
      Note(absl::StrCat("  in ", NameOfWorld(world), ": Thea writes of the others alone"));
    }
  }
}

void Pair::Meet() {
  if (ended_) return;
  for (int times = 1 + Below(4); times > 0 && difference_.empty(); --times) {
    for (const Command& command : plot_->DrawCommon(shares_)) DoCommon(command);
  }
  if (Below(4) == 0) ShareInBoth();
  if (!took_intake_ && Below(12) == 0) {
    took_intake_ = true;
    TakeIntake(OneOf(Below(3) == 0 ? others_ : observers_));
  }
  if (Below(8) == 0) {
    const std::string text = absl::StrCat("For everyone ", random_());
    std::vector<int> all = others_;
    all.insert(all.end(), observers_.begin(), observers_.end());
    for (auto& side : sides_) side->Write(all, text, true);
    Note("Thea releases a formulation and a milestone");
  }
  for (const int who : observers_) Look(who);
}

void Pair::PassASecond() {
  if (passing_ == nullptr) return;
  passing_->Pass(1);
  plot_->PassInBoth(1);
  ended_ = ended_ || !plot_->Equal(shares_);
}

// What an observer does is asked as their questions are; what others do is their own matter.
void Pair::DoCommon(const Command& command) {
  const bool observed = !IsTherapists(command.act) && IsObserver(command.who);
  std::array<Question, kWorlds> questions;
  std::array<Seen, kWorlds> seen, again, other;
  const uint64_t same = random_();
  bool has_other = false;
  PassASecond();
  for (size_t world = 0; world < kWorlds; ++world) {
    Side& side = *sides_[world];
    Random random(same);
    seen[world] = side.Do(command, clock(), random);
    questions[world] = side.last_question();
    if (!observed) {
      if (!IsTherapists(command.act)) side.Told(command.who, questions[world], seen[world]);
      continue;
    }
    if (command.manner == Manner::kTwice) again[world] = side.Repeat();
    if (command.manner == Manner::kReused && seen[world].code == 0) {
      const std::optional<Seen> refused = side.OtherBody(command);
      has_other = refused.has_value();
      if (has_other) other[world] = *refused;
    }
  }
  Note(absl::StrCat("in both: ", Tell(command), " ", seen[0].name));
  if (!observed) return;
  Compare(command.who, questions, seen);
  if (command.manner == Manner::kTwice) Compare(command.who, questions, again);
  if (has_other) Compare(command.who, questions, other);
}

// Somebody else writes something down and lets others read it: the same in both worlds.
void Pair::ShareInBoth() {
  if (!plot_->ReachesAlike()) return;
  const int who = OneOf(others_);
  for (int times = 6; times > 0; --times) {
    std::vector<const Asking*> some;
    for (const auto& [name, asking] : ReviewedAskings()) {
      if (asking.way == (times > 3 ? Way::kOwn : Way::kShare)) some.push_back(&asking);
    }
    const Asking& asking = *some[static_cast<size_t>(Below(static_cast<int>(some.size())))];
    const Draft draft =
        DrawDraft(asking, sides_[0]->told(who), Aim::kKnown, sides_[0]->unit().epoch + clock(), random_);
    std::array<Seen, kWorlds> seen;
    for (size_t world = 0; world < kWorlds; ++world) {
      const Question question = sides_[world]->QuestionOf(who, draft);
      seen[world] = sides_[world]->Ask(question);
      sides_[world]->Told(who, question, seen[world]);
    }
    shares_ = shares_ || (asking.way == Way::kShare && seen[0].code == 0);
    Note(absl::StrCat("in both, partner ", who, ": ", draft.method->name(), " ", seen[0].name, " ", seen[1].name));
  }
}

void Pair::Look(int who) {
  const Askings& askings = ReviewedAskings();
  constexpr int kSomeLooks = 8;
  // What there is to speak of comes first, and the stream before and after it.
  for (const char* first : {"events.v1.EventsService/WatchOwnView", "homework.v1.HomeworkService/ListAssignments",
                            "homework.v1.RepairService/ListRepairs", "homework.v1.RepairService/GetRepair"}) {
    AskAs(who, askings.at(first), Aim::kKnown);
  }
  std::vector<const Asking*> looks, own, acts;
  for (const auto& [name, asking] : askings) {
    if (asking.way == Way::kLook) looks.push_back(&asking);
    if (asking.way == Way::kOwn || asking.way == Way::kShare) own.push_back(&asking);
    if (asking.way == Way::kAct) acts.push_back(&asking);
  }
  const auto some = [&](const std::vector<const Asking*>& from) -> const Asking& {
    return *from[static_cast<size_t>(Below(static_cast<int>(from.size())))];
  };
  for (int n = 0; n < kSomeLooks; ++n) AskAs(who, some(looks), Below(4) == 0 ? Aim::kOthers : Aim::kKnown);
  for (int n = 0; n < 2; ++n) AskAs(who, some(own), Below(4) == 0 ? Aim::kOthers : Aim::kKnown);
  AskAs(who, some(acts), Aim::kOthers);
}

void Pair::AskEverything() {
  if (ended_) return;
  for (const int who : observers_) {
    for (const auto& [name, asking] : ReviewedAskings()) {
      if (asking.way == Way::kNever) continue;
      if (asking.way != Way::kAct) AskAs(who, asking, Aim::kKnown);
      AskAs(who, asking, Aim::kOthers);
    }
  }
}

void Pair::AskAs(int who, const Asking& asking, Aim aim) {
  PassASecond();
  if (ended_) return;
  // What one observer shares with another reaches or not: that may not differ where it is shared.
  const bool shares = asking.way == Way::kShare && observers_.size() > 1;
  if (shares && !plot_->ReachesAlike()) return;
  Asking as = asking;
  if (passing_ != nullptr) as.always.erase("page_size");
  const Draft draft = DrawDraft(as, sides_[0]->told(who), aim, sides_[0]->unit().epoch + clock(), random_);
  shares_ = shares_ || shares;
  AskDraft(who, draft);
}

std::array<Seen, kWorlds> Pair::AskDraft(int who, const Draft& draft) {
  std::array<Question, kWorlds> questions;
  std::array<Seen, kWorlds> seen;
  for (size_t world = 0; world < kWorlds; ++world) {
    questions[world] = sides_[world]->QuestionOf(who, draft);
    seen[world] = sides_[world]->Ask(questions[world]);
    if (!IsObserver(who)) sides_[world]->Told(who, questions[world], seen[world]);
  }
  if (IsObserver(who)) Compare(who, questions, seen);
  return seen;
}

void Pair::Compare(int who, const std::array<Question, kWorlds>& questions, const std::array<Seen, kWorlds>& seen) {
  std::array<std::string, kWorlds> sight;
  for (size_t world = 0; world < kWorlds; ++world) {
    sight[world] = sides_[world]->eye(who).See(questions[world], seen[world]);
    sides_[world]->Told(who, questions[world], seen[world]);
  }
  const std::string method = std::string(absl::StripPrefix(NameOf(*questions[0].method), "adagio."));
  ++tally_.asked;
  ++tally_.of[method];
  tally_.answered[method] += seen[0].code == 0;
  tally_.bytes += static_cast<int64_t>(seen[0].response.size() + seen[0].error.size() + seen[0].metadata.size());
  if (sight[0] == sight[1] || !difference_.empty()) return;
  ended_ = true;
  tally_.differing_bytes += static_cast<int64_t>(std::max(seen[0].response.size(), seen[1].response.size()));
  difference_ = absl::StrCat(told_, "partner ", who, " calls ", method, "\n--- in one world\n", sight[0],
                             "\n--- in the other\n", sight[1], "\n");
}

}  // namespace adagio::test
