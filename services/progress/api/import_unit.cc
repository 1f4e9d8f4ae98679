#include "services/progress/api/import_unit.h"

#include "services/platform/foundation/status.h"
#include "services/progress/api/follow_up.h"

namespace adagio::progress {

absl::StatusOr<std::optional<RowProblem>> ImportUnit::Take(const ImportedRow& row, const AdministrationId& id) {
  ASSIGN_OR_RETURN(std::optional<RowProblem> problem, ProblemOfPartner(row.partner));
  if (problem.has_value()) return problem;
  problem.emplace();
  ASSIGN_OR_RETURN(const Instrument* const instrument, InstrumentOf(row, *problem));
  if (instrument == nullptr) return problem;
  const std::variant<ScoredRow, RowProblem> scored = ScoreRow(*instrument, row, work_.now());
  if (const RowProblem* wrong = std::get_if<RowProblem>(&scored)) return std::optional<RowProblem>(*wrong);
  ASSIGN_OR_RETURN(Course* const course, CourseOf(row.partner, row.instrument));
  const Administration* earlier = Find(course->all, id);
  if (earlier != nullptr && earlier->occurred_at == row.occurred_at) return std::optional<RowProblem>();
  if (earlier != nullptr || IsThere(course->all, row.occurred_at)) {
    return std::optional<RowProblem>(RowProblem::kAlreadyThere);
  }
  const ScoredRow& good = std::get<ScoredRow>(scored);
  const Administration taken = Imported(*instrument, row, good, id, work_.scope().principal(), work_.now());
  RETURN_IF_ERROR(parts_.administrations.Add(work_, taken));
  RETURN_IF_ERROR(FollowUp(*instrument, taken, good.reached));
  RETURN_IF_ERROR(work_.Announce(kSubmitted, id.uuid()));
  course->taken = instrument;
  course->all.push_back(taken);
  return std::optional<RowProblem>();
}

absl::Status ImportUnit::End() {
  for (const auto& [whose, course] : courses_) {
    if (course.taken == nullptr) continue;
    RETURN_IF_ERROR(KeepSummary(parts_.summaries, work_, *course.taken, course.all));
  }
  return absl::OkStatus();
}

absl::StatusOr<const Instrument*> ImportUnit::InstrumentOf(const ImportedRow& row, RowProblem& problem) {
  const PracticeId& practice = work_.scope().practice();
  const auto [found, added] = instruments_.try_emplace({row.instrument, row.version});
  if (added && row.version > 0) {
    ASSIGN_OR_RETURN(found->second, parts_.catalogue.FindVersion(work_.tx(), practice, row.instrument, row.version));
  }
  if (found->second.has_value()) return &*found->second;
  ASSIGN_OR_RETURN(const std::optional<Instrument> latest,
                   parts_.catalogue.FindVersion(work_.tx(), practice, row.instrument, 0));
  problem = latest.has_value() ? RowProblem::kVersionOther : RowProblem::kInstrumentUnknown;
  return nullptr;
}

absl::StatusOr<std::optional<RowProblem>> ImportUnit::ProblemOfPartner(const PartnerId& partner) {
  if (!treats_.has_value()) {
    ASSIGN_OR_RETURN(treats_, parts_.imports.Treats(work_.tx(), work_.scope()));
  }
  // As if there were nobody: a unit of another therapist's and none at all are the same to the caller.
  if (!*treats_) return ProblemOf(nullptr);
  const auto known = partners_.find(partner);
  if (known != partners_.end()) return known->second;
  ASSIGN_OR_RETURN(const std::optional<Standing> standing,
                   parts_.administrations.LoadStanding(work_.tx(), work_.scope(), partner));
  return partners_[partner] = ProblemOf(standing.has_value() ? &*standing : nullptr);
}

absl::StatusOr<ImportUnit::Course*> ImportUnit::CourseOf(const PartnerId& partner, const std::string& instrument) {
  const auto [found, added] = courses_.try_emplace({partner, instrument});
  if (added) {
    ASSIGN_OR_RETURN(found->second.all, parts_.administrations.LoadOf(work_.tx(), work_.scope(), partner, instrument));
  }
  return &found->second;
}

absl::Status ImportUnit::FollowUp(const Instrument& instrument, const Administration& administration,
                                  const std::vector<Reached>& reached) {
  if (reached.empty()) return absl::OkStatus();
  if (SafetyOf(administration.occurred_at, work_.now()) == SafetyOfImport::kAlert) {
    return RaiseAlerts(parts_.alerts, work_, instrument, administration, reached).status();
  }
  ASSIGN_OR_RETURN(const std::vector<Alert> known, parts_.alerts.Load(work_.tx(), work_.scope()));
  for (const Reached& each : reached) {
    RETURN_IF_ERROR(AwaitReview(parts_.alerts, work_, instrument, administration, each, known));
  }
  return absl::OkStatus();
}

}  // namespace adagio::progress
