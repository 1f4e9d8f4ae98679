#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/api/backup_api.h"
#include "services/directory/api/directory_api.h"
#include "services/directory/api/relation_api.h"
#include "services/platform/audit/trail.h"
#include "services/platform/foundation/clock.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/ports.h"
#include "services/platform/storage/pool.h"
#include "services/platform/unit_of_work/unit_of_work.h"

namespace adagio::directory {

// Answers the door from the rows of the directory. Safe from any thread.
class DirectoryAccounts final : public rpc::Accounts {
 public:
  // `reads` connects as adagio_directory, to the writer.
  DirectoryAccounts(storage::Pool::Options reads, const keys::Keyring& keys)
      : reads_(std::move(reads)), store_(keys, reads_) {}

  std::vector<absl::StatusOr<Standing>> Find(absl::Span<const Caller> callers) override { return store_.Find(callers); }

 private:
  storage::Pool reads_;
  AccountStore store_;
};

// The directory, put together: the one place that knows all of its parts. References outlive it.
class Module {
 public:
  struct Options {
    storage::Pool::Options reads;  // as adagio_directory
    storage::Pool::Options writes;
    keys::Keyring& keys;
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
  AccountStore accounts_;
  const PracticeStore practices_;
  const UnitStore treatment_units_;
  const BackupStore backups_;
  const RelationStore relations_{};
  DirectoryApi api_;
  BackupApi backup_api_;
  RelationApi relation_api_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
};

}  // namespace adagio::directory
