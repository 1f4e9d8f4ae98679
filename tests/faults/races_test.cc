#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <barrier>
#include <iostream>
#include <set>
#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tests/support/practice.h"
#include "tests/support/server_process.h"

// Two servers on one database: what one of them has acknowledged, no call that starts later may contradict on either.

namespace adagio::test {
namespace {

using homework::v1::AgreementService;
using homework::v1::HomeworkService;

class Races : public testing::Test {
 protected:
  std::string data() const { return folder_.path().string(); }
  const Line& line(int server) const { return lines_[static_cast<size_t>(server % 2)]; }

  const storage::TestFolder folder_;
  ServerProcess first_{{"--data=" + data()}};
  ServerProcess second_{{"--join=" + data()}};
  const std::array<Line, 2> lines_ = {Line(first_.address()), Line(second_.address())};
  Practice practice_{lines_[0], data()};
  const Couple couple_ = practice_.AddCouple(lines_[0]);
};

// Dana withdraws while Pat's yes, the last one missing, is on its way; a third party looks on all the time.
class Withdrawal {
 public:
  Withdrawal(const Couple& couple, const std::array<Line, 2>& lines, std::string assignment)
      : couple_(couple), lines_(lines), assignment_(std::move(assignment)) {}

  struct Tally {
    int trials = 0;
    int activated_first = 0;  // Pat's yes came first: it was active for a moment
    int looks = 0;            // calls that started after the withdrawal had returned
    int violations = 0;
    int failures = 0;  // calls that did not end as they must
  };

  void Run(int trials) {
    std::array<std::thread, 3> threads = {std::thread([&] { Each(trials, [&](int i) { Withdraw(i); }); }),
                                          std::thread([&] { Each(trials, [&](int i) { Agree(i); }); }),
                                          std::thread([&] { Each(trials, [&](int i) { Watch(i); }); })};
    for (std::thread& thread : threads) thread.join();
    tally_.trials = trials;
  }

  Tally tally() const {
    return {tally_.trials, activated_first_.load(), looks_.load(), violations_.load(), failures_.load()};
  }

 private:
  static constexpr int kMostLooks = 1000;

  const Line& line(int i) const { return lines_[static_cast<size_t>(i) % 2]; }

  template <typename Part>
  void Each(int trials, Part part) {
    for (int i = 0; i < trials; ++i) {
      start_.arrive_and_wait();
      part(i);
      end_.arrive_and_wait();
    }
  }

  // Every second pair of trials goes through one server alone.
  void Withdraw(int i) {
    const bool by_no = i % 3 == 0;
    homework::v1::AssignmentState left = homework::v1::ASSIGNMENT_STATE_UNSPECIFIED;
    if (by_no) {
      const auto reply = couple_.dana.Call(line(i), &HomeworkService::Stub::AnswerAssignment,
                                           AnswerTo(assignment_, homework::v1::ANSWER_KIND_NO));
      if (reply.ok()) left = reply.response.assignment().state();
    } else {
      const auto reply = couple_.dana.Call(line(i), &HomeworkService::Stub::PauseAssignment, PauseOf(assignment_));
      if (reply.ok()) left = reply.response.assignment().state();
    }
    withdrawn_ = true;
    if (left != homework::v1::ASSIGNMENT_STATE_PAUSED) ++failures_;
    Look(i, couple_.dana);
    Look(i + 1, couple_.dana);
  }

  void Agree(int i) {
    const auto reply = couple_.pat.Call(line(i / 2), &HomeworkService::Stub::AnswerAssignment,
                                        AnswerTo(assignment_, homework::v1::ANSWER_KIND_YES));
    if (!reply.ok()) ++failures_;
    if (reply.response.assignment().state() == homework::v1::ASSIGNMENT_STATE_ACTIVE) ++activated_first_;
    agreed_ = true;
  }

  void Watch(int i) {
    for (int look = 0; look < kMostLooks && !(withdrawn_ && agreed_); ++look) Look(i + look, couple_.pat);
    Look(i, couple_.pat);
    Look(i + 1, couple_.pat);
  }

  // Only what starts after the withdrawal was acknowledged is bound by it.
  void Look(int i, const Person& viewer) {
    const bool bound = withdrawn_;
    const auto reply = viewer.Call(line(i), &HomeworkService::Stub::GetAssignment, Get(assignment_));
    if (!reply.ok()) ++failures_;
    if (!bound) return;
    ++looks_;
    const homework::v1::AssignmentState state = reply.response.assignment().state();
    if (state == homework::v1::ASSIGNMENT_STATE_ACTIVE) ++violations_;
    if (state != homework::v1::ASSIGNMENT_STATE_PAUSED) ++failures_;
  }

  // Between two trials, in one of the threads: Dana takes every yes back, then gives her own again.
  void Reset() noexcept {
    couple_.dana.Call(lines_[0], &HomeworkService::Stub::PauseAssignment, PauseOf(assignment_));
    const auto reply = couple_.dana.Call(lines_[0], &HomeworkService::Stub::AnswerAssignment,
                                         AnswerTo(assignment_, homework::v1::ANSWER_KIND_YES));
    if (reply.response.assignment().state() != homework::v1::ASSIGNMENT_STATE_OFFERED) ++failures_;
    withdrawn_ = false;
    agreed_ = false;
  }

  struct Resetting {
    Withdrawal* race;
    void operator()() noexcept { race->Reset(); }
  };

  const Couple& couple_;
  const std::array<Line, 2>& lines_;
  const std::string assignment_;
  std::barrier<Resetting> start_{3, Resetting{this}};
  std::barrier<> end_{3};
  std::atomic<bool> withdrawn_ = false;
  std::atomic<bool> agreed_ = false;
  std::atomic<int> activated_first_ = 0;
  std::atomic<int> looks_ = 0;
  std::atomic<int> violations_ = 0;
  std::atomic<int> failures_ = 0;
  Tally tally_;
};

TEST_F(Races, NothingIsActiveOnceAWithdrawalHasReturned) {
  const std::string assignment =
      couple_.thea.Insist(line(0), &HomeworkService::Stub::OfferAssignment, OfferOf(couple_, "sitting_close"))
          .assignment()
          .name();
  const int trials = Long() ? 20000 : 300;
  const absl::Duration began = Elapsed();
  Withdrawal race(couple_, lines_, assignment);
  race.Run(trials);
  const double seconds = absl::ToDoubleSeconds(Elapsed() - began);
  const Withdrawal::Tally tally = race.tally();
  std::cout << absl::StrFormat("%d trials, %.0f a second; %d were active for a moment; %d later looks, %d violations\n",
                               tally.trials, trials / seconds, tally.activated_first, tally.looks, tally.violations);
  EXPECT_EQ(tally.violations, 0);
  EXPECT_EQ(tally.failures, 0);
  // Each order must have been seen, or nothing raced.
  EXPECT_GT(tally.activated_first, trials / 50);
  EXPECT_LT(tally.activated_first, trials - trials / 50);
}

// Sends the same request eight times at once, four times to each server. The distinct answers.
template <typename Send>
std::set<std::string> AtOnce(Send send) {
  constexpr int kCallers = 8;
  std::barrier start(kCallers);
  std::array<std::string, kCallers> answers;
  std::vector<std::thread> callers;
  for (int caller = 0; caller < kCallers; ++caller) {
    callers.emplace_back([&, caller] {
      start.arrive_and_wait();
      answers[static_cast<size_t>(caller)] = send(caller);
    });
  }
  for (std::thread& caller : callers) caller.join();
  return std::set<std::string>(answers.begin(), answers.end());
}

template <typename Response>
std::string TextOfAnswer(const Reply<Response>& reply) {
  return reply.ok() ? "OK " + reply.response.SerializeAsString() : NameOf(reply.status);
}

std::string Printable(const std::set<std::string>& answers) {
  return absl::StrJoin(answers, " | ",
                       [](std::string* out, const std::string& answer) { out->append(absl::CHexEscape(answer)); });
}

// How many check-ins there are to an assignment.
int CheckInsOf(const homework::v1::GetUnitHomeworkResponse& homework, const std::string& assignment) {
  int check_ins = 0;
  for (const auto& clinical : homework.assignments()) {
    if (clinical.assignment().name() != assignment) continue;
    for (const auto& side : clinical.sides()) check_ins += side.check_ins_size();
  }
  return check_ins;
}

TEST_F(Races, OneRequestIdSentEightTimesAtOnceHasOneEffectAndOneAnswer) {
  const int rounds = Long() ? 100 : 15;
  for (int round = 0; round < rounds; ++round) {
    const auto offer = OfferOf(couple_, "hand_holding");
    const std::set<std::string> offered = AtOnce([&](int caller) {
      return TextOfAnswer(couple_.thea.Call(line(caller), &HomeworkService::Stub::OfferAssignment, offer));
    });
    ASSERT_EQ(offered.size(), 1u) << Printable(offered);
    homework::v1::OfferAssignmentResponse first;
    ASSERT_TRUE(first.ParseFromString(offered.begin()->substr(3)));

    const auto note = CheckInTo(first.assignment().name(), "warm");
    const std::set<std::string> noted = AtOnce([&](int caller) {
      return TextOfAnswer(couple_.pat.Call(line(caller), &HomeworkService::Stub::RecordCheckIn, note));
    });
    ASSERT_EQ(noted.size(), 1u) << Printable(noted);
    ASSERT_EQ(noted.begin()->substr(0, 2), "OK");

    homework::v1::GetUnitHomeworkRequest request;
    request.set_treatment_unit(couple_.unit);
    const auto homework = couple_.thea.Insist(line(round), &HomeworkService::Stub::GetUnitHomework, request);
    // Those of earlier rounds are closed, and listed still.
    ASSERT_EQ(homework.assignments_size(), round + 1);
    ASSERT_EQ(CheckInsOf(homework, first.assignment().name()), 1);

    auto close = New<homework::v1::CloseAssignmentRequest>();
    close.set_assignment(first.assignment().name());
    couple_.thea.Insist(line(round), &HomeworkService::Stub::CloseAssignment, close);
  }
}

std::vector<std::string> TextsOf(const homework::v1::GetOwnStancesResponse& own) {
  std::vector<std::string> texts;
  for (const auto& stance : own.stances()) texts.push_back(stance.SerializeAsString());
  return texts;
}

TEST_F(Races, OneRequestIdWithTwoBodiesHasOneEffect) {
  for (int round = 0; round < 10; ++round) {
    auto willing = StanceTo(couple_, "hand_holding", homework::v1::STANCE_WILLING);
    auto not_now = willing;
    not_now.set_stance(homework::v1::STANCE_NOT_NOW);
    const std::set<std::string> answers = AtOnce([&](int caller) {
      return TextOfAnswer(
          couple_.pat.Call(line(caller / 2), &AgreementService::Stub::SetStance, caller % 2 == 0 ? willing : not_now));
    });
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(*answers.begin(), "ALREADY_EXISTS/REQUEST_ID_REUSED");
    homework::v1::SetStanceResponse won;
    ASSERT_TRUE(won.ParseFromString(answers.rbegin()->substr(3)));
    homework::v1::GetOwnStancesRequest request;
    request.set_agreement(couple_.agreement);
    const auto own = couple_.pat.Insist(line(round), &AgreementService::Stub::GetOwnStances, request);
    EXPECT_THAT(TextsOf(own), testing::Contains(won.stance().SerializeAsString()));
  }
}

}  // namespace
}  // namespace adagio::test
