#include "services/progress/api/import_wire.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "services/platform/rpc/resource_name.h"
#include "services/progress/api/wire.h"

namespace adagio::progress {
namespace {

static_assert(static_cast<int>(RowProblem::kMalformed) == v1::ROW_PROBLEM_MALFORMED);
static_assert(static_cast<int>(RowProblem::kPartnerUnknown) == v1::ROW_PROBLEM_PARTNER_UNKNOWN);
static_assert(static_cast<int>(RowProblem::kVersionOther) == v1::ROW_PROBLEM_VERSION_OTHER);
static_assert(static_cast<int>(RowProblem::kOutOfRange) == v1::ROW_PROBLEM_OUT_OF_RANGE);
static_assert(static_cast<int>(RowProblem::kAlreadyThere) == v1::ROW_PROBLEM_ALREADY_THERE);

}  // namespace

v1::Import ToWire(const Scope& scope, const Uuid& import, const ImportProgress& progress) {
  v1::Import wire;
  wire.set_name(absl::StrCat(rpc::PracticeName(scope.practice()), "/imports/", import.ToString()));
  wire.set_position(progress.position);
  wire.set_taken(progress.taken);
  wire.set_rejected(progress.rejected);
  return wire;
}

v1::RejectedRow ToWire(const RejectedRow& row) {
  v1::RejectedRow wire;
  wire.set_position(row.position);
  wire.set_line(row.line);
  wire.set_problem(static_cast<v1::RowProblem>(row.problem));
  return wire;
}

std::optional<UnitId> UnitOf(const Scope& scope, const v1::ImportedRow& wire) {
  const absl::StatusOr<rpc::ResourceName> partner = rpc::ResourceName::Parse(wire.partner(), rpc::kPartnerShape);
  if (!partner.ok() || partner->practice() != scope.practice()) return std::nullopt;
  return partner->unit();
}

ImportedRow FromWire(const v1::ImportedRow& wire) {
  ImportedRow row{.line = wire.line(),
                  .partner = rpc::ResourceName::Parse(wire.partner(), rpc::kPartnerShape)->id<PartnerId>(),
                  .instrument = wire.instrument(),
                  .version = wire.version(),
                  .occurred_at = FromWire(wire.has_occurred_at(), wire.occurred_at(), absl::UnixEpoch())};
  for (const v1::ImportedAnswer& answer : wire.answers()) row.answers.emplace_back(answer.item(), answer.value());
  if (wire.has_total()) row.total = wire.total();
  return row;
}

std::optional<RowProblem> UnreadableOf(const v1::ImportedRow& wire) {
  if (wire.unreadable() == v1::ROW_PROBLEM_UNSPECIFIED) return std::nullopt;
  return static_cast<RowProblem>(wire.unreadable());
}

}  // namespace adagio::progress
