// Every way in which asking, answering, leaving, rewriting and releasing can follow one another, held against what a
// person would say of it: a text holds somebody's words if, and only if, the last thing they said was that it may.
#include <gtest/gtest.h>

#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "services/intake/domain/quotation.h"
#include "services/intake/domain/release_text.h"

namespace adagio::intake {
namespace {

constexpr char kWords[] = "then I count the hours until it is over";
constexpr char kBefore[] = "I count the evenings until the weekend, and then I count the hours until it is over.";
constexpr char kRewritten[] = "It has been a better week than most, and I would not say that again.";
constexpr int kDepth = 6;

enum class Act { kAsk, kGive, kKeep, kLeave, kRewrite, kQuote, kPaste };
constexpr Act kActs[] = {Act::kAsk, Act::kGive, Act::kKeep, Act::kLeave, Act::kRewrite, Act::kQuote, Act::kPaste};

// What the engine knows, and beside it what a person would remember.
struct World {
  std::optional<Quotation> quotation;
  PrivateText text{.place = {PartnerId(Uuid::FromBytes(std::string(16, '\1'))), QuotationSource::kIntakeAnswer, "x"},
                   .text = Sensitive<std::string>(kBefore)};
  std::vector<Sensitive<std::string>> released;

  bool said_yes_last = false;
  bool stands_there = true;
};

absl::StatusOr<Sensitive<std::string>> Released(const World& world, const std::string& given) {
  std::vector<Quotation> asked;
  if (world.quotation.has_value()) asked.push_back(*world.quotation);
  const std::vector<Quotation> quotations = given == "{1}" ? asked : std::vector<Quotation>();
  return ReleaseText(Sensitive(given), quotations, {world.text}, asked, world.released);
}

void Ask(World& world) {
  Quotation asked{.place = world.text.place, .words = Sensitive<std::string>(kWords)};
  std::vector<Quotation> before;
  if (world.quotation.has_value()) before.push_back(*world.quotation);
  const bool taken = CheckAsk({world.text}, before, asked).ok();
  EXPECT_EQ(taken, !world.quotation.has_value() && world.stands_there && !world.text.writer_left);
  if (taken) world.quotation = asked;
}

void Answer(World& world, QuotationConsent consent) {
  if (!world.quotation.has_value() || world.text.writer_left) return;
  ASSERT_TRUE(CheckAnswer(consent, true).ok());
  world.quotation->consent = consent;
  world.said_yes_last = consent == QuotationConsent::kGiven;
}

void Do(World& world, Act act) {
  switch (act) {
    case Act::kAsk:
      return Ask(world);
    case Act::kGive:
      return Answer(world, QuotationConsent::kGiven);
    case Act::kKeep:
      return Answer(world, QuotationConsent::kKept);
    case Act::kLeave:
      world.text.writer_left = true;
      return;
    case Act::kRewrite:
      world.stands_there = !world.stands_there;
      world.text.text = Sensitive<std::string>(world.stands_there ? kBefore : kRewritten);
      return;
    case Act::kQuote: {
      const bool may = world.said_yes_last && world.stands_there && !world.text.writer_left;
      EXPECT_EQ(Released(world, "{1}").ok(), may);
      if (may) world.released.push_back(Sensitive<std::string>("{1}"));
      return;
    }
    case Act::kPaste:
      EXPECT_EQ(Released(world, kWords).ok(), !world.stands_there && !world.quotation.has_value());
  }
}

int Walk(const World& world, int depth) {
  if (depth == 0 || testing::Test::HasFailure()) return 0;
  int acts = 0;
  for (const Act act : kActs) {
    World next = world;
    Do(next, act);
    acts += 1 + Walk(next, depth - 1);
  }
  return acts;
}

TEST(Quotations, StandWhereTheLastWordOfTheirWriterWasYesAndNowhereElse) {
  const int acts = Walk(World(), kDepth);
  std::cout << "quotations: " << acts << " acts\n";
  EXPECT_GT(acts, 100'000);
}

}  // namespace
}  // namespace adagio::intake
