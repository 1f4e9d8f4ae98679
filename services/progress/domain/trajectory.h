#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/progress/domain/administration.h"
#include "services/progress/domain/category.h"
#include "services/progress/domain/instrument.h"

namespace adagio::progress {

// The figures a practice supplies for an instrument, on its own responsibility.
struct ReferenceFigures {
  double reliability = 0;
  double sd = 0;  // of scores before treatment
  std::optional<double> functional_mean;
  std::optional<double> functional_sd;
  std::optional<double> cutoff;
  std::string source;
};

// INVALID_ARGUMENT that names the figure which is no number, cannot be one of this instrument's, or lacks its pair; or
// the instrument, where it has no direction and so no use for figures.
absl::Status CheckFigures(const Instrument& instrument, const ReferenceFigures& figures);

// The figures that count: the practice's own, marked so, where it supplied some; else those that are shipped. Empty: no
// norm.
std::vector<Figure> FiguresThatCount(const Instrument& instrument, const std::optional<ReferenceFigures>& practice);

enum class ChangeMethod { kNone, kJacobsonTruax, kPoints };

// Why there is no category, or that there is one.
enum class Judgement { kNoNorm, kNoDirection, kTooFewScores, kJudged };

// How the latest score relates to the baseline.
struct Change {
  Judgement judgement = Judgement::kNoNorm;
  Category category = Category::kMissing;  // only where judged
  ChangeMethod method = ChangeMethod::kNone;
  std::optional<double> index;
  std::optional<double> cutoff;
};

struct ScoreAt {
  AdministrationId administration;
  absl::Time at;
  int version = 0;  // of the instrument
  Score score;
};

struct TotalAt {
  absl::Time at;
  double total = 0;

  friend bool operator==(const TotalAt&, const TotalAt&) = default;
};

// So many of the latest totals are part of a summary.
inline constexpr size_t kRecentTotals = 12;

// A partner's course on one instrument, without its history: that of the latest version that was answered, since totals
// of two versions are totals of two instruments. With nothing scored, what is said of totals says nothing.
struct Summary {
  int scored = 0;   // so many totals
  int version = 0;  // of the instrument
  absl::Time baseline_at;
  double baseline = 0;
  absl::Time latest_at;
  double latest = 0;
  std::optional<double> best;  // none where nothing is better
  std::optional<absl::Time> due_at;
  std::vector<TotalAt> recent;  // at most kRecentTotals, the latest last
};

// Every administration that counts, in the order in which they took place; of one moment, as they were submitted.
std::vector<ScoreAt> SeriesOf(const std::vector<Administration>& administrations);

// Those of the series with a total, of the latest version that was answered.
std::vector<ScoreAt> TotalsOf(const std::vector<ScoreAt>& series);

// Of a series that is not empty. The next answer is due after the latest, whatever that came to.
Summary Summarise(const Instrument& instrument, const std::vector<ScoreAt>& series);

// Judged by a reliability and a standard deviation where there are both (Jacobson & Truax 1991, two-sided 95 %), else
// by points of reliable change (inclusive). Without either, without a direction or with one score there is no category.
// The cut-off is the one among `figures`, else cut-off b of the functional figures, else none: then nobody recovers and
// nobody is harmed. `figures` are those of FiguresThatCount.
Change JudgeChange(std::optional<Direction> direction, const std::vector<Figure>& figures, const Summary& summary);

}  // namespace adagio::progress
