#include "services/cli/score_change.h"

#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/csv.h"
#include "services/cli/file.h"
#include "services/cli/options.h"
#include "services/cli/score_columns.h"
#include "services/cli/score_criteria.h"
#include "services/cli/score_output.h"
#include "services/platform/foundation/status.h"
#include "services/progress/domain/change.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio score change --in=FILE.csv --id=COL --pre=COL --post=COL --method=M --direction=higher|lower
                           [--cutoff=a|b|c] [--reliability=R] [--reliability-post=R]
                           [--functional-mean=X] [--functional-sd=X] [--mid=X] [--percent=X] [--out=FILE]

Tells for everybody whether they changed reliably between two occasions, and where that led.

  --in=FILE.csv         one row a person: a header, cells parted by commas, a decimal point; empty and NA are missing
  --id, --pre, --post   the names of the columns
  --method=M            jacobson-truax, gulliksen-lord-novick, hsu-linn-nord, edwards-nunnally, nunnally-kotsch or
                        hageman-arrindell, which need --cutoff and --reliability; mid (minimal important difference),
                        which needs --mid; percent, which needs --percent
  --direction           which way scores go when a person gets better
  --cutoff              a: two SDs better than the mean at pre; b: two SDs worse than the functional mean; c: between.
                        b and c need --functional-mean and --functional-sd. With mid and percent it is optional:
                        without it nobody counts as recovered or harmed
  --reliability         of the instrument, between 0 and 1; nunnally-kotsch needs --reliability-post as well
  --percent             50 for a half
  --out=FILE            writes there and not to stdout

Writes CSV: id,pre,post,rci,category (recovered, improved, unchanged, deteriorated or harmed; empty where a score is
missing; no rci for mid and percent). Counts go to stderr.

Example:
  adagio score change --in=scores.csv --id=id --pre=bdi_1 --post=bdi_4 --method=jacobson-truax --cutoff=c \
      --reliability=.801 --functional-mean=7.69 --functional-sd=7.52 --direction=lower --out=change.csv
)";

void WriteRows(const ScoreColumns& scores, const std::vector<double>& rci,
               const std::vector<progress::Category>& categories, std::ostream& out) {
  out << "id,pre,post,rci,category\n";
  for (size_t i = 0; i < scores.ids.size(); ++i) {
    const bool missing = categories[i] == progress::Category::kMissing;
    out << QuoteCsv(scores.ids[i]) << ',' << Written(scores.pre[i]) << ',' << Written(scores.post[i]) << ','
        << Written(rci[i]) << ',' << (missing ? "" : progress::NameOf(categories[i])) << '\n';
  }
}

std::string SummaryOf(const progress::Assessment& found, const std::string& method) {
  const progress::CategoryCounts& counts = found.counts;
  const std::string cutoff = found.cutoff.has_value() ? absl::StrFormat("%.4f", *found.cutoff) : "none";
  return absl::StrCat("method        ", method, "\nn             ", found.sample.n, "\nmissing       ", counts.missing,
                      "\ncut-off       ", cutoff, "\nrecovered     ", counts.recovered, "\nimproved      ",
                      counts.improved, "\nunchanged     ", counts.unchanged, "\ndeteriorated  ", counts.deteriorated,
                      "\nharmed        ", counts.harmed, "\n");
}

int Run(const Args& args) { return Finish(kScoreChange.name, ScoreChange(args, std::cout, std::cerr)); }

}  // namespace

constinit const Command kScoreChange = {"score change", "who changed reliably between two occasions, from a CSV file",
                                        kHelp, Run};

absl::Status ScoreChange(const Args& args, std::ostream& out, std::ostream& summary) {
  ASSIGN_OR_RETURN(
      const Options options,
      Options::Parse(args, {{"in", "id", "pre", "post", "method", "direction", "cutoff", "reliability",
                             "reliability-post", "functional-mean", "functional-sd", "mid", "percent", "out"},
                            {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  ASSIGN_OR_RETURN(const std::string in, options.Require("in"));
  ScoreColumnNames names;
  ASSIGN_OR_RETURN(names.id, options.Require("id"));
  ASSIGN_OR_RETURN(names.pre, options.Require("pre"));
  ASSIGN_OR_RETURN(names.post, options.Require("post"));
  ASSIGN_OR_RETURN(const progress::Criteria criteria, CriteriaIn(options));
  ASSIGN_OR_RETURN(const std::string text, ReadFile(in));
  ASSIGN_OR_RETURN(const ScoreColumns scores, TakeScores(text, names));

  std::vector<double> rci(scores.ids.size());
  std::vector<progress::Category> categories(scores.ids.size());
  ASSIGN_OR_RETURN(const progress::Assessment found,
                   AssessChange(criteria, scores.pre, scores.post, absl::MakeSpan(rci), absl::MakeSpan(categories)));
  RETURN_IF_ERROR(Deliver(options, in, out, [&](std::ostream& rows) { WriteRows(scores, rci, categories, rows); }));
  summary << SummaryOf(found, *options.Find("method"));
  return absl::OkStatus();
}

}  // namespace adagio::cli
