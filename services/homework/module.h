#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "services/homework/api/agreement_api.h"
#include "services/homework/api/coaching_api.h"
#include "services/homework/api/homework_api.h"
#include "services/homework/api/journal_api.h"
#include "services/homework/api/limits_api.h"
#include "services/homework/api/repair_api.h"
#include "services/platform/audit/trail.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/door.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::homework {

// Homework, put together: the one place that knows all of its parts. References outlive it.
class Module {
 public:
  struct Options {
    storage::Pool::Options reads;  // as adagio_homework
    storage::Pool::Options writes;
    const keys::Keyring& keys;
    audit::Trail& trail;
    std::function<void()> announced;  // after a commit with an event
    const Clock& clock;
    Entropy& entropy;
    rpc::Door& door;
    Library library;
  };

  explicit Module(Options options);
  // To be registered with the server.
  const std::vector<std::unique_ptr<grpc::Service>>& services() const { return services_; }

 private:
  const Library library_;
  storage::Pool reads_;
  storage::Pool writes_;
  UnitOfWork units_;
  const HomeworkStore store_;
  FactsCache cache_;
  SeenBeside beside_;
  AgreementApi agreement_api_;
  HomeworkApi homework_api_;
  RepairApi repair_api_;
  JournalApi journal_api_;
  LimitsApi limits_api_;
  CoachingApi coaching_api_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
};

// The library this build carries (plugins/packs).
absl::StatusOr<Library> BuiltInLibrary();

}  // namespace adagio::homework
