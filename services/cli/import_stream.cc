#include "services/cli/import_stream.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "services/cli/csv.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;

// Well below what the server takes.
constexpr size_t kMessage = 48 * 1024;
constexpr int kRows = 1000;
constexpr std::chrono::seconds kPatience(20);
constexpr int kPage = 1000;

absl::Status Refused(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  const bool told = details.ParseFromString(status.error_details()) && details.details_size() > 0 &&
                    details.details(0).UnpackTo(&info);
  const std::string reason = told ? info.reason() : absl::StrCat("code ", status.error_code());
  switch (status.error_code()) {
    case grpc::StatusCode::PERMISSION_DENIED:
      return absl::PermissionDeniedError("the practice has no such therapist");
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
    case grpc::StatusCode::UNAUTHENTICATED:  // a long import outlives its token
      return absl::UnavailableError(absl::StrCat("interrupted: ", reason));
    case grpc::StatusCode::ALREADY_EXISTS:
      return absl::FailedPreconditionError("the import is of other rows: was the file changed under its --import?");
    default:
      return absl::InternalError(absl::StrCat("refused: ", reason));
  }
}

}  // namespace

ImportStream::ImportStream(std::shared_ptr<grpc::Channel> channel, std::string token, std::string practice,
                           std::string import)
    : token_(std::move(token)),
      practice_(std::move(practice)),
      import_(std::move(import)),
      stub_(v1::ImportService::NewStub(channel)) {}

void ImportStream::Sign(grpc::ClientContext& context) const {
  context.AddMetadata("authorization", absl::StrCat("Bearer ", token_));
}

absl::StatusOr<v1::Import> ImportStream::Known() {
  grpc::ClientContext context;
  Sign(context);
  context.set_deadline(std::chrono::system_clock::now() + kPatience);
  v1::GetImportRequest request;
  request.set_import(absl::StrCat(practice_, "/imports/", import_));
  v1::GetImportResponse response;
  const grpc::Status status = stub_->GetImport(&context, request, &response);
  if (status.error_code() == grpc::StatusCode::NOT_FOUND) return v1::Import();  // nothing has come yet
  if (!status.ok()) return Refused(status);
  return response.import();
}

v1::ImportAdministrationsRequest ImportStream::NextMessage(ImportRows& rows, int64_t position) {
  v1::ImportAdministrationsRequest message;
  message.set_request_id(import_);
  message.set_practice(practice_);
  message.set_position(position);
  size_t size = message.ByteSizeLong();
  while (message.rows_size() < kRows) {
    v1::ImportedRow row;
    if (left_over_.has_value()) {
      row = *std::exchange(left_over_, std::nullopt);
    } else if (!rows.Next(row)) {
      return message;
    }
    size += row.ByteSizeLong() + 4;
    if (size > kMessage && message.rows_size() > 0) {
      left_over_ = std::move(row);
      return message;
    }
    *message.add_rows() = std::move(row);
  }
  return message;
}

absl::StatusOr<v1::Import> ImportStream::Send(ImportRows& rows, std::ostream& progress) {
  ASSIGN_OR_RETURN(v1::Import import, Known());
  left_over_.reset();
  v1::ImportedRow known;
  for (int64_t i = 0; i < import.position(); ++i) {
    if (!rows.Next(known)) return import;
  }
  grpc::ClientContext context;
  Sign(context);
  const std::unique_ptr<Stream> stream = stub_->ImportAdministrations(&context);
  v1::ImportAdministrationsResponse answer;
  for (;;) {
    const v1::ImportAdministrationsRequest message = NextMessage(rows, import.position());
    if (message.rows().empty()) break;
    if (!stream->Write(message) || !stream->Read(&answer)) return Refused(stream->Finish());
    import = answer.import();
    advanced_ = true;
    progress << absl::StrCat(import.position(), " rows: ", import.taken(), " taken, ", import.rejected(), " rejected\n")
             << std::flush;
  }
  stream->WritesDone();
  while (stream->Read(&answer)) {
  }
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return Refused(status);
  return import;
}

absl::Status ImportStream::WriteRejected(std::ostream& out) {
  v1::ListRejectedRowsRequest request;
  request.set_import(absl::StrCat(practice_, "/imports/", import_));
  request.set_page_size(kPage);
  out << "line,problem\n";
  do {
    grpc::ClientContext context;
    Sign(context);
    context.set_deadline(std::chrono::system_clock::now() + kPatience);
    v1::ListRejectedRowsResponse page;
    const grpc::Status status = stub_->ListRejectedRows(&context, request, &page);
    if (status.error_code() == grpc::StatusCode::NOT_FOUND) return absl::OkStatus();  // of an empty file
    if (!status.ok()) return Refused(status);
    for (const v1::RejectedRow& row : page.rows()) {
      out << row.line() << ',' << QuoteCsv(InWords(row.problem())) << '\n';
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace adagio::cli
