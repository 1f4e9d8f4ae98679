#pragma once

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "adagio/directory/v1/directory.grpc.pb.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "google/rpc/status.pb.h"
#include "services/platform/foundation/entropy.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "services/platform/rpc/host.h"
#include "services/platform/rpc/resource_name.h"

// A door for tests: real tokens, a real loopback channel, and doubles of what lies behind the door.
namespace adagio::rpc {

inline const PracticeId kHere(*Uuid::Parse("11111111-1111-4111-8111-111111111111"));
inline const PracticeId kElsewhere(*Uuid::Parse("99999999-9999-4999-8999-999999999999"));
inline const UnitId kUnit(*Uuid::Parse("22222222-2222-4222-8222-222222222222"));
inline const std::string kUnitHere = UnitName(kHere, kUnit);
inline const UnitId kOtherUnit(*Uuid::Parse("22222222-2222-4222-8222-222222222223"));
inline constexpr absl::string_view kRequestId = "33333333-3333-4333-8333-333333333333";

// Knows the accounts it was given, in kHere only, and that they are related to kUnit where it was said.
class SomeAccounts final : public Accounts {
 public:
  std::vector<absl::StatusOr<Standing>> Find(absl::Span<const Caller> callers) override {
    MutexLock lock(mutex_);
    ++asked_;
    std::vector<absl::StatusOr<Standing>> answers;
    for (const Caller& caller : callers) answers.push_back(Find(caller));
    return answers;
  }
  void Add(Role role, const std::string& subject) {
    MutexLock lock(mutex_);
    ids_[{role, subject}] = SystemEntropy().NewUuid();
  }
  void AddToUnit(Role role, const std::string& subject) {
    Add(role, subject);
    MutexLock lock(mutex_);
    related_.insert(subject);
  }
  void Remove(Role role, const std::string& subject) {
    MutexLock lock(mutex_);
    ids_.erase({role, subject});
  }
  void EndRelation(const std::string& subject) {
    MutexLock lock(mutex_);
    related_.erase(subject);
  }
  void Break() {
    MutexLock lock(mutex_);
    broken_ = true;
  }
  int asked() {
    MutexLock lock(mutex_);
    return asked_;
  }

 private:
  absl::StatusOr<Standing> Find(const Caller& caller) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (broken_) return Refuse(Reason::kStoreUnavailable, "no database");
    const auto account = ids_.find({caller.role, caller.login});
    if (caller.practice != kHere || account == ids_.end()) return Standing{};
    return Standing{{caller.role, account->second}, caller.unit == kUnit && related_.contains(caller.login)};
  }

  Mutex mutex_;
  std::map<std::pair<Role, std::string>, Uuid> ids_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string> related_ ABSL_GUARDED_BY(mutex_);
  bool broken_ ABSL_GUARDED_BY(mutex_) = false;
  int asked_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Keeps records in memory: at once, or when told, or never.
class SomeLog final : public AccessLog {
 public:
  enum class Way { kKeeps, kFails, kForgets, kWaits };

  void Record(AccessRecord record, std::function<void(absl::Status)> durable) override {
    Way way;
    {
      MutexLock lock(mutex_);
      way = way_;
      records_.push_back(std::move(record));
      if (way == Way::kWaits) waiting_.push_back(durable);
      changed_.NotifyAll();
    }
    if (way == Way::kKeeps) durable(absl::OkStatus());
    if (way == Way::kFails) durable(absl::InternalError("disk full: canary"));
  }
  void Go(Way way) {
    MutexLock lock(mutex_);
    way_ = way;
  }
  void AwaitRecords(size_t count) {
    MutexLock lock(mutex_);
    while (records_.size() < count) changed_.Wait(mutex_);
  }
  // Tells all that wait how it went, and keeps at once from now on.
  void Release(const absl::Status& durable) {
    std::vector<std::function<void(absl::Status)>> waiting;
    {
      MutexLock lock(mutex_);
      way_ = Way::kKeeps;
      waiting.swap(waiting_);
    }
    for (const auto& tell : waiting) tell(durable);
  }
  std::vector<AccessRecord> records() {
    MutexLock lock(mutex_);
    return records_;
  }

 private:
  Mutex mutex_;
  Condition changed_;
  Way way_ ABSL_GUARDED_BY(mutex_) = Way::kKeeps;
  std::vector<AccessRecord> records_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::function<void(absl::Status)>> waiting_ ABSL_GUARDED_BY(mutex_);
};

// Some of the directory's methods and the server's, answering as each test wishes.
class SomeDirectory final : public directory::v1::DirectoryService::CallbackService {
 public:
  explicit SomeDirectory(Door& door) : door_(door) {}

  // What was done before in another thread that met here has happened. Between a call and its handler gRPC sees to
  // that, but in a way that the thread sanitizer cannot see.
  void Meet() { ++met_; }

#define ADAGIO_SERVED(name, member)                                                                                 \
  Door::Handler<directory::v1::name##Request, directory::v1::name##Response> member =                               \
      [](const Authorized<directory::v1::name##Request>&) { return directory::v1::name##Response(); };              \
  grpc::ServerUnaryReactor* name(grpc::CallbackServerContext* context, const directory::v1::name##Request* request, \
                                 directory::v1::name##Response* response) override {                                \
    return door_.Serve<directory::v1::name##Request, directory::v1::name##Response>(                                \
        context, request, response, "adagio.directory.v1.DirectoryService/" #name, [this](const auto& call) {       \
          Meet();                                                                                                   \
          auto answer = member(call);                                                                               \
          Meet();                                                                                                   \
          return answer;                                                                                            \
        });                                                                                                         \
  }
  ADAGIO_SERVED(CreatePractice, create_practice)
  ADAGIO_SERVED(AddClinician, add_clinician)
  ADAGIO_SERVED(AddIntegration, add_integration)
  ADAGIO_SERVED(CreateTreatmentUnit, create_unit)
  ADAGIO_SERVED(AddPartner, add_partner)
  ADAGIO_SERVED(GetTreatmentUnit, get_unit)
  ADAGIO_SERVED(ListTreatmentUnits, list_units)
  ADAGIO_SERVED(GetClinician, get_clinician)
#undef ADAGIO_SERVED

  // Stands, by mistake, behind the name of another method.
  grpc::ServerUnaryReactor* EndMembership(grpc::CallbackServerContext* context,
                                          const directory::v1::EndMembershipRequest* request,
                                          directory::v1::EndMembershipResponse* response) override {
    return door_.Serve<directory::v1::EndMembershipRequest, directory::v1::EndMembershipResponse>(
        context, request, response, "adagio.directory.v1.DirectoryService/GetTreatmentUnit",
        [](const auto&) { return directory::v1::EndMembershipResponse(); });
  }

 private:
  Door& door_;
  std::atomic<int> met_ = 0;
};

class SomeServer final : public server::v1::ServerService::CallbackService {
 public:
  explicit SomeServer(Door& door) : door_(door) {}
  grpc::ServerUnaryReactor* GetServer(grpc::CallbackServerContext* context, const server::v1::GetServerRequest* request,
                                      server::v1::GetServerResponse* response) override {
    return door_.Serve<server::v1::GetServerRequest, server::v1::GetServerResponse>(
        context, request, response, "adagio.server.v1.ServerService/GetServer", [](const auto&) {
          server::v1::GetServerResponse answer;
          answer.set_build("test");
          return answer;
        });
  }

 private:
  Door& door_;
};

// All of it together, and clients of it.
class DoorRig {
 public:
  explicit DoorRig(const Door::Options& options = {})
      : rules_(*RuleBook::Build({"adagio.directory.v1.DirectoryService", "adagio.server.v1.ServerService"})),
        door_({rules_, tokens_, accounts_, log_, clock_, entropy_}, options) {
    accounts_.AddToUnit(Role::kTherapist, "thea");
    accounts_.AddToUnit(Role::kPartner, "ana");
    accounts_.Add(Role::kTherapist, "unrelated");
    accounts_.Add(Role::kPracticeAdmin, "admin");
    host_ = *Host::Start({}, {&directory_, &server_});
    channel_ = grpc::CreateChannel(host_->address(), grpc::InsecureChannelCredentials());
    stub_ = directory::v1::DirectoryService::NewStub(channel_);
  }
  ~DoorRig() {
    door_.Stop(absl::Seconds(5));
    host_->Stop(absl::Seconds(5));
  }

  std::string Token(Role role, const std::string& subject, const PracticeId& practice = kHere) const {
    return *EmbeddedIssuer(key_).Mint({role, role == Role::kOperator ? PracticeId() : practice, subject, clock_.Now()});
  }
  std::string Therapist() const { return Token(Role::kTherapist, "thea"); }

  static void Sign(grpc::ClientContext& context, const std::string& token) {
    if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  }
  grpc::Status Get(const std::string& token, const std::string& unit,
                   directory::v1::GetTreatmentUnitResponse* response) {
    grpc::ClientContext context;
    Sign(context, token);
    directory::v1::GetTreatmentUnitRequest request;
    request.set_treatment_unit(unit);
    directory_.Meet();
    const grpc::Status status = stub_->GetTreatmentUnit(&context, request, response);
    directory_.Meet();
    return status;
  }
  grpc::Status Get(const std::string& token, const std::string& unit) {
    directory::v1::GetTreatmentUnitResponse response;
    return Get(token, unit, &response);
  }
  grpc::Status Add(const std::string& token, const directory::v1::AddPartnerRequest& request) {
    grpc::ClientContext context;
    Sign(context, token);
    directory::v1::AddPartnerResponse response;
    directory_.Meet();
    const grpc::Status status = stub_->AddPartner(&context, request, &response);
    directory_.Meet();
    return status;
  }

  StoryClock clock_{absl::FromUnixSeconds(1'800'000'000)};
  SystemEntropy entropy_;
  const Es256Key key_ = Es256Key::Generate();
  EmbeddedVerifier tokens_{key_, clock_};
  SomeAccounts accounts_;
  SomeLog log_;
  const RuleBook rules_;
  Door door_;
  SomeDirectory directory_{door_};
  SomeServer server_{door_};
  std::unique_ptr<Host> host_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<directory::v1::DirectoryService::Stub> stub_;
};

// A call under way, and the promise of its end.
struct Pending {
  grpc::ClientContext context;
  directory::v1::GetTreatmentUnitRequest request;
  directory::v1::GetTreatmentUnitResponse response;
  std::promise<grpc::Status> promise;
  std::future<grpc::Status> ended = promise.get_future();
};

inline std::unique_ptr<Pending> StartGet(DoorRig& rig, const std::string& token) {
  auto pending = std::make_unique<Pending>();
  DoorRig::Sign(pending->context, token);
  pending->request.set_treatment_unit(UnitName(kHere, kUnit));
  rig.stub_->async()->GetTreatmentUnit(&pending->context, &pending->request, &pending->response,
                                       [raw = pending.get()](grpc::Status status) { raw->promise.set_value(status); });
  return pending;
}

// The reason in the details of a status; empty where there are none.
inline std::string ReasonIn(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  if (!details.ParseFromString(status.error_details()) || details.details_size() == 0) return "";
  return details.details(0).UnpackTo(&info) ? info.reason() : "";
}

inline directory::v1::AddPartnerRequest GoodPartner() {
  directory::v1::AddPartnerRequest request;
  request.set_request_id(std::string(kRequestId));
  request.set_treatment_unit(UnitName(kHere, kUnit));
  request.set_display_name("Ana");
  request.set_login("ana");
  return request;
}

}  // namespace adagio::rpc
