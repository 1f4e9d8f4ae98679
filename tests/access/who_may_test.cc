#include "tests/access/who_may.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/support/contracts.h"

// Who may call what is said twice: beside each method, where the door reads it, and in a table that a person can review
// on one screen. A rule that is changed in one place only is caught here, whatever the change.

namespace adagio::test {
namespace {

using options::v1::AuditClass;
using options::v1::Relation;
using options::v1::Role;

// A change of one rule.
struct Mutant {
  std::string what;
  WhoMay contracts;
};

template <typename Change>
void Add(std::vector<Mutant>& mutants, const WhoMay& contracts, const std::string& method, const std::string& what,
         Change change) {
  Mutant mutant{method + ": " + what, contracts};
  change(mutant.contracts[method]);
  mutants.push_back(std::move(mutant));
}

// Every one that makes the rule of `method` looser, stricter or wrong, or takes it away.
void AddMutants(std::vector<Mutant>& mutants, const WhoMay& contracts, const std::string& method) {
  const Entry& rule = contracts.at(method);
  for (int number = options::v1::Role_MIN; number <= options::v1::Role_MAX; ++number) {
    const Role role = static_cast<Role>(number);
    const bool had = rule.roles.count(role) > 0;
    Add(mutants, contracts, method, (had ? "without " : "with ") + options::v1::Role_Name(role), [&](Entry& entry) {
      if (had) {
        entry.roles.erase(role);
      } else {
        entry.roles.insert(role);
      }
    });
  }
  for (int number = options::v1::Relation_MIN; number <= options::v1::Relation_MAX; ++number) {
    const Relation relation = static_cast<Relation>(number);
    if (relation == rule.relation) continue;
    Add(mutants, contracts, method, options::v1::Relation_Name(relation),
        [&](Entry& entry) { entry.relation = relation; });
  }
  for (int number = options::v1::AuditClass_MIN; number <= options::v1::AuditClass_MAX; ++number) {
    const AuditClass audit = static_cast<AuditClass>(number);
    if (audit == rule.audit) continue;
    Add(mutants, contracts, method, options::v1::AuditClass_Name(audit), [&](Entry& entry) { entry.audit = audit; });
  }
  Add(mutants, contracts, method, "placed by another field", [](Entry& entry) { entry.resource += "_other"; });
  Add(mutants, contracts, method, "no rule", [](Entry& entry) { entry = Entry(); });
  Mutant gone{method + ": gone", contracts};
  gone.contracts.erase(method);
  mutants.push_back(std::move(gone));
}

TEST(WhoMayCallWhat, IsWrittenDownForEveryMethodAsItsContractSays) {
  const std::vector<std::string> lines = Disagreements(ShippedWhoMay(), FromContracts(AllMethods()));
  EXPECT_TRUE(lines.empty()) << absl::StrJoin(lines, "\n");
}

TEST(WhoMayCallWhat, CatchesEveryRuleThatIsLoosenedTightenedOrDeleted) {
  const WhoMay written = ShippedWhoMay();
  const WhoMay contracts = FromContracts(AllMethods());
  std::vector<Mutant> mutants;
  for (const auto& [method, entry] : contracts) AddMutants(mutants, contracts, method);
  size_t caught = 0;
  for (const Mutant& mutant : mutants) {
    const bool seen = Disagreements(written, mutant.contracts).size() > Disagreements(written, contracts).size();
    caught += seen ? 1 : 0;
    EXPECT_TRUE(seen) << mutant.what;
  }
  std::cout << "access rules: " << contracts.size() << ", mutants: " << mutants.size() << ", caught: " << caught
            << "\n";
  EXPECT_GT(mutants.size(), contracts.size() * 10);
}

TEST(WhoMayCallWhat, IsRefusedWhereALineIsNotUnderstood) {
  const char* good = "x.v1.XService/Do partner,therapist unit treatment_unit change";
  EXPECT_EQ(ReadWhoMay(good).size(), 1u);
  for (const char* bad : {"x.v1.XService/Do partner unit treatment_unit", "x.v1.XService/Do nobody unit a change",
                          "x.v1.XService/Do partner room a change", "x.v1.XService/Do partner unit a never"}) {
    EXPECT_THROW(ReadWhoMay(bad), std::runtime_error) << bad;
  }
  EXPECT_THROW(ReadWhoMay(absl::StrCat(good, "\n", good)), std::runtime_error);
}

}  // namespace
}  // namespace adagio::test
