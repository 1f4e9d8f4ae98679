#include "services/progress/api/caseload_snapshot.h"

#include <map>
#include <optional>
#include <set>
#include <string>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/snapshot.h"

namespace adagio::progress {
namespace {

// Administrators share one.
Uuid ReaderOf(const Scope& scope) {
  return scope.principal().role == Role::kSupervisor ? scope.principal().id : Uuid();
}

absl::StatusOr<v1::GetCaseloadResponse> Parsed(const std::string& report) {
  v1::GetCaseloadResponse parsed;
  if (!parsed.ParseFromString(report)) return Refuse(Reason::kBug, "a stored report does not parse");
  return parsed;
}

// What is told of nobody who was not counted.
void Uncount(v1::CaseloadFigures& figures) {
  v1::CaseloadFigures matters;
  matters.mutable_matters()->Swap(figures.mutable_matters());
  figures = std::move(matters);
}

// `counted` with the matters of `figures`, in its place.
void Count(const v1::CaseloadFigures& counted, v1::CaseloadFigures& figures) {
  v1::CaseloadFigures merged = counted;
  *merged.mutable_matters() = std::move(*figures.mutable_matters());
  figures = std::move(merged);
}

std::set<std::string> TherapistsOf(const v1::GetCaseloadResponse& report) {
  std::set<std::string> names;
  for (const v1::TherapistCaseload& one : report.therapists()) names.insert(one.therapist());
  return names;
}

}  // namespace

v1::GetCaseloadResponse LastingPartOf(const v1::GetCaseloadResponse& report) {
  v1::GetCaseloadResponse lasting = report;
  lasting.clear_worklist();
  lasting.clear_next_page_token();
  if (lasting.has_figures()) lasting.mutable_figures()->clear_matters();
  for (v1::TherapistCaseload& one : *lasting.mutable_therapists()) one.mutable_figures()->clear_matters();
  return lasting;
}

void PutIn(const v1::GetCaseloadResponse& snapshot, v1::GetCaseloadResponse& report) {
  if (TherapistsOf(snapshot) == TherapistsOf(report)) {
    Count(snapshot.figures(), *report.mutable_figures());
  } else {
    Uncount(*report.mutable_figures());
  }
  std::map<std::string, const v1::CaseloadFigures*> counted;
  for (const v1::TherapistCaseload& one : snapshot.therapists()) counted[one.therapist()] = &one.figures();
  for (v1::TherapistCaseload& one : *report.mutable_therapists()) {
    const auto found = counted.find(one.therapist());
    if (found == counted.end()) {
      Uncount(*one.mutable_figures());
    } else {
      Count(*found->second, *one.mutable_figures());
    }
  }
  *report.mutable_figures_at() = snapshot.figures_at();
  *report.mutable_period_start() = snapshot.period_start();
}

absl::StatusOr<std::optional<v1::GetCaseloadResponse>> CaseloadSnapshots::Standing(const Scope& scope,
                                                                                   absl::Time now) const {
  ASSIGN_OR_RETURN(const storage::Pool::Lease reads, parts_.reads.Acquire());
  ASSIGN_OR_RETURN(const std::optional<Snapshot> latest,
                   parts_.store.Latest(*reads, scope.practice(), ReaderOf(scope)));
  if (!latest.has_value() || !Stands(latest->made_at, now)) return std::optional<v1::GetCaseloadResponse>();
  ASSIGN_OR_RETURN(v1::GetCaseloadResponse report, Parsed(latest->report));
  return std::make_optional(std::move(report));
}

absl::StatusOr<v1::GetCaseloadResponse> CaseloadSnapshots::Make(const Scope& scope,
                                                                const v1::GetCaseloadResponse& report) {
  const std::string made = LastingPartOf(report).SerializeAsString();
  const Uuid reader = ReaderOf(scope);
  ASSIGN_OR_RETURN(
      const std::string stands,
      parts_.units.Run(scope, {parts_.entropy.NewUuid(), made}, [&](Work& work) -> absl::StatusOr<std::string> {
        ASSIGN_OR_RETURN(const std::optional<Snapshot> latest,
                         parts_.store.Latest(work.tx(), scope.practice(), reader));
        if (latest.has_value() && Stands(latest->made_at, work.now())) {
          return latest->report;
        }
        RETURN_IF_ERROR(parts_.store.Add(work, reader, made));
        return made;
      }));
  return Parsed(stands);
}

}  // namespace adagio::progress
