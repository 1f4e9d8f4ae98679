#pragma once

#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "absl/status/statusor.h"
#include "adagio/progress/v1/import.grpc.pb.h"
#include "services/cli/import_rows.h"

namespace adagio::cli {

// Sends a file's rows as one import, message by message, from wherever the import stands. Whatever ends it, the same
// can be done again and goes on where it was.
class ImportStream {
 public:
  // `import` is its id.
  ImportStream(std::shared_ptr<grpc::Channel> channel, std::string token, std::string practice, std::string import);

  // Sends the rows after those that the server has, and says on `progress` how far it is. UNAVAILABLE when the way to
  // the server was lost: call it again with the rows from their beginning. PERMISSION_DENIED where the caller may not.
  absl::StatusOr<progress::v1::Import> Send(ImportRows& rows, std::ostream& progress);
  // Whether anything was answered.
  bool advanced() const { return advanced_; }
  // Writes every rejected row of the import, also those of earlier runs, as CSV: line, problem.
  absl::Status WriteRejected(std::ostream& out);

 private:
  using Stream =
      grpc::ClientReaderWriter<progress::v1::ImportAdministrationsRequest, progress::v1::ImportAdministrationsResponse>;

  void Sign(grpc::ClientContext& context) const;
  absl::StatusOr<progress::v1::Import> Known();
  // The next message from `position` on; without rows at the end.
  progress::v1::ImportAdministrationsRequest NextMessage(ImportRows& rows, int64_t position);

  const std::string token_;
  const std::string practice_;
  const std::string import_;
  const std::unique_ptr<progress::v1::ImportService::Stub> stub_;
  bool advanced_ = false;
  std::optional<progress::v1::ImportedRow> left_over_;  // did not fit into the last message
};

}  // namespace adagio::cli
