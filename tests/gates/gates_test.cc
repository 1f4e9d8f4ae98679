#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/platform/storage/test_database.h"
#include "tests/gates/stage.h"
#include "tests/support/split_servers.h"

// What is recorded of one partner, and what of joint homework is then possible: a table that people review (gates.txt),
// made anew through the public methods and compared, in one process and with every service in its own.

namespace adagio::test {
namespace {

using intake::v1::VIOLENCE_INSTRUMENT_EHITS;
using intake::v1::VIOLENCE_INSTRUMENT_HARK;

// A row: what is recorded, in words, and how.
struct Row {
  std::string what;
  std::function<void(Stage&)> act;
};

struct Answers {
  const char* what;
  intake::v1::ViolenceInstrument instrument;
  ScreenAnswers answers;
};

// HARK: humiliation, afraid, rape, kick. Extended HITS: hurt, insulted, threatened, screamed at, forced.
const std::vector<Answers>& Screens() {
  static const auto& screens = *new std::vector<Answers>{
      {"hark: nothing answered", VIOLENCE_INSTRUMENT_HARK, {-1, -1, -1, -1}},
      {"hark: one item left out, the others no", VIOLENCE_INSTRUMENT_HARK, {0, 0, 0, -1}},
      {"hark: one item left out, another yes", VIOLENCE_INSTRUMENT_HARK, {1, 0, 0, -1}},
      {"hark: all no", VIOLENCE_INSTRUMENT_HARK, {0, 0, 0, 0}},
      {"hark: afraid", VIOLENCE_INSTRUMENT_HARK, {0, 1, 0, 0}},
      {"hark: rape", VIOLENCE_INSTRUMENT_HARK, {0, 0, 1, 0}},
      {"ehits: one item left out", VIOLENCE_INSTRUMENT_EHITS, {1, 1, 1, 1, -1}},
      {"ehits: total 6", VIOLENCE_INSTRUMENT_EHITS, {2, 1, 1, 1, 1}},
      {"ehits: total 7", VIOLENCE_INSTRUMENT_EHITS, {2, 2, 1, 1, 1}},
      {"ehits: total 6, forced rarely", VIOLENCE_INSTRUMENT_EHITS, {1, 1, 1, 1, 2}},
  };
  return screens;
}

std::vector<Row> Rows() {
  std::vector<Row> rows = {{"nothing new", [](Stage&) {}}};
  for (const Answers& screen : Screens()) {
    const auto record = [screen](Stage& stage) { stage.Screen(screen.instrument, screen.answers); };
    rows.push_back({screen.what, record});
    rows.push_back({absl::StrCat(screen.what, "; a plan that names nobody"), [record](Stage& stage) {
                      record(stage);
                      stage.Plan(kNobody);
                    }});
    rows.push_back({absl::StrCat(screen.what, "; a plan with a consultant"), [record](Stage& stage) {
                      record(stage);
                      stage.Plan("Dr. Example");
                    }});
  }
  rows.push_back({"hark: afraid; a plan; afraid again", [](Stage& stage) {
                    stage.Screen(VIOLENCE_INSTRUMENT_HARK, {0, 1, 0, 0});
                    stage.Plan(kNobody);
                    stage.Screen(VIOLENCE_INSTRUMENT_HARK, {0, 1, 0, 0});
                  }});
  rows.push_back({"hark: afraid; ehits: all never", [](Stage& stage) {
                    stage.Screen(VIOLENCE_INSTRUMENT_HARK, {0, 1, 0, 0});
                    stage.Screen(VIOLENCE_INSTRUMENT_EHITS, {1, 1, 1, 1, 1});
                  }});
  rows.push_back({"hark: afraid; then all no", [](Stage& stage) {
                    stage.Screen(VIOLENCE_INSTRUMENT_HARK, {0, 1, 0, 0});
                    stage.Screen(VIOLENCE_INSTRUMENT_HARK, {0, 0, 0, 0});
                  }});
  for (int value = 0; value <= 3; ++value) {
    rows.push_back({absl::StrCat("phq9 item 9: ", value), [value](Stage& stage) { stage.AnswerItem9(value); }});
  }
  rows.push_back({"phq9 item 9: 1; its hold kept", [](Stage& stage) {
                    stage.AnswerItem9(1);
                    stage.Triage(progress::v1::TRIAGE_OUTCOME_HOLD_KEPT);
                  }});
  rows.push_back({"phq9 item 9: 1; its hold released", [](Stage& stage) {
                    stage.AnswerItem9(1);
                    stage.Triage(progress::v1::TRIAGE_OUTCOME_HOLD_RELEASED);
                  }});
  rows.push_back({"a hold", [](Stage& stage) { stage.Hold(); }});
  rows.push_back({"a hold; lifted", [](Stage& stage) {
                    stage.Hold();
                    stage.LiftHold();
                  }});
  return rows;
}

std::vector<std::string> Reviewed() {
  std::vector<std::string> lines;
  std::ifstream in(ADAGIO_GATES);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

std::string LineOf(const std::string& what, const std::string& outcome) {
  const std::vector<std::string> words = absl::StrSplit(outcome, ' ');
  return absl::StrFormat("%-66s %-18s %-8s %-7s %-15s %s", what, words.at(0), words.at(1), words.at(2), words.at(3),
                         words.at(4));
}

void Compare(const std::vector<Row>& rows, const std::vector<Couple>& couples, const Lines& lines) {
  std::vector<std::string> made;
  for (size_t i = 0; i < rows.size(); ++i) {
    Stage stage(lines, couples[i]);
    rows[i].act(stage);
    made.push_back(LineOf(rows[i].what, stage.Outcome()));
  }
  EXPECT_EQ(absl::StrJoin(made, "\n"), absl::StrJoin(Reviewed(), "\n"));
}

std::vector<Couple> Couples(const Line& line, const std::filesystem::path& data, size_t count) {
  Practice practice(line, data);
  std::vector<Couple> couples;
  while (couples.size() < count) couples.push_back(practice.AddCouple(line));
  return couples;
}

TEST(TheGates, AreAsReviewedInOneProcess) {
  const storage::TestFolder folder;
  const ServerProcess server({"--data=" + folder.path().string()});
  const Line line(server.address());
  const std::vector<Row> rows = Rows();
  Compare(rows, Couples(line, folder.path(), rows.size()), {line, line, line});
}

TEST(TheGates, AreTheSameWhereIntakeHomeworkAndProgressAreApart) {
  SplitServers servers({"directory", "intake", "homework", "progress"}, {});
  const std::vector<Row> rows = Rows();
  std::vector<Couple> couples;
  {
    // Making a couple takes all services: a process with all of them stands beside the others meanwhile.
    ServerProcess whole({"--join=" + servers.data().string()});
    couples = Couples(Line(whole.address()), servers.data(), rows.size());
    EXPECT_EQ(whole.Stop(), 0);
  }
  const auto to = [&](const char* service) { return Line(servers.AddressOf(service)); };
  Compare(rows, couples, {to("intake"), to("homework"), to("progress")});
}

}  // namespace
}  // namespace adagio::test
