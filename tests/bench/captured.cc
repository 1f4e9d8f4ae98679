#include "tests/bench/captured.h"

#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"
#include "tests/bench/calls.h"
#include "tests/bench/raw.h"

namespace adagio::bench {
namespace {

absl::Status AnswerOnce(const std::string& address, const Practice& practice) {
  homework::v1::HomeworkService::Stub stub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  homework::v1::AnswerAssignmentRequest request;
  homework::v1::AnswerAssignmentResponse response;
  FillAnswer(practice, 0, context, request);
  const grpc::Status status = stub.AnswerAssignment(&context, request, &response);
  if (status.ok()) return absl::OkStatus();
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
}

// What one connection sent within its transaction.
struct Sent {
  bool open = false;
  bool committed = false;
  std::vector<std::string> texts;

  void Add(const std::string& kind, const std::string& text) {
    if (kind == "Query" && text == "START TRANSACTION") open = true;
    // An execution shows its values in place; its text was seen when it was prepared.
    if (!open || (kind != "Query" && kind != "Prepare")) return;
    texts.push_back(text);
    committed = text == "COMMIT";
    if (committed) open = false;
  }
};

}  // namespace

absl::StatusOr<std::vector<std::string>> StatementsOfOneAnswer(const Bed& bed) {
  ASSIGN_OR_RETURN(const auto root, RawConnection::Open(bed.root));
  RETURN_IF_ERROR(root->Send("SET GLOBAL log_output = 'TABLE'"));
  // A server of its own: its connections have prepared nothing yet.
  ASSIGN_OR_RETURN(const auto server, ServerProcess::Start({bed.programs + "/adagiod", "--join=" + bed.data.string(),
                                                            "--services=homework"},
                                                           bed.folder / "capture.log"));
  RETURN_IF_ERROR(root->Send("SET GLOBAL general_log = ON"));
  const absl::Status answered = AnswerOnce(server->address(), bed.practice);
  RETURN_IF_ERROR(root->Send("SET GLOBAL general_log = OFF"));
  RETURN_IF_ERROR(answered);
  ASSIGN_OR_RETURN(const auto rows, root->Ask("SELECT thread_id, command_type, argument FROM mysql.general_log"));
  std::map<std::string, Sent> connections;
  for (const auto& row : rows) connections[row[0]].Add(row[1], row[2]);
  for (const auto& [thread, sent] : connections) {
    const bool answers = sent.committed && absl::StrContains(absl::StrCat(sent.texts.at(1)), "unit_guard");
    if (answers) return sent.texts;
  }
  return absl::InternalError("the database's log shows no transaction of AnswerAssignment");
}

}  // namespace adagio::bench
