#include "services/cli/unit.h"

#include <iostream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "adagio/directory/v1/directory.pb.h"
#include "adagio/intake/v1/bids.pb.h"
#include "services/cli/bids_page.h"
#include "services/cli/options.h"
#include "services/cli/play_setting.h"
#include "services/cli/practices.h"
#include "services/cli/reader.h"
#include "services/cli/unit_page.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio unit --as=NAME UNIT [--practice=UUID] [--data=DIR] [--server=ADDR]

Shows one treatment unit's homework on one screen, as its therapist may see it: agreements and when they are reviewed, what
is active, offered and paused and why, whose answer is awaited, discomfort as foreseen and as felt, and what could come next
with its evidence; and what the bids of the last eight weeks look like. It changes nothing. The server records each access.

  UNIT              the unit's id, or its name practices/.../treatmentUnits/... (`adagio units` lists them)
  --as=NAME         the therapist's login, as the practice's directory knows it
  --practice=UUID   the practice; not needed where the data folder holds exactly one
  --data=DIR        the embedded server's data folder, for its key and its address (default: ADAGIO_DATA)
  --server=ADDR     the server's address, where it is not the one in the data folder

Example:
  adagio unit --data=/var/lib/adagio --as=thea 0a1b2c3d-0000-4000-8000-000000000001
)";

// The practice's id and the unit's name.
struct Place {
  std::string practice;
  std::string unit;
};

absl::StatusOr<Place> PlaceIn(const Options& options) {
  if (options.words().size() != 1) return absl::InvalidArgumentError("say which UNIT");
  const std::string& word = options.words()[0];
  Place place;
  if (absl::StartsWith(word, "practices/")) {
    const size_t end = word.find('/', sizeof("practices/") - 1);
    if (end == std::string::npos) return absl::InvalidArgumentError("UNIT must be an id or a name");
    place.practice = word.substr(sizeof("practices/") - 1, end - (sizeof("practices/") - 1));
    place.unit = word;
    return place;
  }
  if (!Uuid::Parse(word).ok()) return absl::InvalidArgumentError("UNIT must be an id or a name");
  ASSIGN_OR_RETURN(place.practice, PracticeIn(options));
  place.unit = absl::StrCat("practices/", place.practice, "/treatmentUnits/", word);
  return place;
}

absl::Status Unit(const Args& args) {
  ASSIGN_OR_RETURN(const Options options, Options::Parse(args, {{"as", "practice", "data", "server"}, {}}));
  story::Actor actor;
  ASSIGN_OR_RETURN(*actor.mutable_subject(), options.Require("as"));
  actor.set_name("reader");
  actor.set_role(story::Actor::THERAPIST);
  ASSIGN_OR_RETURN(const Setting setting, SettingIn(options));
  ASSIGN_OR_RETURN(const Place place, PlaceIn(options));
  ASSIGN_OR_RETURN(std::string token, setting.credentials->Sign(actor, place.practice, story::GOOD, absl::Now()));
  Reader reader(*setting.server, std::move(token));
  directory::v1::GetTreatmentUnitRequest who;
  who.set_treatment_unit(place.unit);
  ASSIGN_OR_RETURN(const auto unit, reader.Call<directory::v1::GetTreatmentUnitResponse>(
                                        "adagio.directory.v1.DirectoryService.GetTreatmentUnit", who));
  homework::v1::GetUnitHomeworkRequest what;
  what.set_treatment_unit(place.unit);
  ASSIGN_OR_RETURN(const auto state, reader.Call<homework::v1::GetUnitHomeworkResponse>(
                                         "adagio.homework.v1.HomeworkService.GetUnitHomework", what));
  intake::v1::GetBidProfileRequest log;
  log.set_treatment_unit(place.unit);
  ASSIGN_OR_RETURN(const auto bids,
                   reader.Call<intake::v1::GetBidProfileResponse>("adagio.intake.v1.BidService.GetBidProfile", log));
  DisplayNames names;
  for (const auto& partner : unit.treatment_unit().partners()) names[partner.name()] = partner.display_name();
  PrintUnit(state, names, unit.treatment_unit().display_name(), absl::Now(), absl::LocalTimeZone(), std::cout);
  PrintBids(bids, names, absl::LocalTimeZone(), std::cout);
  return absl::OkStatus();
}

}  // namespace

constinit const Command kUnit = {"unit", "a unit's homework on one screen, for its therapist", kHelp,
                                 [](const Args& args) { return Finish("unit", Unit(args)); }};

}  // namespace adagio::cli
