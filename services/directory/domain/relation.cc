#include "services/directory/domain/relation.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::directory {

absl::Status CheckBegin(const Relation* known) {
  if (known != nullptr && known->ended_at.has_value()) return Refuse(Reason::kAlreadyOver, "it has ended");
  return absl::OkStatus();
}

absl::Status CheckEnd(const Relation* known) {
  if (known == nullptr) return Refuse(Reason::kResourceMissing, "no such relation");
  return CheckBegin(known);
}

absl::Status CheckTreats(const std::optional<ClinicianRole>& role) {
  if (!role.has_value()) return Refuse(Reason::kResourceMissing, "no such clinician");
  if (*role != ClinicianRole::kTherapist) return RefuseField("therapist", "must be a therapist");
  return absl::OkStatus();
}

absl::Status CheckEndTreatment(const std::vector<Treatment>& all, const ClinicianId& therapist) {
  RETURN_IF_ERROR(CheckEnd(Find(all, therapist)));
  const bool others = std::any_of(all.begin(), all.end(), [&](const Treatment& treatment) {
    return treatment.therapist != therapist && !treatment.relation.ended_at.has_value();
  });
  if (!others) return RefuseField("therapist", "is the last who treats the unit");
  return absl::OkStatus();
}

const Relation* Find(const std::vector<Treatment>& all, const ClinicianId& therapist) {
  for (const Treatment& treatment : all) {
    if (treatment.therapist == therapist) return &treatment.relation;
  }
  return nullptr;
}

}  // namespace adagio::directory
