#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "services/platform/audit/trail.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/door.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"
#include "services/psychotherapy/api/psychotherapy_api.h"

namespace adagio::psychotherapy {

// Psychotherapy notes, put together: the one place that knows all of its parts. References outlive it.
class Module {
 public:
  struct Options {
    storage::Pool::Options reads;  // as adagio_psychotherapy
    storage::Pool::Options writes;
    const keys::Keyring& keys;
    audit::Trail& trail;
    std::function<void()> announced;  // after a commit with an event
    const Clock& clock;
    Entropy& entropy;
    rpc::Door& door;
  };

  explicit Module(Options options);
  // To be registered with the server.
  const std::vector<std::unique_ptr<grpc::Service>>& services() const { return services_; }

 private:
  storage::Pool reads_;
  storage::Pool writes_;
  UnitOfWork units_;
  const PsychotherapyStore store_;
  PsychotherapyApi api_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
};

}  // namespace adagio::psychotherapy
