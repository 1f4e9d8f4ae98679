#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "absl/strings/str_cat.h"
#include "tests/access/probe.h"
#include "tests/access/who_may.h"
#include "tests/access/world.h"
#include "tests/support/contracts.h"
#include "tests/support/requests.h"

// Every method × everybody × every place, on a whole server. Who may pass comes from the table alone.

namespace adagio::test {
namespace {

using google::protobuf::MethodDescriptor;

struct Case {
  Question question;
  Verdict verdict = Verdict::kDenied;
  std::string says;
};

class AccessMatrix : public testing::Test {
 protected:
  // Requests name nothing that is there but practices and units: who passes finds nothing, and changes little.
  std::vector<Case> Cases() {
    const WhoMay table = ShippedWhoMay();
    const std::pair<const char*, const Place*> places[] = {
        {"the unit", &world_.couple},
        {"another unit", &world_.theos},
        {"no unit", &world_.no_unit},
        {"a unit of another practice", &world_.foreign},
        {"the unit in another practice's name", &world_.foreign_practice_own_unit},
        {"no practice", &world_.no_practice}};
    std::vector<Case> cases;
    for (const MethodDescriptor* method : AllMethods()) {
      const auto entry = table.find(NameOf(*method));
      if (entry == table.end()) continue;  // who_may_test fails for it
      if (IsOfStories(*method)) continue;
      for (const auto& [where, place] : places) {
        const Place bare{place->practice, place->unit, {}};
        for (const Caller& caller : world_.callers()) {
          const auto request = Fill(method->input_type(), bare, Fields::kRequired);
          cases.push_back({{method, request->SerializeAsString(), caller.token},
                           VerdictOf(entry->second, caller, bare),
                           absl::StrCat(NameOf(*method), " by ", caller.says, " on ", where)});
        }
      }
    }
    return cases;
  }

  // The answer no, as anybody gets it.
  std::string No(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
      if (one.verdict == Verdict::kDenied) return Ask(world_.address(), one.question).error;
    }
    return "";
  }

  static std::vector<Case> Only(const std::vector<Case>& cases, bool passing) {
    std::vector<Case> some;
    for (const Case& one : cases) {
      if ((one.verdict == Verdict::kPasses) == passing) some.push_back(one);
    }
    return some;
  }

  std::vector<Seen> AskAll(const std::vector<Case>& cases) {
    std::vector<Question> questions;
    for (const Case& one : cases) questions.push_back(one.question);
    return test::AskAll(world_.address(), questions);
  }

  World& world_ = World::Shared();
};

// What everybody is told to whom the answer is no, whatever they asked for and whether it is there.
constexpr int kNotBelieved = grpc::StatusCode::UNAUTHENTICATED;

TEST_F(AccessMatrix, DeniesEverybodyElseInTheSameBytesWithARecordAndWithoutAnyOtherTrace) {
  const std::vector<Case> cases = Only(Cases(), false);
  const std::string before = world_.Contents();
  std::map<std::string, int64_t> records = world_.Records();
  const std::vector<Seen> seen = AskAll(cases);
  std::map<int, std::string> told;
  size_t wrong = 0;
  for (size_t i = 0; i < cases.size(); ++i) {
    const int expected = cases[i].verdict == Verdict::kDenied ? kDenied : kNotBelieved;
    const std::string& words = told.emplace(expected, seen[i].error).first->second;
    const bool right = seen[i].code == expected && seen[i].error == words && seen[i].response.empty();
    wrong += right ? 0 : 1;
    EXPECT_TRUE(right || wrong > 20) << cases[i].says << ": " << seen[i].code << " " << seen[i].error;
  }
  std::cout << "access matrix: " << cases.size() << " to be denied, " << wrong << " wrong\n";
  EXPECT_EQ(wrong, 0u);
  EXPECT_EQ(world_.Contents(), before);
  records["DENIED"] += static_cast<int64_t>(cases.size());
  EXPECT_EQ(world_.Records(), records);
}

TEST_F(AccessMatrix, LetsPassWhoMayAndSaysNoOnlyOfWhatIsNotThere) {
  const std::vector<Case> cases = Only(Cases(), true);
  const int64_t denied = world_.Records()["DENIED"];
  const std::string no = No(Cases());
  const std::vector<Seen> seen = AskAll(cases);
  size_t wrong = 0;
  for (size_t i = 0; i < cases.size(); ++i) {
    // A partner is not told whether a thing is missing or denied: the audit is, below.
    const bool right = seen[i].code != kNotBelieved && seen[i].code != grpc::StatusCode::UNIMPLEMENTED &&
                       seen[i].code != grpc::StatusCode::INTERNAL && (seen[i].code != kDenied || seen[i].error == no);
    wrong += right ? 0 : 1;
    EXPECT_TRUE(right || wrong > 20) << cases[i].says << ": " << seen[i].code << " " << seen[i].error;
  }
  std::cout << "access matrix: " << cases.size() << " to pass, " << wrong << " wrong\n";
  EXPECT_EQ(wrong, 0u);
  EXPECT_EQ(world_.Records()["DENIED"], denied + 1) << "somebody who may pass was denied at the door";
}

}  // namespace
}  // namespace adagio::test
