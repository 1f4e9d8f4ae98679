#include "services/cli/score_criteria.h"

#include <array>
#include <utility>

#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

using progress::Criteria;
using progress::Method;

struct NamedMethod {
  absl::string_view name;
  Method method;
};

constexpr std::array kMethods = {
    NamedMethod{"jacobson-truax", Method::kJacobsonTruax},
    NamedMethod{"gulliksen-lord-novick", Method::kGulliksenLordNovick},
    NamedMethod{"hsu-linn-nord", Method::kHsuLinnNord},
    NamedMethod{"edwards-nunnally", Method::kEdwardsNunnally},
    NamedMethod{"nunnally-kotsch", Method::kNunnallyKotsch},
    NamedMethod{"hageman-arrindell", Method::kHagemanArrindell},
    NamedMethod{"mid", Method::kMinimalImportantDifference},
    NamedMethod{"percent", Method::kPercentageChange},
};

absl::StatusOr<Method> MethodIn(const Options& options) {
  ASSIGN_OR_RETURN(const std::string name, options.Require("method"));
  for (const NamedMethod& known : kMethods) {
    if (known.name == name) return known.method;
  }
  return absl::InvalidArgumentError("--method is none of those that --help lists");
}

absl::StatusOr<std::optional<progress::CutoffKind>> CutoffIn(const Options& options) {
  const std::optional<std::string> cutoff = options.Find("cutoff");
  if (!cutoff.has_value()) return std::optional<progress::CutoffKind>();
  if (*cutoff == "a") return std::optional(progress::CutoffKind::kA);
  if (*cutoff == "b") return std::optional(progress::CutoffKind::kB);
  if (*cutoff == "c") return std::optional(progress::CutoffKind::kC);
  return absl::InvalidArgumentError("--cutoff must be a, b or c");
}

// What the method needs is there; the domain judges whether the figures make sense.
absl::Status RequireFigures(const Options& options, const Criteria& criteria) {
  if (criteria.method == Method::kMinimalImportantDifference) RETURN_IF_ERROR(options.Require("mid").status());
  if (criteria.method == Method::kPercentageChange) {
    RETURN_IF_ERROR(options.Require("percent").status());
    if (criteria.percent < 1) return absl::InvalidArgumentError("--percent is in percent: 50 for a half");
  }
  if (criteria.method < Method::kMinimalImportantDifference) {
    RETURN_IF_ERROR(options.Require("reliability").status());
    RETURN_IF_ERROR(options.Require("cutoff").status());
  }
  if (criteria.method == Method::kNunnallyKotsch) RETURN_IF_ERROR(options.Require("reliability-post").status());
  if (criteria.cutoff.has_value() && *criteria.cutoff != progress::CutoffKind::kA) {
    RETURN_IF_ERROR(options.Require("functional-mean").status());
    RETURN_IF_ERROR(options.Require("functional-sd").status());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<progress::Direction> DirectionIn(const Options& options) {
  ASSIGN_OR_RETURN(const std::string direction, options.Require("direction"));
  if (direction == "higher") return progress::Direction::kHigherIsBetter;
  if (direction == "lower") return progress::Direction::kLowerIsBetter;
  return absl::InvalidArgumentError("--direction must be higher or lower");
}

absl::StatusOr<Criteria> CriteriaIn(const Options& options) {
  Criteria criteria;
  ASSIGN_OR_RETURN(criteria.method, MethodIn(options));
  ASSIGN_OR_RETURN(criteria.direction, DirectionIn(options));
  ASSIGN_OR_RETURN(criteria.cutoff, CutoffIn(options));
  const std::pair<absl::string_view, double*> figures[] = {
      {"reliability", &criteria.reliability},
      {"reliability-post", &criteria.reliability_post},
      {"functional-mean", &criteria.functional.mean},
      {"functional-sd", &criteria.functional.sd},
      {"mid", &criteria.mid},
      {"percent", &criteria.percent},
  };
  for (const auto& [name, figure] : figures) {
    ASSIGN_OR_RETURN(const std::optional<double> number, options.FindNumber(name));
    *figure = number.value_or(Criteria::kAbsent);
  }
  RETURN_IF_ERROR(RequireFigures(options, criteria));
  return criteria;
}

}  // namespace adagio::cli
