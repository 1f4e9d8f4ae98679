#include "services/cli/course.h"

#include <iostream>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/cli/course_page.h"
#include "services/cli/options.h"
#include "services/cli/play_setting.h"
#include "services/cli/reader.h"
#include "services/cli/story/clock.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio course --as=NAME --unit=NAME [--data=DIR] [--server=ADDR]

Shows a therapist how a unit's partners are doing: each one's scores over time with whether they changed reliably and
whether somebody should look, and beside them what was told of the homework and of bids, and how much of the agreement
everyone is open to now. Put together here from what the services tell a therapist of the unit; nothing of homework enters a score. The server records each access.

  --as=NAME      the therapist's login
  --unit=NAME    practices/{practice}/treatmentUnits/{unit}; `adagio units` lists them
  --data=DIR     the embedded server's data folder, for its key and its address (default: ADAGIO_DATA)
  --server=ADDR  the server's address, where it is not the one in the data folder

Example:
  adagio course --data=/var/lib/adagio --as=thea --unit=practices/9c6b…/treatmentUnits/51aa…
)";

// "practices/{practice}" of a unit's name.
absl::StatusOr<std::string> PracticeOf(const std::string& unit) {
  const size_t end = unit.find("/treatmentUnits/");
  if (unit.rfind("practices/", 0) != 0 || end == std::string::npos) {
    return absl::InvalidArgumentError("--unit must be practices/{practice}/treatmentUnits/{unit}");
  }
  return unit.substr(0, end);
}

// The instruments each partner has a score on.
using Measures = std::set<std::pair<std::string, std::string>>;  // partner, instrument

absl::StatusOr<Measures> MeasuresOf(Reader& reader, const std::string& unit) {
  progress::v1::ListAdministrationsRequest list;
  list.set_treatment_unit(unit);
  list.set_page_size(1000);
  Measures measures;
  do {
    ASSIGN_OR_RETURN(const auto page, reader.Call<progress::v1::ListAdministrationsResponse>(
                                          "adagio.progress.v1.ProgressService.ListAdministrations", list));
    for (const progress::v1::Administration& each : page.administrations()) {
      if (each.has_submitted_at()) measures.emplace(each.partner(), each.instrument());
    }
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  return measures;
}

absl::Status ReadTrajectories(Reader& reader, UnitCourse& course) {
  ASSIGN_OR_RETURN(const Measures measures, MeasuresOf(reader, course.unit.name()));
  for (const auto& [partner, instrument] : measures) {
    progress::v1::GetTrajectoryRequest request;
    request.set_partner(partner);
    request.set_instrument(instrument);
    ASSIGN_OR_RETURN(const auto got, reader.Call<progress::v1::GetTrajectoryResponse>(
                                         "adagio.progress.v1.ProgressService.GetTrajectory", request));
    course.trajectories.push_back(got.trajectory());
  }
  return absl::OkStatus();
}

absl::StatusOr<UnitCourse> Read(Reader& reader, const std::string& unit) {
  UnitCourse course;
  directory::v1::GetTreatmentUnitRequest who;
  who.set_treatment_unit(unit);
  ASSIGN_OR_RETURN(const auto got, reader.Call<directory::v1::GetTreatmentUnitResponse>(
                                       "adagio.directory.v1.DirectoryService.GetTreatmentUnit", who));
  course.unit = got.treatment_unit();
  RETURN_IF_ERROR(ReadTrajectories(reader, course));
  homework::v1::GetUnitHomeworkRequest homework;
  homework.set_treatment_unit(unit);
  ASSIGN_OR_RETURN(course.homework, reader.Call<homework::v1::GetUnitHomeworkResponse>(
                                        "adagio.homework.v1.HomeworkService.GetUnitHomework", homework));
  for (const homework::v1::Agreement& agreement : course.homework.agreements()) {
    if (agreement.version() == 0) continue;
    homework::v1::GetStancesRequest stances;
    stances.set_agreement(agreement.name());
    ASSIGN_OR_RETURN(course.stances[agreement.name()], reader.Call<homework::v1::GetStancesResponse>(
                                                           "adagio.homework.v1.AgreementService.GetStances", stances));
  }
  intake::v1::GetBidProfileRequest bids;
  bids.set_treatment_unit(unit);
  ASSIGN_OR_RETURN(course.bids,
                   reader.Call<intake::v1::GetBidProfileResponse>("adagio.intake.v1.BidService.GetBidProfile", bids));
  return course;
}

absl::Status Course(const Args& args) {
  ASSIGN_OR_RETURN(const Options options, Options::Parse(args, {{"as", "unit", "data", "server"}, {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  story::Actor actor;
  actor.set_name("reader");
  actor.set_role(story::Actor::THERAPIST);
  ASSIGN_OR_RETURN(*actor.mutable_subject(), options.Require("as"));
  ASSIGN_OR_RETURN(const std::string unit, options.Require("unit"));
  ASSIGN_OR_RETURN(const std::string practice, PracticeOf(unit));
  ASSIGN_OR_RETURN(const Setting setting, SettingIn(options));
  ASSIGN_OR_RETURN(const absl::Time now, story::ServerClock::NowOn(*setting.server));
  ASSIGN_OR_RETURN(std::string token,
                   setting.credentials->Sign(actor, practice.substr(practice.find('/') + 1), story::GOOD, now));
  Reader reader(*setting.server, std::move(token));
  ASSIGN_OR_RETURN(const UnitCourse course, Read(reader, unit));
  PrintCourse(course, LettersOfLocale(), absl::LocalTimeZone(), std::cout);
  return absl::OkStatus();
}

}  // namespace

constinit const Command kCourse = {"course", "scores over time and what was told of homework, for a therapist", kHelp,
                                   [](const Args& args) { return Finish("course", Course(args)); }};

}  // namespace adagio::cli
