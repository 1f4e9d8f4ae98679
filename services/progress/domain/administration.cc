#include "services/progress/domain/administration.h"

#include <algorithm>

#include "services/platform/foundation/status.h"

namespace adagio::progress {
namespace {

bool IsSuperseded(const Administration& administration, const std::vector<Administration>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Administration& other) {
    return other.series == administration.series && other.id != administration.id && other.submitted_at.has_value() &&
           other.number >= administration.number;
  });
}

Entry EntryOf(const Principal& caller) {
  return caller.role == Role::kPartner ? Entry::kByPartner : Entry::kByTherapist;
}

}  // namespace

absl::Status CheckWritable(const Standing* standing) {
  if (standing == nullptr) return Refuse(Reason::kResourceMissing, "no such partner in the unit");
  if (standing->left) return Refuse(Reason::kAlreadyOver, "the partner has left the unit");
  return absl::OkStatus();
}

absl::Status CheckBegins(const Standing* standing) {
  RETURN_IF_ERROR(CheckWritable(standing));
  if (!standing->acknowledged) {
    return Refuse(Reason::kPolicyUnacknowledged, "the partner acknowledges the current confidence policy first");
  }
  return absl::OkStatus();
}

bool MayKnow(const Principal& caller, const PartnerId& partner) {
  return caller.role != Role::kPartner || caller.partner() == partner;
}

absl::Status CheckKnown(const Administration* administration, const Principal& caller) {
  if (administration != nullptr && MayKnow(caller, administration->partner)) return absl::OkStatus();
  return Refuse(Reason::kResourceMissing, "no such administration in the unit");
}

absl::Status CheckOccurred(absl::Time occurred_at, absl::Time now) {
  if (occurred_at > now) return RefuseField("occurred_at", "must not be in the future");
  if (occurred_at < now - kOldest) return RefuseField("occurred_at", "must not be more than ten years ago");
  return absl::OkStatus();
}

absl::StatusOr<Provenance> ProvenanceFor(const Principal& caller, std::optional<Provenance> said) {
  const bool partner = caller.role == Role::kPartner;
  if (!said.has_value()) return partner ? Provenance::kOnScreen : Provenance::kPaperForm;
  const bool known =
      partner ? *said == Provenance::kOnScreen || *said == Provenance::kPaperForm : *said != Provenance::kOnScreen;
  if (!known) return RefuseField("provenance", "what the caller can know of");
  return *said;
}

absl::Status CheckEnters(const Administration& administration, const std::vector<Administration>& others,
                         const Principal& caller) {
  if (administration.entry != EntryOf(caller)) return Refuse(Reason::kAccessDenied, "somebody else enters it");
  if (administration.submitted_at.has_value()) return Refuse(Reason::kAlreadyOver, "the administration is submitted");
  if (IsSuperseded(administration, others)) return Refuse(Reason::kAlreadyOver, "another correction is submitted");
  return absl::OkStatus();
}

absl::Status CheckCorrects(const Administration& administration, const std::vector<Administration>& others,
                           const Principal& caller) {
  if (caller.role == Role::kPartner && administration.entry != Entry::kByPartner) {
    return Refuse(Reason::kAccessDenied, "somebody else entered it");
  }
  if (!Counts(administration, others)) return Refuse(Reason::kAlreadyOver, "correct the latest submitted version");
  return absl::OkStatus();
}

bool Counts(const Administration& administration, const std::vector<Administration>& others) {
  return administration.submitted_at.has_value() && !IsSuperseded(administration, others);
}

Administration Open(const Instrument& instrument, const AdministrationId& id, const PartnerId& partner,
                    const Principal& caller, absl::Time occurred_at, absl::Time now) {
  return {.id = id,
          .partner = partner,
          .instrument = instrument.key,
          .instrument_version = instrument.version,
          .series = id,
          .number = 1,
          .entry = EntryOf(caller),
          .entered_by = caller.id,
          .occurred_at = occurred_at,
          .started_at = now};
}

Administration NextVersion(const Administration& corrected, const AdministrationId& id, const Principal& caller,
                           absl::Time now) {
  Administration next = corrected;
  next.id = id;
  next.entry = EntryOf(caller);
  next.entered_by = caller.id;
  next.started_at = now;
  next.submitted_at.reset();
  next.score.reset();
  next.number = corrected.number + 1;
  return next;
}

}  // namespace adagio::progress
