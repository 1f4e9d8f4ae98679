#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/rpc/es256.h"

namespace adagio::bench {

// A couple with one assignment on offer, and the header with which each of them calls.
struct Couple {
  UnitId unit;
  Uuid assignment;
  std::string assignment_name;
  struct Person {
    Uuid id;
    std::string bearer;
  };
  std::vector<Person> people;
};

struct Practice {
  PracticeId id;
  // The headers of those who treat them, each every so manieth couple.
  std::vector<std::string> therapists;
  std::vector<Couple> couples;
};

// Makes, through the public contracts alone, a practice of `couples` treatment units: each with two partners who are
// cleared and have an agreement in force, and one assignment offered and not yet answered. `issuer` signs for
// everybody.
absl::StatusOr<Practice> MakePractice(const std::string& address, const rpc::Es256Key& issuer, int couples);

}  // namespace adagio::bench
