// Whether the latest score is a change, and by which figures.
#include <array>

#include "services/platform/foundation/status.h"
#include "services/progress/domain/change_index.h"
#include "services/progress/domain/cutoff.h"
#include "services/progress/domain/instruments.h"
#include "services/progress/domain/jacobson_truax.h"
#include "services/progress/domain/minimal_important_difference.h"
#include "services/progress/domain/reliable_change.h"
#include "services/progress/domain/trajectory.h"

namespace adagio::progress {
namespace {

// The name of a figure in a request.
absl::string_view FieldOf(FigureKind kind) {
  switch (kind) {
    case FigureKind::kReliability:
      return "reliability";
    case FigureKind::kSd:
      return "sd";
    case FigureKind::kFunctionalMean:
      return "functional_mean";
    case FigureKind::kFunctionalSd:
      return "functional_sd";
    case FigureKind::kCutoff:
      return "cutoff";
    case FigureKind::kReliableChange:
      return "reliable_change";
  }
  return "figures";
}

std::vector<Figure> FiguresOf(const ReferenceFigures& supplied) {
  std::vector<Figure> figures;
  const auto add = [&](FigureKind kind, const std::optional<double>& value) {
    if (value.has_value()) figures.push_back({kind, *value, supplied.source, FigureStatus::kSuppliedByPractice});
  };
  add(FigureKind::kReliability, supplied.reliability);
  add(FigureKind::kSd, supplied.sd);
  add(FigureKind::kFunctionalMean, supplied.functional_mean);
  add(FigureKind::kFunctionalSd, supplied.functional_sd);
  add(FigureKind::kCutoff, supplied.cutoff);
  return figures;
}

std::optional<double> CutoffOf(Direction direction, const std::vector<Figure>& figures) {
  if (const Figure* cutoff = FindFigure(figures, FigureKind::kCutoff)) return cutoff->value;
  const Figure* mean = FindFigure(figures, FigureKind::kFunctionalMean);
  const Figure* sd = FindFigure(figures, FigureKind::kFunctionalSd);
  if (mean == nullptr || sd == nullptr) return std::nullopt;
  return CutoffB({mean->value, sd->value}, direction);
}

// The two scores as columns of one row.
struct Pair {
  std::array<double, 1> pre;
  std::array<double, 1> post;
  std::array<Category, 1> category{};
};

}  // namespace

absl::Status CheckFigures(const Instrument& instrument, const ReferenceFigures& figures) {
  if (!instrument.direction.has_value()) return RefuseField("instrument", "must have a direction");
  if (figures.functional_mean.has_value() != figures.functional_sd.has_value()) {
    return RefuseField(figures.functional_sd.has_value() ? "functional_mean" : "functional_sd",
                       "mean and sd, or neither");
  }
  for (const Figure& figure : FiguresOf(figures)) {
    if (!MakesSense(instrument, figure)) return RefuseField(FieldOf(figure.kind), "must be what such a figure can be");
  }
  return absl::OkStatus();
}

std::vector<Figure> FiguresThatCount(const Instrument& instrument, const std::optional<ReferenceFigures>& practice) {
  return practice.has_value() ? FiguresOf(*practice) : instrument.figures;
}

Change JudgeChange(std::optional<Direction> direction, const std::vector<Figure>& figures, const Summary& summary) {
  if (!direction.has_value()) return {.judgement = Judgement::kNoDirection};
  const Figure* reliability = FindFigure(figures, FigureKind::kReliability);
  const Figure* sd = FindFigure(figures, FigureKind::kSd);
  const Figure* points = FindFigure(figures, FigureKind::kReliableChange);
  const bool indexed = reliability != nullptr && sd != nullptr;
  if (!indexed && points == nullptr) return {.judgement = Judgement::kNoNorm};
  if (summary.scored < 2) return {.judgement = Judgement::kTooFewScores};

  Change change{.judgement = Judgement::kJudged, .cutoff = CutoffOf(*direction, figures)};
  const double cutoff = change.cutoff.value_or(NoCutoff(*direction));
  Pair pair{{summary.baseline}, {summary.latest}};
  if (indexed) {
    std::array<double, 1> index{};
    Apply({.error = DifferenceError(sd->value, reliability->value)}, pair.pre, pair.post, absl::MakeSpan(index));
    ClassifyReliableChange(pair.pre, pair.post, index, cutoff, *direction, absl::MakeSpan(pair.category));
    change.method = ChangeMethod::kJacobsonTruax;
    change.index = index[0];
  } else {
    // The points have passed CheckInstrument: a finite number above 0.
    const absl::Status judged = ClassifyMinimalImportantDifference(pair.pre, pair.post, points->value, cutoff,
                                                                   *direction, absl::MakeSpan(pair.category));
    if (!judged.ok()) return {.judgement = Judgement::kNoNorm};
    change.method = ChangeMethod::kPoints;
  }
  change.category = pair.category[0];
  return change;
}

}  // namespace adagio::progress
