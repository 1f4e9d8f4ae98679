#include "services/cli/course_page.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "services/cli/bids_page.h"

namespace adagio::cli {
namespace {

namespace progress_v1 = progress::v1;
using google::protobuf::Message;

// What a check-in says in numbers, by the names of its fields.
constexpr std::array<absl::string_view, 5> kMeasures = {"suds_before", "suds_peak", "suds_after", "comfort",
                                                        "felt_pressure"};

// "NO_NORM" of "CHANGE_CATEGORY_NO_NORM" as "no norm".
std::string Words(const std::string& value, absl::string_view prefix) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(value.substr(prefix.size())), {{"_", " "}});
}

std::string CalledIn(const directory::v1::TreatmentUnit& unit, const std::string& partner) {
  for (const directory::v1::Partner& one : unit.partners()) {
    if (one.name() == partner) return one.display_name();
  }
  return "?";
}

// Of totals that are compared with each other: "phq9 14 ... 11  best 6; unchanged".
void PrintTotals(const progress_v1::Trajectory& of, std::vector<double> totals, Letters letters, std::ostream& out) {
  constexpr size_t kShown = 24;
  if (totals.size() > kShown) totals.erase(totals.begin(), totals.end() - kShown);
  const std::string change = Words(progress_v1::ChangeCategory_Name(of.change().category()), "CHANGE_CATEGORY_");
  const std::string track = Words(progress_v1::TrackState_Name(of.track().state()), "TRACK_STATE_");
  out << absl::StrFormat(" %g %s%g  best %s; %s", of.baseline().score().total(),
                         totals.size() < 2 ? "" : Sparkline(totals, letters) + " ", of.latest().score().total(),
                         of.has_best() ? absl::StrFormat("%g", of.best()) : "-", change);
  if (track != change) out << "; " << track;
  if (of.track().has_reliable_points()) {
    out << absl::StrFormat(" (%.1f points are reliable)", of.track().reliable_points());
  }
}

void PrintSubscales(const progress_v1::Score& score, std::ostream& out) {
  for (const progress_v1::SubscaleScore& each : score.subscales()) {
    if (each.has_points()) out << absl::StrFormat("; %s %g", each.subscale(), each.points());
  }
}

void PrintTrajectory(const progress_v1::Trajectory& of, Letters letters, std::ostream& out) {
  std::vector<double> totals;
  for (const progress_v1::TrajectoryPoint& point : of.points()) {
    if (point.score().has_total() && point.instrument_version() == of.latest().instrument_version()) {
      totals.push_back(point.score().total());
    }
  }
  out << "  " << Fitted(of.instrument(), 8);
  if (!totals.empty()) {
    PrintTotals(of, std::move(totals), letters, out);
  } else if (of.points_size() > 0) {
    const progress_v1::Score& last = of.points(of.points_size() - 1).score();
    out << " answered " << of.points_size()
        << (last.not_interpretable() == progress_v1::NOT_INTERPRETABLE_UNSPECIFIED ? ", no total"
                                                                                   : ", total not interpretable");
    PrintSubscales(last, out);
  }
  out << "\n";
}

using Values = std::map<std::string, std::vector<int32_t>>;  // by measure

void TakeIn(const homework::v1::CheckIn& check_in, Values& values) {
  for (const absl::string_view measure : kMeasures) {
    const auto* field = check_in.GetDescriptor()->FindFieldByName(std::string(measure));
    if (field == nullptr || !check_in.GetReflection()->HasField(check_in, field)) continue;
    values[std::string(measure)].push_back(check_in.GetReflection()->GetInt32(check_in, field));
  }
}

// "suds peak 45 (10..70, n 4)": the middle one and the extremes.
std::string Told(const std::string& measure, std::vector<int32_t> values) {
  std::sort(values.begin(), values.end());
  const std::string middle = absl::StrCat(absl::StrReplaceAll(measure, {{"_", " "}}), " ", values[values.size() / 2]);
  if (values.size() == 1) return absl::StrCat(middle, " (n 1)");
  return absl::StrCat(middle, " (", values.front(), "..", values.back(), ", n ", values.size(), ")");
}

// By activity, what `partner` told.
std::map<std::string, Values> ToldBy(const std::string& partner,
                                     const homework::v1::GetUnitHomeworkResponse& homework) {
  std::map<std::string, Values> told;
  for (const homework::v1::ClinicalAssignment& of : homework.assignments()) {
    for (const homework::v1::ParticipantSide& side : of.sides()) {
      if (side.partner() != partner) continue;
      for (const homework::v1::CheckIn& check_in : side.check_ins()) {
        TakeIn(check_in, told[of.assignment().terms().activity()]);
      }
    }
  }
  return told;
}

void PrintTold(const std::map<std::string, Values>& told, std::ostream& out) {
  for (const auto& [activity, values] : told) {
    std::vector<std::string> parts;
    for (const absl::string_view measure : kMeasures) {
      const auto found = values.find(std::string(measure));
      if (found != values.end()) parts.push_back(Told(found->first, found->second));
    }
    if (!parts.empty()) out << "  " << activity << ": " << absl::StrJoin(parts, ", ") << "\n";
  }
}

DisplayNames NamesOf(const directory::v1::TreatmentUnit& unit) {
  DisplayNames names;
  for (const directory::v1::Partner& one : unit.partners()) names[one.name()] = one.display_name();
  return names;
}

// As it is now and never beside an earlier one: to narrow an agreement is no loss (C4).
void PrintBreadth(const UnitCourse& course, std::ostream& out) {
  for (const homework::v1::Agreement& agreement : course.homework.agreements()) {
    const auto stances = course.stances.find(agreement.name());
    if (stances == course.stances.end()) continue;
    const Breadth breadth = BreadthOf(stances->second);
    std::vector<std::string> who;
    for (const std::string& partner : agreement.participants()) who.push_back(CalledIn(course.unit, partner));
    out << "\nAgreement of " << absl::StrJoin(who, " and ") << ", as it is now\n  open to everyone: " << breadth.open
        << " of " << breadth.activities << " activities, " << breadth.willing << " of them willingly\n";
  }
}

std::string Telling(const intake::v1::BidTelling& of) {
  std::map<std::string, int> replies;
  for (const intake::v1::BidCount& count : of.counts()) {
    replies[Words(intake::v1::BidReply_Name(count.reply()), "BID_REPLY_")] += count.count();
  }
  std::vector<std::string> parts;
  for (const auto& [reply, count] : replies) parts.push_back(absl::StrCat(count, " ", reply));
  return parts.empty() ? "none" : absl::StrJoin(parts, ", ");
}

}  // namespace

Breadth BreadthOf(const homework::v1::GetStancesResponse& stances) {
  std::map<std::string, homework::v1::Stance> least;  // by activity, of whoever is least open to it
  for (const homework::v1::ParticipantStances& of : stances.participants()) {
    for (const homework::v1::ActivityStance& one : of.stances()) {
      const auto [found, first] = least.emplace(one.activity(), one.stance());
      if (!first) found->second = std::max(found->second, one.stance());
    }
  }
  Breadth breadth{.activities = static_cast<int>(least.size())};
  for (const auto& [activity, stance] : least) {
    breadth.open += stance <= homework::v1::STANCE_TENTATIVE;
    breadth.willing += stance == homework::v1::STANCE_WILLING;
  }
  return breadth;
}

void PrintCourse(const UnitCourse& course, Letters letters, const absl::TimeZone& zone, std::ostream& out) {
  out << course.unit.display_name() << "\n";
  for (const directory::v1::Partner& partner : course.unit.partners()) {
    out << "\n" << partner.display_name() << (partner.left() ? " (left)" : "") << "\n";
    for (const progress_v1::Trajectory& of : course.trajectories) {
      if (of.partner() == partner.name()) PrintTrajectory(of, letters, out);
    }
    PrintTold(ToldBy(partner.name(), course.homework), out);
  }
  PrintBreadth(course, out);
  if (course.bids.pairs_size() > 0) out << "\n";
  PrintBids(course.bids, NamesOf(course.unit), zone, out);
  for (const intake::v1::PairBids& pair : course.bids.pairs()) {
    out << "\nReplies to bids from " << CalledIn(course.unit, pair.maker()) << " to "
        << CalledIn(course.unit, pair.receiver()) << "\n  who made them tells of: " << Telling(pair.by_maker())
        << "\n  to whom they were made tells of: " << Telling(pair.by_receiver()) << "\n";
  }
  out << "\nWhat was written down, as it was: no score knows of it.\n";
}

}  // namespace adagio::cli
