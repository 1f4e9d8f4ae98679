#include "tests/bench/bare_server.h"

#include <fstream>
#include <utility>

#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/foundation/status.h"
#include "tests/bench/calls.h"

namespace adagio::bench {
namespace {

absl::Status Kept(const grpc::Status& status, const google::protobuf::Message& answer,
                  const std::filesystem::path& file) {
  if (!status.ok()) return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  std::ofstream out(file, std::ios::binary);
  return answer.SerializeToOstream(&out) ? absl::OkStatus() : absl::UnavailableError("cannot keep an answer");
}

absl::Status KeepAnswers(const Bed& bed, const std::filesystem::path& assignment, const std::filesystem::path& server) {
  const auto channel = grpc::CreateChannel(bed.adagiod->address(), grpc::InsecureChannelCredentials());
  homework::v1::GetAssignmentRequest request;
  request.set_assignment(bed.practice.couples[0].assignment_name);
  grpc::ClientContext context;
  context.AddMetadata("authorization", bed.practice.couples[0].people[0].bearer);
  homework::v1::GetAssignmentResponse response;
  RETURN_IF_ERROR(Kept(homework::v1::HomeworkService::Stub(channel).GetAssignment(&context, request, &response),
                       response, assignment));
  grpc::ClientContext of_server;
  server::v1::GetServerResponse described;
  return Kept(server::v1::ServerService::Stub(channel).GetServer(&of_server, {}, &described), described, server);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ServerProcess>> StartBare(const Bed& bed, std::vector<std::string> options) {
  const std::filesystem::path assignment = bed.folder / "assignment.pb";
  const std::filesystem::path server = bed.folder / "server.pb";
  RETURN_IF_ERROR(KeepAnswers(bed, assignment, server));
  std::vector<std::string> arguments = {bed.programs + "/adagio_bench_bare", "--assignment=" + assignment.string(),
                                        "--server=" + server.string()};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return ServerProcess::Start(arguments, bed.folder / "bare.log");
}

}  // namespace adagio::bench
