#include "services/cli/command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace adagio::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct Outcome {
  int status;
  std::string out;
  std::string err;
};

Outcome Call(const Args& args) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int status = RunCommandLine(args);
  return {status, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
}

TEST(CommandLine, HelpListsEveryCommandOnce) {
  const Outcome help = Call({"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_EQ(help.err, "");
  std::set<absl::string_view> names;
  for (const Command* command : Commands()) {
    EXPECT_THAT(help.out, HasSubstr(absl::StrCat(command->name))) << command->name;
    EXPECT_TRUE(names.insert(command->name).second) << command->name;
  }
}

TEST(CommandLine, EveryCommandExplainsItselfWithAnExample) {
  for (const Command* command : Commands()) {
    Args args = absl::StrSplit(command->name, ' ');
    args.push_back("--help");
    const Outcome help = Call(args);
    EXPECT_EQ(help.status, 0) << command->name;
    EXPECT_THAT(help.out, StartsWith(absl::StrCat("Usage: adagio ", command->name))) << command->name;
    const std::string example = help.out.substr(std::min(help.out.find("\nExample:\n"), help.out.size()));
    EXPECT_THAT(example, HasSubstr(absl::StrCat("\n  adagio ", command->name))) << command->name;
    EXPECT_THAT(help.out, EndsWith("\n")) << command->name;
  }
}

TEST(CommandLine, AnUnknownCommandIsOneLineOnStderrAndAFailure) {
  for (const Args& args : {Args{"dance"}, Args{"score"}, Args{"score", "dance"}, Args{"--version"}}) {
    const Outcome outcome = Call(args);
    EXPECT_EQ(outcome.status, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
  }
}

TEST(CommandLine, NothingAtAllShowsTheTableAndFails) {
  const Outcome outcome = Call({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("score change"));
}

TEST(CommandLine, AnErrorIsOneLineThatNamesTheCommand) {
  const Outcome outcome = Call({"score", "change", "--speed=7"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "adagio score change: unknown option --speed\n");
}

TEST(CommandLine, TheExitStatusTellsAWrongCallFromAFailure) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Finish("x", absl::OkStatus()), 0);
  EXPECT_EQ(Finish("x", absl::InvalidArgumentError("wrong")), 2);
  EXPECT_EQ(Finish("x", absl::UnavailableError("first\nsecond")), 1);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "adagio x: wrong\nadagio x: first second\n");
}

}  // namespace
}  // namespace adagio::cli
