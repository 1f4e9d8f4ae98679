#include "tests/paired_worlds/plot.h"

#include <algorithm>

#include "tests/paired_worlds/record.h"

namespace adagio::test {
namespace {

using reference::Said;

constexpr int kTriesOfOneWorld = 12;
constexpr int kTriesOfTheOther = 80;
constexpr int kTriesOfCommon = 12;
constexpr int kMostDeeds = 3;

bool Same(const Command& a, const Command& b) {
  return a.act == b.act && a.who == b.who && a.about == b.about && a.said == b.said && a.activity == b.activity;
}

std::vector<int> OthersOf(int people, const std::vector<int>& observers) {
  std::vector<int> others;
  for (int who = 0; who < people; ++who) {
    if (std::find(observers.begin(), observers.end(), who) == observers.end()) others.push_back(who);
  }
  return others;
}

// The same things done, at whatever moments.
bool Same(const std::vector<Deed>& a, const std::vector<Deed>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Deed& one, const Deed& other) { return Same(one.command, other.command); });
}
bool AtTheSameMoments(const std::vector<Deed>& a, const std::vector<Deed>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Deed& one, const Deed& other) { return one.moment == other.moment; });
}

}  // namespace

Plot::Plot(uint64_t seed, int people, int64_t epoch, std::vector<int> observers)
    : random_(seed),
      generator_(seed * 31 + 7),
      observers_(std::move(observers)),
      others_(OthersOf(people, observers_)),
      imagined_{Imagined(people, epoch), Imagined(people, epoch)} {}

bool Plot::IsObservers(const Command& command) const {
  return !IsTherapists(command.act) && std::find(observers_.begin(), observers_.end(), command.who) != observers_.end();
}

// Often what stops a step or lets it go on, in one of all the ways there are: it is about those that the story is.
Command Plot::DrawDeed(const Imagined& imagined) {
  Command command = generator_.Next(imagined, ++number_).front();
  std::vector<int> open;
  for (const auto& [number, assignment] : imagined.assignments()) {
    if (!imagined.unit().IsOver(assignment)) open.push_back(number);
  }
  if (open.empty() || Below(100) < 35) return command;
  command.about = open[static_cast<size_t>(Below(static_cast<int>(open.size())))];
  const reference::Assignment& step =
      imagined.unit().assignments[static_cast<size_t>(imagined.assignments().at(command.about))];
  command.who = others_[static_cast<size_t>(Below(static_cast<int>(others_.size())))];
  command.people = step.who;
  command.activity = step.activity;
  command.yes = Below(2) == 0;
  command.figure = 100;
  static constexpr Said kSaid[] = {Said::kYes, Said::kYes, Said::kTentative, Said::kSoftNo, Said::kNo};
  command.said = kSaid[Below(std::size(kSaid))];
  static constexpr Act kActs[] = {Act::kAnswer, Act::kAnswer,     Act::kAnswer,      Act::kPause,
                                  Act::kStance, Act::kCheckIn,    Act::kSetDayAside, Act::kSpeakAgainst,
                                  Act::kHold,   Act::kLift,       Act::kLift,        Act::kTherapistPauses,
                                  Act::kResume, Act::kOpenRepair, Act::kReopen};
  command.act = kActs[Below(std::size(kActs))];
  if (command.act == Act::kOpenRepair && !reference::Has(step.who, command.who)) command.act = Act::kHold;
  return command;
}

std::vector<Deed> Plot::DrawSome(const Imagined& imagined) {
  Imagined then = imagined;
  std::vector<Deed> deeds;
  int moment = 0;
  for (int left = 1 + Below(kMostDeeds); left > 0; --left) {
    Command command = DrawDeed(then);
    command.sender = Sender::kRight;
    command.manner = Manner::kOnce;
    if (IsObservers(command) || !then.MakesSense(command)) continue;
    moment = std::min(moment + Below(kMoments), kMoments - 1);
    if (then.Do(command) != 0) continue;  // what is refused changes nothing; it would only cost a call
    deeds.push_back({moment, command});
  }
  return deeds;
}

Plot::Values Plot::Course(Imagined& imagined, const std::vector<Deed>& deeds, const Lengths& lengths, bool shares,
                          const Values* like) const {
  Values course = {RecordsOf(imagined, observers_, shares)};
  // False once it cannot become `like` any more.
  const auto note = [&] {
    std::string now = RecordsOf(imagined, observers_, shares);
    if (now != course.back()) course.push_back(std::move(now));
    return like == nullptr || (course.size() <= like->size() && course.back() == (*like)[course.size() - 1]);
  };
  for (int moment = 0; moment < kMoments; ++moment) {
    for (const Deed& deed : deeds) {
      if (deed.moment != moment) continue;
      imagined.Do(deed.command);
      if (!note()) return {};
    }
    imagined.Do({.act = Act::kTimePasses, .seconds = lengths[static_cast<size_t>(moment)]});
    if (!note()) return {};
  }
  return course;
}

bool Plot::DrawDeeds(const Lengths& lengths, bool shares, std::array<std::vector<Deed>, kWorlds>& deeds) {
  for (int tries = 0; tries < kTriesOfOneWorld; ++tries) {
    Imagined one = imagined_[0];
    deeds[0] = DrawSome(one);
    const Values course = Course(one, deeds[0], lengths, shares, nullptr);
    // Mostly something that shows.
    if (course.size() < 2 && tries < kTriesOfOneWorld - 2) continue;
    for (int other_tries = 0; other_tries < kTriesOfTheOther; ++other_tries) {
      Imagined other = imagined_[1];
      deeds[1] = other_tries == 0 ? std::vector<Deed>() : DrawSome(other);
      // The same on both sides is no difference; at other moments it is a small one.
      const bool late = other_tries > kTriesOfTheOther * 3 / 4;
      if (Same(deeds[0], deeds[1]) && (!late || AtTheSameMoments(deeds[0], deeds[1]))) continue;
      if (Course(other, deeds[1], lengths, shares, &course) != course) continue;
      imagined_ = {std::move(one), std::move(other)};
      return true;
    }
  }
  deeds = {};
  std::array<Imagined, kWorlds> then = imagined_;
  const Values course = Course(then[0], {}, lengths, shares, nullptr);
  if (Course(then[1], {}, lengths, shares, &course) != course) return false;
  imagined_ = std::move(then);
  return true;
}

void Plot::GoOnWithARepair(int observer, Command& command) {
  const reference::Reference& unit = imagined_[0].unit();
  for (auto opened = imagined_[0].repairs().rbegin(); opened != imagined_[0].repairs().rend(); ++opened) {
    const reference::Repair& repair = unit.repairs[static_cast<size_t>(opened->second)];
    if (repair.closed || !reference::Has(repair.who, observer)) continue;
    command.about = opened->first;
    command.who = observer;
    if (!repair.agreed) {
      command.act = Act::kAgreeToRelease;
      command.who = repair.opener;
    } else if (!repair.released) {
      command.act = Act::kReleaseRepair;
    } else if (repair.opener == observer && repair.owned != 0) {
      command.act = Act::kAcknowledge;
    } else {
      command.act = Act::kOwn;
      while (command.who == repair.opener || !reference::Has(repair.who, command.who)) {
        command.who = Below(static_cast<int>(unit.people.size()));
      }
    }
    return;
  }
}

std::vector<Command> Plot::DrawCommon(bool shares) {
  for (int tries = 0; tries < kTriesOfCommon; ++tries) {
    Command command = generator_.Next(imagined_[static_cast<size_t>(Below(kWorlds))], ++number_).front();
    // Mostly what those who observe answer, and offers; now and then a repair of their own.
    const int observer = observers_[static_cast<size_t>(Below(static_cast<int>(observers_.size())))];
    if (Below(30) == 0) {
      command.act = Act::kOpenRepair;
      command.who = observer;
      command.people = (1u << imagined_[0].unit().people.size()) - 1;
      command.yes = false;
    } else if (Below(10) == 0) {
      GoOnWithARepair(observer, command);
    } else if (IsAboutAssignment(command.act) && Below(2) == 0) {
      command.act = Act::kAnswer;
      command.who = observer;
      command.said = Below(4) == 0 ? Said::kTentative : Said::kYes;
    }
    command.sender = Sender::kRight;
    if (command.manner == Manner::kLate || command.manner == Manner::kAtOnce) command.manner = Manner::kOnce;
    std::array<Imagined, kWorlds> then = imagined_;
    const bool makes_sense = std::all_of(then.begin(), then.end(), [&](const Imagined& imagined) {
      const bool lifts_nothing =
          command.act == Act::kLift && imagined.unit().people[static_cast<size_t>(command.who)].holds == 0;
      return imagined.MakesSense(command) && !lifts_nothing;
    });
    if (!makes_sense) continue;
    // What an observer is answered may never differ; what others are answered is theirs.
    for (Imagined& imagined : then) imagined.Do(command);
    std::swap(then, imagined_);
    if (Equal(shares)) return {command};
    std::swap(then, imagined_);
  }
  return {};
}

void Plot::PassInBoth(int64_t seconds) {
  for (Imagined& imagined : imagined_) imagined.Do({.act = Act::kTimePasses, .seconds = seconds});
}

bool Plot::Equal(bool shares) const {
  return RecordsOf(imagined_[0], observers_, shares) == RecordsOf(imagined_[1], observers_, shares);
}

bool Plot::ReachesAlike() const { return Equal(true); }

bool Plot::HasReached() const { return AllTogether(imagined_[0]) && AllTogether(imagined_[1]); }

}  // namespace adagio::test
