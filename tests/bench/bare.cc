// A server with nothing behind its methods: GetAssignment and GetServer give an answer from a file. With --door the
// same handlers stand behind the door, whose directory and audit trail answer at once from memory.
#include <csignal>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "adagio/homework/v1/homework.grpc.pb.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/foundation/status.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "services/platform/rpc/host.h"
#include "services/platform/rpc/served.h"

namespace adagio::bench {

struct Answers {
  homework::v1::GetAssignmentResponse assignment;
  server::v1::GetServerResponse server;
};

class BareServer final : public server::v1::ServerService::CallbackService {
 public:
  explicit BareServer(const Answers& answers) : answers_(answers) {}
  grpc::ServerUnaryReactor* GetServer(grpc::CallbackServerContext* context, const server::v1::GetServerRequest*,
                                      server::v1::GetServerResponse* response) override {
    *response = answers_.server;
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const Answers& answers_;
};

class BareHomework final : public homework::v1::HomeworkService::CallbackService {
 public:
  explicit BareHomework(const Answers& answers) : answers_(answers) {}
  grpc::ServerUnaryReactor* GetAssignment(grpc::CallbackServerContext* context,
                                          const homework::v1::GetAssignmentRequest*,
                                          homework::v1::GetAssignmentResponse* response) override {
    *response = answers_.assignment;
    grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

 private:
  const Answers& answers_;
};

struct HomeworkApi {
  absl::StatusOr<homework::v1::GetAssignmentResponse> GetAssignment(
      const rpc::Authorized<homework::v1::GetAssignmentRequest>&) const {
    return answers.assignment;
  }
  const Answers& answers;
};

namespace v1 = homework::v1;

class GuardedHomework final : public v1::HomeworkService::CallbackService {
 public:
  GuardedHomework(rpc::Door& door, const Answers& answers) : door_(door), api_{answers} {}
  ADAGIO_SERVED("adagio.homework.v1.HomeworkService", GetAssignment)

 private:
  rpc::Door& door_;
  const HomeworkApi api_;
};

// Everybody is who they say, and related to every unit.
class Everybody final : public rpc::Accounts {
 public:
  std::vector<absl::StatusOr<Standing>> Find(absl::Span<const Caller> callers) override {
    std::vector<absl::StatusOr<Standing>> answers;
    for (const Caller& caller : callers) {
      answers.push_back(Standing{.principal = {caller.role, caller.unit.uuid()}, .related_to_unit = true});
    }
    return answers;
  }
};

class Forgetful final : public rpc::AccessLog {
 public:
  void Record(AccessRecord, std::function<void(absl::Status)> durable) override { durable(absl::OkStatus()); }
};

// Waits for the signal to end.
absl::Status Serve(const std::vector<grpc::Service*>& services, const sigset_t& ends) {
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Host> host, rpc::Host::Start({}, services));
  std::cout << "ready " << host->address() << std::endl;
  int signal = 0;
  sigwait(&ends, &signal);
  host->Stop(absl::Seconds(1));
  return absl::OkStatus();
}

absl::Status ServeGuarded(const std::string& issuer, const Answers& answers, const sigset_t& ends) {
  constexpr absl::string_view kServices[] = {"adagio.homework.v1.HomeworkService"};
  ASSIGN_OR_RETURN(const rpc::RuleBook rules, rpc::RuleBook::Build(absl::MakeConstSpan(kServices)));
  ASSIGN_OR_RETURN(rpc::Es256Key key, rpc::Es256Key::ReadFile(issuer));
  const SystemClock clock;
  rpc::EmbeddedVerifier tokens(std::move(key), clock);
  Everybody everybody;
  Forgetful log;
  SystemEntropy entropy;
  // A place among all calls is free only when gRPC has let go of the call, which lags behind the answers at this rate.
  rpc::Door door({rules, tokens, everybody, log, clock, entropy}, {.calls = 1 << 16});
  GuardedHomework homework(door, answers);
  const absl::Status served = Serve({&homework}, ends);
  door.Stop(absl::Seconds(1));
  return served;
}

absl::Status Run(const std::map<std::string, std::string>& options) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  Answers answers;
  std::ifstream assignment(options.at("--assignment"), std::ios::binary);
  std::ifstream server(options.at("--server"), std::ios::binary);
  if (!answers.assignment.ParseFromIstream(&assignment) || !answers.server.ParseFromIstream(&server)) {
    return absl::NotFoundError("--assignment and --server name files with an answer each");
  }
  if (const auto issuer = options.find("--door"); issuer != options.end()) {
    return ServeGuarded(issuer->second, answers, ends);
  }
  BareServer bare_server(answers);
  BareHomework bare_homework(answers);
  return Serve({&bare_server, &bare_homework}, ends);
}

}  // namespace adagio::bench

// adagio_bench_bare --assignment=FILE --server=FILE [--door=ISSUER_KEY]
int main(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 1; i < argc; ++i) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(argv[i], absl::MaxSplits('=', 1));
    options.insert(parts);
  }
  const absl::Status ended = adagio::bench::Run(options);
  if (ended.ok()) return 0;
  std::cerr << "adagio_bench_bare: " << ended.message() << '\n';
  return 1;
}
