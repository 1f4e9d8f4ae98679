#include "services/cli/caseload_outcomes.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;

constexpr int kBar = 16;
// Above this a reader is told that therapists differ more than chance makes them.
constexpr double kMuchSpread = 2;

std::string MarkOf(v1::FunnelPosition position) {
  switch (position) {
    case v1::FUNNEL_POSITION_FAR_BELOW:
      return "<<";
    case v1::FUNNEL_POSITION_BELOW:
      return "<";
    case v1::FUNNEL_POSITION_WITHIN:
      return "=";
    case v1::FUNNEL_POSITION_ABOVE:
      return ">";
    case v1::FUNNEL_POSITION_FAR_ABOVE:
      return ">>";
    default:
      return "n<30";
  }
}

// "=", or "= (<)" where partners taken for strangers would stand elsewhere.
std::string PlaceOf(const v1::Outcomes& of) {
  if (!of.has_funnel()) return "";
  const std::string mark = MarkOf(of.funnel().clustered().position());
  const std::string plain = MarkOf(of.funnel().plain().position());
  return mark == plain ? mark : absl::StrCat(mark, " (", plain, ")");
}

std::string EffectOf(const v1::Outcomes& of) {
  if (!of.has_effect()) return "";
  const v1::EffectSize& effect = of.effect();
  const std::string own =
      absl::StrFormat("%5.2f %5.2f..%-5.2f", effect.value(), effect.clustered().low(), effect.clustered().high());
  return effect.has_shrunk() ? absl::StrFormat("%s %5.2f", own, effect.shrunk()) : own;
}

}  // namespace

void PrintLegend(Letters letters, std::ostream& out) {
  const auto part = [&](size_t i) { return PartLetter(i, letters); };
  out << "  " << part(0) << " recovered  " << part(1) << " improved  " << part(2) << " unchanged  " << part(3)
      << " deteriorated  " << part(4) << " harmed  " << part(5) << " no norm  blank: no two scores\n"
      << absl::StrFormat("  %-7s %-18s %-7s %4s %4s %4s %4s %4s %5s  %5s %-12s %5s %s\n", "", "", "two/all", "rec",
                         "impr", "unch", "det", "harm", "norm?", "g", "95 %", "drawn", "beside");
}

void PrintOutcomes(const v1::CaseloadFigures& figures, Letters letters, std::ostream& out) {
  if (figures.counted() && figures.outcomes().empty()) out << "  no scores yet\n";
  for (const v1::Outcomes& of : figures.outcomes()) {
    if (of.partners() == 0) continue;
    const std::string bar =
        StackedBar({of.recovered(), of.improved(), of.unchanged(), of.deteriorated(), of.harmed(), of.no_norm()},
                   of.partners(), kBar, letters);
    std::string line =
        absl::StrFormat("  %s [%s] %3d/%-3d %4d %4d %4d %4d %4d %5d  %-24s %s", Fitted(of.instrument(), 7), bar,
                        of.paired(), of.partners(), of.recovered(), of.improved(), of.unchanged(), of.deteriorated(),
                        of.harmed(), of.no_norm(), EffectOf(of), PlaceOf(of));
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << "\n";
  }
}

void PrintFunnelNotes(const v1::GetCaseloadResponse& report, std::ostream& out) {
  std::map<std::string, const v1::FunnelPlace*> places;
  for (const v1::TherapistCaseload& one : report.therapists()) {
    for (const v1::Outcomes& of : one.figures().outcomes()) {
      if (of.has_funnel()) places[of.instrument()] = &of.funnel();
    }
  }
  if (places.empty()) return;
  out << "g: first to latest score of who began in the clinical range; drawn: towards what all have in common\n"
      << "beside: share reliably better against all therapists': = within chance's 95 % limits, < > outside,\n"
      << "  << >> outside 99.8 %, for couples (for strangers, where that differs); n<30: compared with nobody\n";
  for (const auto& [instrument, place] : places) {
    const double spread = place->clustered().overdispersion();
    if (spread <= kMuchSpread) continue;
    out << absl::StrFormat("  %s: therapists differ %.1f times as much as chance makes them; limits are wider for it\n",
                           instrument, spread);
  }
}

}  // namespace adagio::cli
