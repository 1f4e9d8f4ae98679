#include "tests/model/story.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace adagio::test {
namespace {

using reference::Reasons;

// An answer is kept for a week.
constexpr int64_t kKept = 7 * reference::kDay;

std::string Differ(const std::string& what, const std::string& is, const std::string& must) {
  return is == must ? "" : absl::StrCat(what, "\n  is:\n", is, "\n  must be:\n", must);
}

}  // namespace

std::string Story::Play(const Command& c) {
  told_.push_back(c);
  if (waiting_.has_value()) {
    const Command first = *std::exchange(waiting_, std::nullopt);
    const bool together = c.act != Act::kTimePasses && c.manner == Manner::kOnce && imagined_.MakesSense(c);
    if (together) return PlayAtOnce(first, c);
    if (std::string difference = PlayAlone(first); !difference.empty()) return difference;
  }
  if (c.act == Act::kTimePasses) return CompareTime(c);
  if (c.manner == Manner::kLate) return PlayAgain(c);
  if (!imagined_.MakesSense(c)) return "";
  if (c.manner != Manner::kAtOnce) return PlayAlone(c);
  waiting_ = c;
  return "";
}

std::string Story::PlayAlone(const Command& c) {
  const int64_t clock = imagined_.unit().clock;
  const Player::Request request = player_.RequestFor(c, clock);
  const Reasons reasons = imagined_.Do(c);
  const Outcome outcome = request(c.number);
  ++count_.commands;
  count_.refused += reasons != 0;
  if (!Allows(reasons, outcome.code)) return absl::StrCat("answered ", outcome.code, ", must be ", Tell(reasons));
  player_.Learn(c, outcome);
  if (outcome.code == "OK") {
    kept_[c.number] = {c, request, outcome, imagined_.unit().now()};
    if (!outcome.shown.empty()) {
      if (auto differs = Differ("the answer", outcome.shown, imagined_.AnswerTo(c)); !differs.empty()) return differs;
    }
    if (c.act == Act::kRelease) {
      auto differs = Differ("the overlap", outcome.overlap, imagined_.OverlapOf(c.people));
      if (!differs.empty()) return differs;
    }
  }
  if (std::string difference = Repeat(c, request, outcome, reasons); !difference.empty()) return difference;
  return CompareViews(imagined_, c);
}

std::string Story::Repeat(const Command& c, const Player::Request& request, const Outcome& outcome, Reasons reasons) {
  if (c.manner == Manner::kTwice) {
    ++count_.repeated;
    const Outcome again = request(c.number + 1);
    if (!Allows(reasons, again.code)) return absl::StrCat("the second time answered ", again.code);
    return Differ("the second answer", absl::CHexEscape(again.bytes), absl::CHexEscape(outcome.bytes));
  }
  const bool another = c.act == Act::kAnswer || c.act == Act::kStance;
  if (c.manner == Manner::kReused && another && outcome.code == "OK") {
    ++count_.repeated;
    return Differ("another request under its id", player_.OtherBody(c)(c.number + 1).code, "REQUEST_ID_REUSED");
  }
  return "";
}

std::string Story::PlayAgain(const Command& c) {
  const auto found = kept_.find(c.again);
  if (found == kept_.end()) return "";
  const Kept& kept = found->second;
  const int64_t since = imagined_.unit().now() - kept.at;
  if (since >= kKept) return "";
  ++count_.commands;
  ++count_.repeated;
  const Outcome again = kept.request(c.number);
  const bool may = imagined_.MayRepeat(kept.command);
  std::string difference = Differ("the late answer", again.code, may ? "OK" : "ACCESS_DENIED");
  if (difference.empty() && may) {
    difference = Differ("the late answer", absl::CHexEscape(again.bytes), absl::CHexEscape(kept.outcome.bytes));
  }
  return difference.empty() ? CompareViews(imagined_, kept.command) : difference;
}

std::string Story::PlayAtOnce(const Command& one, const Command& other) {
  const Player::Request first = player_.RequestFor(one, imagined_.unit().clock);
  const Player::Request second = player_.RequestFor(other, imagined_.unit().clock);
  Outcome of_first, of_second;
  std::thread at_once([&] { of_first = first(0); });
  of_second = second(1);
  at_once.join();
  count_.commands += 2;
  ++count_.at_once;
  std::string difference;
  for (const bool in_order : {true, false}) {
    Imagined after = imagined_;
    const Reasons earlier = after.Do(in_order ? one : other);
    const Reasons later = after.Do(in_order ? other : one);
    if (!Allows(in_order ? earlier : later, of_first.code)) continue;
    if (!Allows(in_order ? later : earlier, of_second.code)) continue;
    difference = CompareViews(after, one);
    if (!difference.empty()) continue;
    imagined_ = std::move(after);
    return "";
  }
  return absl::StrCat("in neither order; answered ", of_first.code, " and ", of_second.code, "; ", difference);
}

// What one of them sees, in turn.
std::string Story::CompareTime(const Command& c) {
  imagined_.Do(c);
  ++count_.compared;
  const int people = static_cast<int>(imagined_.unit().people.size());
  const int who = c.number % (people + 1);
  if (who == people) return Differ("what Thea sees", player_.TherapistsView(c.number), imagined_.TherapistsView());
  if (imagined_.unit().people[static_cast<size_t>(who)].left) return "";
  return Differ(absl::StrCat("what partner ", who, " sees"), player_.ViewOf(who, c.number), imagined_.ViewOf(who));
}

std::string Story::CompareViews(const Imagined& imagined, const Command& c) {
  ++count_.compared;
  int server = c.number;
  for (int who = 0; who < static_cast<int>(imagined.unit().people.size()); ++who) {
    if (imagined.unit().people[static_cast<size_t>(who)].left) continue;
    const std::string seen = player_.ViewOf(who, ++server);
    auto differs = Differ(absl::StrCat("what partner ", who, " sees"), seen, imagined.ViewOf(who));
    if (!differs.empty()) return differs;
  }
  if (!IsTherapists(c.act) && !imagined.unit().people[static_cast<size_t>(c.who)].left) {
    auto differs = Differ("what rests", player_.RestingOf(c.who, ++server), imagined.RestingOf(c.who));
    if (!differs.empty()) return differs;
  }
  if (IsAboutLadder(c.act)) {
    auto differs = Differ("the ladder", player_.LadderView(++server), imagined.LadderView());
    if (!differs.empty()) return differs;
  }
  return Differ("what Thea sees", player_.TherapistsView(++server), imagined.TherapistsView());
}

std::vector<Command> Shorten(std::vector<Command> story,
                             const std::function<bool(const std::vector<Command>&)>& differs, int most) {
  for (size_t size = std::max<size_t>(story.size() / 2, 1); most > 0;) {
    bool shorter = false;
    for (size_t end = story.size(); end > 0 && most > 0; end -= std::min(end, size)) {
      std::vector<Command> without = story;
      const size_t from = end - std::min(end, size);
      without.erase(without.begin() + static_cast<ptrdiff_t>(from), without.begin() + static_cast<ptrdiff_t>(end));
      --most;
      if (without.empty() || !differs(without)) continue;
      story = std::move(without);
      shorter = true;
    }
    if (size == 1 && !shorter) break;
    if (!shorter || size > story.size()) size = std::max<size_t>(std::min(size, story.size()) / 2, 1);
  }
  return story;
}

}  // namespace adagio::test
