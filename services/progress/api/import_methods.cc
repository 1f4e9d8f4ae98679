// Taking one message of an import, and telling how far it has come.
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/keys/page.h"
#include "services/platform/rpc/door.h"
#include "services/progress/api/caller.h"
#include "services/progress/api/import_api.h"
#include "services/progress/api/import_unit.h"
#include "services/progress/api/import_wire.h"

namespace adagio::progress {
namespace {

using Call = rpc::Authorized<v1::ImportAdministrationsRequest>;

Uuid ImportOf(const Call& call) { return *Uuid::Parse(call.request().request_id()); }

// An id that follows from the caller's import and `what` of it, and from nothing else; like a random one to anybody.
absl::StatusOr<Uuid> DerivedId(const keys::Keyring& keys, const Call& call, absl::string_view what) {
  ASSIGN_OR_RETURN(std::string mac,
                   keys.Mac(call.scope().practice(),
                            absl::StrCat("import\n", call.caller().id.bytes(), ImportOf(call).bytes(), "\n", what)));
  mac.resize(16);
  mac[6] = static_cast<char>((mac[6] & 0x0f) | 0x40);
  mac[8] = static_cast<char>((mac[8] & 0x3f) | 0x80);
  return Uuid::FromBytes(mac);
}

}  // namespace

absl::StatusOr<v1::ImportAdministrationsResponse> ImportApi::ImportAdministrations(const Call& call) {
  const v1::ImportAdministrationsRequest& request = call.request();
  ImportProgress known;
  {
    ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
    ASSIGN_OR_RETURN(const auto begun, parts_.imports.Load(*reads, call.scope(), ImportOf(call)));
    known = begun.value_or(ImportProgress());
  }
  if (request.position() > known.position) return RefuseField("position", "must not leave out rows");
  std::vector<RowOutcome> outcomes;
  std::map<UnitId, std::vector<int>> units;
  for (int i = 0; i < request.rows_size(); ++i) {
    const v1::ImportedRow& row = request.rows(i);
    outcomes.push_back({row.line(), UnreadableOf(row)});
    if (outcomes.back().problem.has_value() || request.position() + i < known.position) continue;
    const std::optional<UnitId> unit = UnitOf(call.scope(), row);
    if (!unit.has_value()) outcomes.back().problem = RowProblem::kPartnerUnknown;
    if (unit.has_value()) units[*unit].push_back(i);
  }
  for (const auto& [unit, rows] : units) RETURN_IF_ERROR(TakeInto(unit, call, rows, outcomes));
  return AdvanceBy(call, outcomes);
}

absl::Status ImportApi::TakeInto(const UnitId& unit, const Call& call, const std::vector<int>& rows,
                                 std::vector<RowOutcome>& outcomes) {
  const v1::ImportAdministrationsRequest& request = call.request();
  const auto position = [&](int row) { return request.position() + row; };
  // Cut into other messages, the same rows are another request: that they count once is their own ids' doing.
  std::string which = absl::StrCat("unit\n", unit.bytes());
  RequestKey key;
  for (const int row : rows) {
    absl::StrAppend(&which, "\n", position(row));
    absl::StrAppend(&key.body, position(row), "\n", request.rows(row).SerializeAsString());
  }
  ASSIGN_OR_RETURN(key.id, DerivedId(parts_.keys, call, which));
  const Scope scope = rpc::Door::Narrow(call.scope(), unit);
  const absl::StatusOr<std::string> answer =
      parts_.units.Run(scope, key, [&](Work& work) -> absl::StatusOr<std::string> {
        ImportUnit into(parts_, work);
        v1::ListRejectedRowsResponse rejected;
        for (const int row : rows) {
          ASSIGN_OR_RETURN(const Uuid id, DerivedId(parts_.keys, call, absl::StrCat("row\n", position(row))));
          ASSIGN_OR_RETURN(const std::optional<RowProblem> problem,
                           into.Take(FromWire(request.rows(row)), AdministrationId(id)));
          if (!problem.has_value()) continue;
          *rejected.add_rows() = ToWire(RejectedRow{position(row), request.rows(row).line(), *problem});
        }
        RETURN_IF_ERROR(into.End());
        return rejected.SerializeAsString();
      });
  // The unit is not there.
  if (ReasonOf(answer.status()) == Reason::kAccessDenied) {
    for (const int row : rows) outcomes[static_cast<size_t>(row)].problem = RowProblem::kPartnerUnknown;
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(answer.status());
  v1::ListRejectedRowsResponse rejected;
  if (!rejected.ParseFromString(*answer)) return Refuse(Reason::kBug, "a stored answer does not parse");
  for (const v1::RejectedRow& row : rejected.rows()) {
    outcomes[static_cast<size_t>(row.position() - request.position())].problem = static_cast<RowProblem>(row.problem());
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ImportAdministrationsResponse> ImportApi::AdvanceBy(const Call& call,
                                                                       const std::vector<RowOutcome>& outcomes) {
  using Response = v1::ImportAdministrationsResponse;
  const v1::ImportAdministrationsRequest& request = call.request();
  RequestKey key{.id = {}, .body = request.SerializeAsString()};
  ASSIGN_OR_RETURN(
      key.id, DerivedId(parts_.keys, call, absl::StrCat("advance\n", request.position(), "\n", request.rows_size())));
  ASSIGN_OR_RETURN(const std::string answer,
                   parts_.units.Run(call.scope(), key, [&](Work& work) -> absl::StatusOr<std::string> {
                     const Uuid import = ImportOf(call);
                     ASSIGN_OR_RETURN(const auto before, parts_.imports.Load(work.tx(), work.scope(), import));
                     const Advanced advanced = Advance(before.value_or(ImportProgress()), request.position(), outcomes);
                     RETURN_IF_ERROR(parts_.imports.Save(work, import, advanced));
                     Response response;
                     *response.mutable_import() = ToWire(work.scope(), import, advanced.progress);
                     for (const RejectedRow& row : advanced.rejected) *response.add_rejected() = ToWire(row);
                     return response.SerializeAsString();
                   }));
  Response response;
  if (!response.ParseFromString(answer)) return Refuse(Reason::kBug, "a stored answer does not parse");
  return response;
}

absl::StatusOr<ImportProgress> ImportApi::Begun(storage::Statements& from, const Scope& scope,
                                                const Uuid& import) const {
  ASSIGN_OR_RETURN(const auto begun, parts_.imports.Load(from, scope, import));
  if (!begun.has_value()) return Refuse(Reason::kResourceMissing, "nothing of such an import has come");
  return *begun;
}

absl::StatusOr<v1::GetImportResponse> ImportApi::GetImport(const rpc::Authorized<v1::GetImportRequest>& call) {
  ASSIGN_OR_RETURN(const auto import, IdIn<Uuid>(call.request().import(), kImportShape));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const ImportProgress progress, Begun(*reads, call.scope(), import));
  v1::GetImportResponse response;
  *response.mutable_import() = ToWire(call.scope(), import, progress);
  return response;
}

absl::StatusOr<v1::ListRejectedRowsResponse> ImportApi::ListRejectedRows(
    const rpc::Authorized<v1::ListRejectedRowsRequest>& call) {
  ASSIGN_OR_RETURN(const auto import, IdIn<Uuid>(call.request().import(), kImportShape));
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const ImportProgress progress, Begun(*reads, call.scope(), import));
  const keys::Pages pages(parts_.keys, call.scope());
  const size_t count = static_cast<size_t>(progress.rejected);
  ASSIGN_OR_RETURN(const keys::Page page, pages.PageOf(call.request().page_size(), call.request().page_token(), count));
  ASSIGN_OR_RETURN(const std::vector<RejectedRow> rows,
                   parts_.imports.LoadRejected(*reads, call.scope(), import, page.first, page.end - page.first));
  v1::ListRejectedRowsResponse response;
  for (const RejectedRow& row : rows) *response.add_rows() = ToWire(row);
  ASSIGN_OR_RETURN(*response.mutable_next_page_token(), pages.TokenAfter(page, count));
  return response;
}

}  // namespace adagio::progress
