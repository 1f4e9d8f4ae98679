#include "services/platform/rpc/access.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::rpc {
namespace {

absl::Status Denied() { return Refuse(Reason::kAccessDenied, "denied"); }

}  // namespace

bool NeedsStanding(const Call& call) {
  const options::v1::Relation relation = call.rule->relation;
  if (call.rule->open_to_anyone() || relation == options::v1::RELATION_INSTALLATION) return false;
  return call.practice == call.identity->practice;
}

absl::Status Judge(const Call& call, const absl::StatusOr<Standing>& standing, Principal& principal) {
  const MethodRule& rule = *call.rule;
  if (rule.open_to_anyone()) return absl::OkStatus();
  const Identity& who = *call.identity;
  const bool has_role = std::find(rule.roles.begin(), rule.roles.end(), who.role) != rule.roles.end();
  if (rule.relation == options::v1::RELATION_INSTALLATION) {
    if (!has_role) return Denied();
    principal = {who.role, Uuid()};
    return absl::OkStatus();
  }
  if (!NeedsStanding(call)) return Denied();
  RETURN_IF_ERROR(standing.status());
  if (standing->principal.role != who.role || standing->principal.id.is_nil()) return Denied();
  principal = standing->principal;
  if (!has_role || call.reaches_elsewhere) return Denied();
  const bool in_unit = rule.relation == options::v1::RELATION_UNIT;
  if (in_unit && (call.unit.uuid().is_nil() || !standing->related_to_unit)) return Denied();
  return absl::OkStatus();
}

}  // namespace adagio::rpc
