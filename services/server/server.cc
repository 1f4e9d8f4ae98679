#include "services/server/server.h"

#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/es256.h"
#include "services/server/services.h"
#include "services/server/tls.h"

namespace adagio::server {
namespace {

constexpr int kReadThreads = 8;
constexpr int kWriteThreads = 16;
constexpr absl::Duration kGrace = absl::Seconds(10);

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Settings& settings) {
  std::unique_ptr<Server> server(new Server(settings));
  RETURN_IF_ERROR(server->OpenIdentity());
  ASSIGN_OR_RETURN(server->installation_, Installation::Open(settings));
  RETURN_IF_ERROR(server->OpenPlatform());
  RETURN_IF_ERROR(server->OpenDoor());
  RETURN_IF_ERROR(server->OpenServices());
  RETURN_IF_ERROR(server->OpenHost());
  RETURN_IF_ERROR(server->OpenMetrics());
  return server;
}

Server::~Server() {
  if (host_ != nullptr) host_->Retire();
  if (door_ != nullptr) door_->Stop(kGrace);
  if (sequencer_ != nullptr) sequencer_->Tell(nullptr);
  if (peers_ != nullptr) peers_->LetGo();
  if (host_ != nullptr) host_->Stop(kGrace);
}

// What can be wrong with it is said before anything is made or started.
absl::Status Server::OpenIdentity() {
  if (settings_.tls.has_value()) {
    ASSIGN_OR_RETURN(credentials_, CredentialsOf(*settings_.tls));
  }
  if (settings_.issuer.has_value()) {
    ASSIGN_OR_RETURN(outside_, OutsideIssuer::Open(*settings_.issuer, system_clock_));
  }
  return rpc::Host::Check({.address = settings_.listen, .credentials = credentials_});
}

absl::Status Server::OpenPlatform() {
  const Layout& layout = installation_->layout();
  if (settings_.story) {
    const auto made = settings_.join ? SharedClock::File::kMustBeThere : SharedClock::File::kMayBeMade;
    ASSIGN_OR_RETURN(story_, Story::Open(layout.story(), made, settings_.seed));
    clock_ = &story_->clock();
  }
  ASSIGN_OR_RETURN(const storage::Endpoint keyring, installation_->EndpointFor("adagio_keyring"));
  ASSIGN_OR_RETURN(keys_, keys::Keyring::Open({.root_key_file = layout.root_key(), .endpoint = keyring}));
  // The installation seals what belongs to no practice under a key of its own.
  RETURN_IF_ERROR(keys_->CreatePracticeKey(PracticeId()));
  ASSIGN_OR_RETURN(const storage::Endpoint audit, installation_->EndpointFor("adagio_audit"));
  const Uuid process = system_entropy_.NewUuid();
  ASSIGN_OR_RETURN(trail_, audit::ProcessTrail::Open({.endpoint = audit,
                                                      .witness = layout.witness(),
                                                      .key_file = layout.audit_key(),
                                                      .clock = *clock_,
                                                      .process = process}));
  ASSIGN_OR_RETURN(const storage::Endpoint events, installation_->EndpointFor("adagio_events"));
  sequencer_ = std::make_unique<events::Sequencer>(
      events::Sequencer::Options{.endpoint = events, .process = process, .clock = clock_});
  return absl::OkStatus();
}

std::vector<absl::string_view> Server::ServiceNames() const {
  std::vector<absl::string_view> names = {"adagio.server.v1.ServerService", "adagio.audit.v1.AuditService"};
  if (settings_.story) names.push_back("adagio.server.v1.StoryService");
  if (Runs("directory")) {
    names.push_back("adagio.directory.v1.DirectoryService");
    names.push_back("adagio.directory.v1.BackupService");
    names.push_back("adagio.directory.v1.RelationService");
  }
  if (Runs("intake")) {
    names.push_back("adagio.intake.v1.IntakeService");
    names.push_back("adagio.intake.v1.ScreeningService");
    names.push_back("adagio.intake.v1.BidService");
    names.push_back("adagio.intake.v1.FormulationService");
    names.push_back("adagio.intake.v1.QuotationService");
  }
  if (Runs("homework")) {
    names.push_back("adagio.homework.v1.AgreementService");
    names.push_back("adagio.homework.v1.HomeworkService");
    names.push_back("adagio.homework.v1.RepairService");
    names.push_back("adagio.homework.v1.JournalService");
    names.push_back("adagio.homework.v1.LimitsService");
    names.push_back("adagio.homework.v1.CoachingService");
  }
  if (Runs("progress")) {
    names.push_back("adagio.progress.v1.ProgressService");
    names.push_back("adagio.progress.v1.InstrumentService");
    names.push_back("adagio.progress.v1.CaseloadService");
    names.push_back("adagio.progress.v1.EscalationService");
    names.push_back("adagio.progress.v1.ImportService");
  }
  if (Runs("notes")) {
    names.push_back("adagio.notes.v1.NotesService");
    names.push_back("adagio.notes.v1.PsychotherapyNoteService");
  }
  if (Runs("feed")) names.push_back("adagio.events.v1.EventsService");
  return names;
}

std::vector<std::string> Server::Contracts() const {
  std::set<std::string> contracts;
  for (const absl::string_view name : ServiceNames()) contracts.emplace(name.substr(0, name.rfind('.')));
  return {contracts.begin(), contracts.end()};
}

absl::Status Server::OpenDoor() {
  ASSIGN_OR_RETURN(rpc::RuleBook rules, rpc::RuleBook::Build(ServiceNames()));
  rules_ = std::make_unique<rpc::RuleBook>(std::move(rules));
  if (outside_ == nullptr) {
    ASSIGN_OR_RETURN(rpc::Es256Key issuer, rpc::Es256Key::ReadFile(installation_->layout().issuer_key().string()));
    // Tokens live in real time, whatever a story's clock says.
    embedded_ = std::make_unique<rpc::EmbeddedVerifier>(std::move(issuer), system_clock_);
  }
  rpc::TokenVerifier* tokens = embedded_.get();
  if (outside_ != nullptr) tokens = &outside_->verifier();
  ASSIGN_OR_RETURN(storage::Pool::Options accounts, PoolFor("adagio_directory", "door", kReadThreads + kWriteThreads));
  accounts_ = std::make_unique<directory::DirectoryAccounts>(std::move(accounts), *keys_);
  log_ = std::make_unique<TrailLog>(*trail_);
  rpc::Door::Options options;
  options.read_threads = kReadThreads;
  options.write_threads = kWriteThreads;
  // In plaintext with the embedded issuer there is nothing to bind to: integrations are for development there.
  options.bound_integrations = credentials_ != nullptr || outside_ != nullptr;
  door_ = std::make_unique<rpc::Door>(rpc::Door::Ports{*rules_, *tokens, *accounts_, *log_, *clock_, system_entropy_},
                                      options);
  return absl::OkStatus();
}

std::unique_ptr<rpc::Peers> Server::MakePeers() const {
  rpc::Peers::Options options;
  for (const auto& [service, address] : settings_.peers) {
    // The feed's contract is called after what it gives.
    options.elsewhere[absl::StrCat("adagio.", service == "feed" ? "events" : service, ".v1")] = address;
  }
  return std::make_unique<rpc::Peers>(std::move(options));
}

absl::StatusOr<storage::Pool::Options> Server::PoolFor(const std::string& user, const char* lane, int size) {
  ASSIGN_OR_RETURN(storage::Endpoint endpoint, installation_->EndpointFor(user));
  storage::Pool::Options options{.endpoint = std::move(endpoint), .size = size};
  pools_.push_back({std::string(absl::StripPrefix(user, "adagio_")), lane, size, options.use});
  return options;
}

absl::StatusOr<Entropy*> Server::EntropyOf(const std::string& user) {
  if (story_ == nullptr) return &system_entropy_;
  return story_->EntropyOf(std::string(absl::StripPrefix(user, "adagio_")));
}

template <typename Module>
absl::StatusOr<typename Module::Options> Server::OptionsFor(const std::string& user) {
  ASSIGN_OR_RETURN(storage::Pool::Options reads, PoolFor(user, "read", kReadThreads));
  ASSIGN_OR_RETURN(storage::Pool::Options writes, PoolFor(user, "write", kWriteThreads));
  ASSIGN_OR_RETURN(Entropy* const entropy, EntropyOf(user));
  return typename Module::Options{.reads = std::move(reads),
                                  .writes = std::move(writes),
                                  .keys = *keys_,
                                  .trail = *trail_,
                                  .announced = [this] { sequencer_->Notify(); },
                                  .clock = *clock_,
                                  .entropy = *entropy,
                                  .door = *door_};
}

absl::Status Server::OpenServices() {
  peers_ = MakePeers();
  if (Runs("directory")) {
    ASSIGN_OR_RETURN(directory::Module::Options options, OptionsFor<directory::Module>("adagio_directory"));
    directory_ = std::make_unique<directory::Module>(std::move(options));
  }
  if (Runs("intake")) {
    ASSIGN_OR_RETURN(intake::Module::Options options, OptionsFor<intake::Module>("adagio_intake"));
    options.peers = peers_.get();
    ASSIGN_OR_RETURN(options.questionnaires, intake::BuiltInQuestionnaires());
    intake_ = std::make_unique<intake::Module>(std::move(options));
  }
  if (Runs("homework")) {
    ASSIGN_OR_RETURN(homework::Module::Options options, OptionsFor<homework::Module>("adagio_homework"));
    ASSIGN_OR_RETURN(options.library, homework::BuiltInLibrary());
    homework_ = std::make_unique<homework::Module>(std::move(options));
  }
  if (Runs("progress")) {
    ASSIGN_OR_RETURN(progress::Module::Options options, OptionsFor<progress::Module>("adagio_progress"));
    ASSIGN_OR_RETURN(options.instruments, progress::BuiltInInstruments());
    ASSIGN_OR_RETURN(options.housekeeping, EntropyOf("adagio_progress_housekeeping"));
    progress_ = std::make_unique<progress::Module>(std::move(options));
  }
  if (Runs("notes")) {
    ASSIGN_OR_RETURN(notes::Module::Options options, OptionsFor<notes::Module>("adagio_notes"));
    options.peers = peers_.get();
    notes_ = std::make_unique<notes::Module>(std::move(options));
    ASSIGN_OR_RETURN(psychotherapy::Module::Options apart, OptionsFor<psychotherapy::Module>("adagio_psychotherapy"));
    psychotherapy_ = std::make_unique<psychotherapy::Module>(std::move(apart));
  }
  if (Runs("feed")) {
    ASSIGN_OR_RETURN(storage::Pool::Options feed, PoolFor("adagio_feed", "read", kReadThreads));
    feed_ = std::make_unique<feed::Module>(feed::Module::Options{
        .reads = std::move(feed), .keys = *keys_, .clock = *clock_, .door = *door_, .peers = *peers_});
    sequencer_->Tell([this] { feed_->Notify(); });
  }
  ASSIGN_OR_RETURN(storage::Pool::Options audit, PoolFor("adagio_audit", "read", kReadThreads));
  audit_reads_ = std::make_unique<storage::Pool>(std::move(audit));
  audit_api_ = std::make_unique<audit::AuditApi>(*audit_reads_, *keys_);
  server_api_ = std::make_unique<ServerApi>(Contracts());
  own_services_.push_back(std::make_unique<audit::AuditService>(*door_, *audit_api_));
  own_services_.push_back(std::make_unique<ServerService>(*door_, *server_api_));
  if (story_ != nullptr) {
    story_api_ = std::make_unique<StoryApi>(story_->clock());
    own_services_.push_back(std::make_unique<StoryService>(*door_, *story_api_));
  }
  return absl::OkStatus();
}

absl::Status Server::OpenHost() {
  std::vector<grpc::Service*> services;
  const auto add = [&](const std::vector<std::unique_ptr<grpc::Service>>& more) {
    for (const std::unique_ptr<grpc::Service>& service : more) services.push_back(service.get());
  };
  add(own_services_);
  if (directory_ != nullptr) add(directory_->services());
  if (intake_ != nullptr) add(intake_->services());
  if (homework_ != nullptr) add(homework_->services());
  if (progress_ != nullptr) add(progress_->services());
  if (notes_ != nullptr) add(notes_->services());
  if (psychotherapy_ != nullptr) add(psychotherapy_->services());
  if (feed_ != nullptr) add(feed_->services());
  std::vector<std::string> names;
  for (const absl::string_view name : ServiceNames()) names.emplace_back(name);
  ASSIGN_OR_RETURN(
      host_,
      rpc::Host::Start({.address = settings_.listen, .credentials = credentials_, .healthy = names, .reflection = true},
                       services));
  peers_->AskHere(*host_, Contracts());
  if (settings_.join) return absl::OkStatus();
  std::ofstream(installation_->layout().address()) << host_->address() << '\n';
  return absl::OkStatus();
}

absl::Status Server::OpenMetrics() {
  if (settings_.metrics.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(storage::Endpoint events, installation_->EndpointFor("adagio_events"));
  store_watch_ = std::make_unique<StoreWatch>(StoreWatch::Options{.endpoint = std::move(events), .clock = *clock_});
  const auto reach = settings_.metrics_anywhere ? metrics::Page::Reach::kAnywhere : metrics::Page::Reach::kThisMachine;
  ASSIGN_OR_RETURN(metrics_, metrics::Page::Open(settings_.metrics, reach, [this] {
                     return Measure({*door_, *trail_, *sequencer_, *store_watch_, pools_});
                   }));
  return absl::OkStatus();
}

}  // namespace adagio::server
