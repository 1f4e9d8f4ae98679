#include "services/cli/score_hlm.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "services/cli/csv.h"
#include "services/cli/file.h"
#include "services/cli/options.h"
#include "services/cli/score_criteria.h"
#include "services/cli/score_occasions.h"
#include "services/cli/score_output.h"
#include "services/platform/foundation/status.h"
#include "services/progress/domain/slopes.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio score hlm --in=FILE.csv --id=COL --time=COL --score=COL --direction=higher|lower [--out=FILE]

Tells for everybody whether their scores change over all their occasions: a hierarchical linear model, a line for each
person about the line all have in common, fitted by restricted maximum likelihood.

  --in=FILE.csv          one row an occasion: a header, cells parted by commas, a decimal point; empty and NA are missing
  --id, --time, --score  the names of the columns; times are numbers, in any unit
  --direction            which way scores go when a person gets better
  --out=FILE             writes there and not to stdout

Writes CSV: id,slope,z,category (improved, unchanged or deteriorated; empty for who has no whole occasion), one row a
person, as they come up first. slope is the person's total slope, common part and own, per unit of time; z divides it by
the standard error of its prediction; |z| > 1.96 is reliable. The fit goes to stderr: "boundary" means that people differ
so little that their lines cannot be told apart in every direction.

Example:
  adagio score hlm --in=sessions.csv --id=id --time=week --score=phq9 --direction=lower --out=slopes.csv
)";

// What the model says of everybody, by their number.
struct Judged {
  std::vector<double> slope;
  std::vector<double> z;
  std::vector<progress::Category> categories;

  explicit Judged(size_t people) : slope(people), z(people), categories(people) {}
};

void WriteRows(const ScoreOccasions& occasions, const Judged& judged, std::ostream& out) {
  out << "id,slope,z,category\n";
  for (size_t i = 0; i < occasions.ids.size(); ++i) {
    out << QuoteCsv(occasions.ids[i]);
    if (occasions.numbers[i] == ScoreOccasions::kNobody) {
      out << ",,,\n";
      continue;
    }
    const size_t person = static_cast<size_t>(occasions.numbers[i]);
    out << ',' << Written(judged.slope[person]) << ',' << Written(judged.z[person]) << ','
        << progress::NameOf(judged.categories[person]) << '\n';
  }
}

std::string SummaryOf(const progress::SlopeAssessment& found, int64_t missing) {
  const progress::RandomSlopeFit& fit = found.fit;
  const bool boundary = fit.status == progress::FitStatus::kBoundary;
  return absl::StrCat("method        hlm\nn             ", fit.people, "\noccasions     ", fit.measurements,
                      "\nmissing       ", missing, "\nfit           ", boundary ? "boundary" : "converged",
                      "\nintercept     ", fit.fixed.intercept, "\nslope         ", fit.fixed.slope,
                      "\nvariances     intercept ", fit.random.intercept, ", slope ", fit.random.slope, ", covariance ",
                      fit.random.covariance, ", residual ", fit.residual, "\nREML          ", fit.criterion,
                      "\nimproved      ", found.counts.improved, "\nunchanged     ", found.counts.unchanged,
                      "\ndeteriorated  ", found.counts.deteriorated, "\n");
}

int Run(const Args& args) { return Finish(kScoreHlm.name, ScoreHlm(args, std::cout, std::cerr)); }

}  // namespace

constinit const Command kScoreHlm = {"score hlm", "whose scores change over all their occasions, from a CSV file",
                                     kHelp, Run};

absl::Status ScoreHlm(const Args& args, std::ostream& out, std::ostream& summary) {
  ASSIGN_OR_RETURN(const Options options,
                   Options::Parse(args, {{"in", "id", "time", "score", "direction", "out"}, {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  ASSIGN_OR_RETURN(const std::string in, options.Require("in"));
  OccasionColumnNames names;
  ASSIGN_OR_RETURN(names.id, options.Require("id"));
  ASSIGN_OR_RETURN(names.time, options.Require("time"));
  ASSIGN_OR_RETURN(names.score, options.Require("score"));
  ASSIGN_OR_RETURN(const progress::Direction direction, DirectionIn(options));
  ASSIGN_OR_RETURN(const std::string text, ReadFile(in));
  ASSIGN_OR_RETURN(const ScoreOccasions occasions, TakeOccasions(text, names));

  Judged judged(static_cast<size_t>(occasions.people));
  ASSIGN_OR_RETURN(const progress::SlopeAssessment found,
                   AssessSlopes({occasions.person, occasions.time, occasions.score}, direction,
                                {.slope = absl::MakeSpan(judged.slope),
                                 .z = absl::MakeSpan(judged.z),
                                 .categories = absl::MakeSpan(judged.categories)}));
  RETURN_IF_ERROR(Deliver(options, in, out, [&](std::ostream& rows) { WriteRows(occasions, judged, rows); }));
  summary << SummaryOf(found, occasions.missing);
  return absl::OkStatus();
}

}  // namespace adagio::cli
