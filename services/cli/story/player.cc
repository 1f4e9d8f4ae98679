#include "services/cli/story/player.h"

#include <latch>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/cli/story/prepare.h"
#include "services/cli/story/times.h"
#include "services/platform/foundation/status.h"

namespace adagio::story {
namespace {

absl::Status At(const Step& step, const absl::Status& status) {
  if (status.ok()) return status;
  std::string who = absl::StrCat("step ", step.number);
  if (step.method != nullptr) absl::StrAppend(&who, " (", step.method->name(), " as ", step.frame.as(), ")");
  return absl::FailedPreconditionError(absl::StrCat(step.file, ":", step.line, ": ", who, ": ", status.message()));
}

}  // namespace

struct Player::Line {
  const Step& step;
  const Actor* actor;
  std::unique_ptr<google::protobuf::Message> request;
  std::string token;
  Outcome outcome;
};

absl::Status Player::Play(const Story& story, uint64_t seed) {
  story_ = &story;
  ASSIGN_OR_RETURN(ServerClock clock, ServerClock::Begin(server_, story.clocks_go_forward_on_day));
  clock_ = std::make_unique<ServerClock>(clock);
  entropy_ = std::make_unique<SeededEntropy>(seed, absl::ToUnixSeconds(clock.beginning()));
  names_ = std::make_unique<Names>(*entropy_);
  return PlaySteps(story.steps);
}

absl::Status Player::PlaySteps(const std::vector<Step>& steps) {
  for (const Step& step : steps) RETURN_IF_ERROR(PlayStep(step));
  return absl::OkStatus();
}

absl::Status Player::PlayStep(const Step& step) {
  for (Audience* audience : audience_) audience->Announce(step);
  RETURN_IF_ERROR(At(step, MoveClock(step.frame)));
  for (int round = 0; round < step.times; ++round) RETURN_IF_ERROR(PlaySteps(step.repeated));
  if (step.method != nullptr) return PlayCalls({&step});
  std::vector<const Step*> raced;
  for (const Step& racer : step.raced) raced.push_back(&racer);
  if (!raced.empty()) return PlayCalls(raced);
  if (step.repeated.empty()) ++steps_played_;
  return absl::OkStatus();
}

absl::Status Player::MoveClock(const StepFrame& frame) {
  if (!frame.advance().empty()) {
    ASSIGN_OR_RETURN(const absl::Duration by, ParseLength(frame.advance()));
    return clock_->Advance(by);
  }
  if (frame.until().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const absl::Time until, ParseMoment(frame.until(), clock_->Now()));
  return clock_->Advance(until - clock_->Now());
}

// Makes the calls at once, from one barrier, and judges them in the story's order.
absl::Status Player::PlayCalls(const std::vector<const Step*>& steps) {
  std::vector<Line> lines;
  for (const Step* step : steps) {
    absl::StatusOr<Line> line = Rehearse(*step);
    RETURN_IF_ERROR(At(*step, line.status()));
    lines.push_back(*std::move(line));
  }
  std::latch start(static_cast<std::ptrdiff_t>(lines.size()));
  std::vector<std::thread> racers;
  const auto call = [&](Line& line) {
    start.arrive_and_wait();
    line.outcome = server_.Call(*line.step.method, *line.request, line.token);
  };
  for (size_t i = 1; i < lines.size(); ++i) racers.emplace_back([&call, &line = lines[i]] { call(line); });
  call(lines[0]);
  for (std::thread& racer : racers) racer.join();

  for (const Line& line : lines) {
    ++steps_played_;
    const absl::Status judged = Judge(line);
    const Scene scene{line.step,        line.actor,    line.request.get(),  &line.outcome,
                      lines.size() > 1, clock_->Now(), clock_->beginning(), *names_};
    for (Audience* audience : audience_) audience->Attend(scene);
    RETURN_IF_ERROR(At(line.step, judged));
  }
  return absl::OkStatus();
}

absl::StatusOr<Player::Line> Player::Rehearse(const Step& step) {
  const Actor* actor = story_->Find(step.frame.as());
  ASSIGN_OR_RETURN(auto request, Prepare(step, clock_->Now(), *names_, *entropy_));
  ASSIGN_OR_RETURN(std::string token, TokenOf(*actor, step.frame.token()));
  return Line{step, actor, std::move(request), std::move(token), Outcome()};
}

absl::StatusOr<std::string> Player::TokenOf(const Actor& actor, Token flaw) {
  if (flaw == NONE || actor.role() == Actor::NOBODY) return std::string();
  ASSIGN_OR_RETURN(const std::string practice, names_->Expand(actor.practice()));
  const bool elsewhere = flaw == OTHER_PRACTICE;
  const std::string uuid =
      elsewhere ? entropy_->NewUuid().ToString() : std::string(absl::StripPrefix(practice, "practices/"));
  return credentials_.Sign(actor, uuid, elsewhere ? GOOD : flaw, clock_->Now());
}

absl::Status Player::Judge(const Line& line) {
  const StepFrame& frame = line.step.frame;
  const Expand expand = [this](absl::string_view text) { return names_->Expand(text); };
  if (!frame.keep().empty()) kept_[frame.keep()] = line.outcome.bytes;
  ASSIGN_OR_RETURN(const std::vector<std::string> wrong,
                   Disappointments(frame, line.outcome, {clock_->Now(), expand, kept_}));
  if (!wrong.empty()) return absl::FailedPreconditionError(absl::StrJoin(wrong, "; "));
  if (line.outcome.answer == nullptr) return absl::OkStatus();
  for (const Remember& remember : frame.remember()) {
    ASSIGN_OR_RETURN(const Path path, ParsePath(remember.path(), line.outcome.answer->GetDescriptor()));
    ASSIGN_OR_RETURN(const std::optional<Place> place, Find(*line.outcome.answer, path, expand));
    if (!place.has_value() || IsAbsent(*place)) {
      return absl::FailedPreconditionError(absl::StrCat("nothing at '", remember.path(), "' to remember"));
    }
    names_->Remember(remember.as(), TextOf(*place));
  }
  return absl::OkStatus();
}

}  // namespace adagio::story
