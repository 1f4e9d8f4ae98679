#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/directory/module.h"
#include "services/feed/module.h"
#include "services/homework/module.h"
#include "services/intake/module.h"
#include "services/notes/module.h"
#include "services/platform/audit/process_trail.h"
#include "services/platform/events/sequencer.h"
#include "services/platform/keys/keyring.h"
#include "services/platform/metrics/page.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "services/platform/rpc/host.h"
#include "services/platform/rpc/peers.h"
#include "services/platform/rpc/rules.h"
#include "services/progress/module.h"
#include "services/psychotherapy/module.h"
#include "services/server/audit_api.h"
#include "services/server/installation.h"
#include "services/server/measures.h"
#include "services/server/outside_issuer.h"
#include "services/server/server_api.h"
#include "services/server/settings.h"
#include "services/server/store_watch.h"
#include "services/server/story.h"

namespace adagio::server {

// Hands the door's records to the audit trail.
class TrailLog final : public rpc::AccessLog {
 public:
  explicit TrailLog(audit::Trail& trail) : trail_(trail) {}
  void Record(AccessRecord record, std::function<void(absl::Status)> durable) override {
    trail_.AppendAlone(std::move(record), std::move(durable));
  }

 private:
  audit::Trail& trail_;
};

// A running adagiod: the one place that knows every room. Members stand in the order in which they depend on each other
// and are destroyed from the last on.
class Server {
 public:
  // Answers calls when it returns.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Settings& settings);
  // Lets calls under way end, signs a last checkpoint, stops the database.
  ~Server();

  // Where clients connect.
  const std::string& address() const { return host_->address(); }
  // Where the metrics are read; empty where they are not shown.
  std::string metrics_address() const { return metrics_ == nullptr ? "" : metrics_->address(); }

 private:
  explicit Server(const Settings& settings) : settings_(settings) {}
  absl::Status OpenIdentity();
  absl::Status OpenPlatform();
  absl::Status OpenDoor();
  absl::Status OpenServices();
  absl::Status OpenHost();
  absl::Status OpenMetrics();

  template <typename Module>
  absl::StatusOr<typename Module::Options> OptionsFor(const std::string& user);
  absl::StatusOr<storage::Pool::Options> PoolFor(const std::string& user, const char* lane, int size);
  // What the service of `user` draws ids from.
  absl::StatusOr<Entropy*> EntropyOf(const std::string& user);
  std::vector<absl::string_view> ServiceNames() const;
  // The packages served, each once.
  std::vector<std::string> Contracts() const;
  std::unique_ptr<rpc::Peers> MakePeers() const;
  bool Runs(const std::string& service) const { return settings_.services.contains(service); }

  const Settings settings_;
  std::unique_ptr<Installation> installation_;
  SystemClock system_clock_;
  SystemEntropy system_entropy_;
  std::unique_ptr<Story> story_;
  const Clock* clock_ = &system_clock_;
  std::unique_ptr<keys::Keyring> keys_;
  std::unique_ptr<audit::ProcessTrail> trail_;
  std::unique_ptr<events::Sequencer> sequencer_;
  std::unique_ptr<rpc::RuleBook> rules_;
  // Of the two, one.
  std::unique_ptr<rpc::EmbeddedVerifier> embedded_;
  std::unique_ptr<OutsideIssuer> outside_;
  std::unique_ptr<directory::DirectoryAccounts> accounts_;
  std::unique_ptr<TrailLog> log_;
  std::unique_ptr<rpc::Door> door_;
  std::unique_ptr<rpc::Peers> peers_;
  std::unique_ptr<directory::Module> directory_;
  std::unique_ptr<intake::Module> intake_;
  std::unique_ptr<homework::Module> homework_;
  std::unique_ptr<progress::Module> progress_;
  std::unique_ptr<notes::Module> notes_;
  std::unique_ptr<psychotherapy::Module> psychotherapy_;
  std::unique_ptr<feed::Module> feed_;
  std::unique_ptr<storage::Pool> audit_reads_;
  std::unique_ptr<audit::AuditApi> audit_api_;
  std::unique_ptr<ServerApi> server_api_;
  std::unique_ptr<StoryApi> story_api_;
  std::vector<std::unique_ptr<grpc::Service>> own_services_;
  std::shared_ptr<grpc::ServerCredentials> credentials_;  // null for plaintext
  std::unique_ptr<rpc::Host> host_;
  std::vector<WatchedPool> pools_;
  std::unique_ptr<StoreWatch> store_watch_;
  std::unique_ptr<metrics::Page> metrics_;
};

}  // namespace adagio::server
