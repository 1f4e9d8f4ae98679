#include "services/cli/caseload.h"

#include <iostream>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "adagio/directory/v1/directory.pb.h"
#include "services/cli/caseload_export.h"
#include "services/cli/caseload_page.h"
#include "services/cli/options.h"
#include "services/cli/play_setting.h"
#include "services/cli/practices.h"
#include "services/cli/reader.h"
#include "services/cli/story/clock.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;

constexpr absl::string_view kHelp =
    R"(Usage: adagio caseload --as=NAME [--role=R] [--since=DATE] [--json | --csv] [--practice=UUID] [--data=DIR]
                        [--server=ADDR]

Shows how a caseload is doing: coverage, outcomes by category, what waits for a clinician. A supervisor sees the units of
the therapists they supervise now, a therapist their own, a practice_admin counts that name nobody. Counts across therapists
stand for seven days. What a partner declined, paused or left unfinished is in no report, and therapists are not ranked.
The server records the access.

  --as=NAME         the login, as the practice's directory knows it
  --role=R          supervisor, therapist or practice_admin (default: supervisor)
  --since=DATE      in a therapist's own report, partners who left since then count in outcomes (default: a year ago)
  --practice=UUID   the practice; not needed where the data folder holds exactly one
  --json            one JSON object a line: the "caseload", each "therapist", each "item" that waits; or the "counts"
  --csv             the figures, one a line: of, instrument, figure, value
  --data=DIR        the embedded server's data folder, for its key and its address (default: ADAGIO_DATA)
  --server=ADDR     the server's address, where it is not the one in the data folder

Example:
  adagio caseload --data=/var/lib/adagio --as=sam
)";

constexpr int kPage = 1000;

absl::StatusOr<story::Actor> ActorIn(const Options& options) {
  story::Actor actor;
  ASSIGN_OR_RETURN(*actor.mutable_subject(), options.Require("as"));
  actor.set_name("reader");
  const std::string role = options.Find("role").value_or("supervisor");
  if (role == "supervisor") {
    actor.set_role(story::Actor::SUPERVISOR);
  } else if (role == "therapist") {
    actor.set_role(story::Actor::THERAPIST);
  } else if (role == "practice_admin") {
    actor.set_role(story::Actor::PRACTICE_ADMIN);
  } else {
    return absl::InvalidArgumentError("--role must be supervisor, therapist or practice_admin");
  }
  return actor;
}

absl::StatusOr<v1::GetCaseloadRequest> RequestIn(const Options& options) {
  ASSIGN_OR_RETURN(const std::string practice, PracticeIn(options));
  v1::GetCaseloadRequest request;
  request.set_practice(absl::StrCat("practices/", practice));
  if (!options.Has("since")) return request;
  ASSIGN_OR_RETURN(const std::string since, options.Require("since"));
  absl::Time start;
  if (!absl::ParseTime("%Y-%m-%d", since, absl::UTCTimeZone(), &start, nullptr)) {
    return absl::InvalidArgumentError("--since must be a day: 2026-03-01");
  }
  request.mutable_period_start()->set_seconds(absl::ToUnixSeconds(start));
  return request;
}

// The report with its worklist up to `most`, page by page.
absl::StatusOr<v1::GetCaseloadResponse> Fetch(Reader& reader, v1::GetCaseloadRequest request, bool everything) {
  request.set_page_size(everything ? kPage : kShownItems);
  v1::GetCaseloadResponse report;
  while (true) {
    ASSIGN_OR_RETURN(v1::GetCaseloadResponse page,
                     reader.Call<v1::GetCaseloadResponse>("adagio.progress.v1.CaseloadService.GetCaseload", request));
    request.set_page_token(page.next_page_token());
    if (report.view() == v1::CASELOAD_VIEW_UNSPECIFIED) {
      report = std::move(page);
    } else {
      report.mutable_worklist()->MergeFrom(page.worklist());
    }
    if (!everything || request.page_token().empty()) return report;
  }
}

void NameClinician(Reader& reader, const std::string& name, DisplayNames& names) {
  if (names.count(name) > 0) return;
  directory::v1::GetClinicianRequest request;
  request.set_clinician(name);
  const auto clinician =
      reader.Call<directory::v1::GetClinicianResponse>("adagio.directory.v1.DirectoryService.GetClinician", request);
  if (clinician.ok()) names[name] = clinician->clinician().display_name();
}

// What the units and the clinicians on the page are called. One that cannot be read keeps its id.
DisplayNames NamesFor(Reader& reader, const v1::GetCaseloadResponse& report) {
  DisplayNames names;
  for (const v1::TherapistCaseload& one : report.therapists()) NameClinician(reader, one.therapist(), names);
  for (const v1::WorkItem& item : report.worklist()) {
    if (names.count(item.treatment_unit()) > 0) continue;
    directory::v1::GetTreatmentUnitRequest request;
    request.set_treatment_unit(item.treatment_unit());
    const auto unit = reader.Call<directory::v1::GetTreatmentUnitResponse>(
        "adagio.directory.v1.DirectoryService.GetTreatmentUnit", request);
    if (unit.ok()) names[item.treatment_unit()] = unit->treatment_unit().display_name();
  }
  return names;
}

absl::Status Caseload(const Args& args) {
  ASSIGN_OR_RETURN(const Options options,
                   Options::Parse(args, {{"as", "role", "since", "practice", "data", "server"}, {"json", "csv"}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  if (options.Has("json") && options.Has("csv")) return absl::InvalidArgumentError("--json or --csv, not both");
  ASSIGN_OR_RETURN(const story::Actor actor, ActorIn(options));
  ASSIGN_OR_RETURN(const Setting setting, SettingIn(options));
  ASSIGN_OR_RETURN(const v1::GetCaseloadRequest request, RequestIn(options));
  const std::string practice = request.practice().substr(request.practice().rfind('/') + 1);
  ASSIGN_OR_RETURN(const absl::Time now, story::ServerClock::NowOn(*setting.server));
  ASSIGN_OR_RETURN(std::string token, setting.credentials->Sign(actor, practice, story::GOOD, now));
  Reader reader(*setting.server, std::move(token));
  ASSIGN_OR_RETURN(const v1::GetCaseloadResponse report, Fetch(reader, request, options.Has("json")));
  if (options.Has("json")) return PrintCaseloadJson(report, std::cout);
  if (options.Has("csv")) {
    PrintCaseloadCsv(report, std::cout);
  } else {
    PrintCaseload(report, NamesFor(reader, report), LettersOfLocale(), std::cout);
  }
  return absl::OkStatus();
}

}  // namespace

constinit const Command kCaseload = {"caseload", "coverage, outcomes and what waits, for a supervisor", kHelp,
                                     [](const Args& args) { return Finish("caseload", Caseload(args)); }};

}  // namespace adagio::cli
