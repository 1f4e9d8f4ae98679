#include "services/cli/units.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/options.h"
#include "services/cli/play_setting.h"
#include "services/cli/practices.h"
#include "services/cli/reader.h"
#include "services/cli/story/clock.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

constexpr absl::string_view kHelp =
    R"(Usage: adagio units --as=NAME [--practice=UUID] [--data=DIR] [--server=ADDR]

Lists the treatment units that a therapist treats now, those opened last first, with their partners and the names that
other commands and the rows of an import take. The server records the access.

  --as=NAME         the therapist's login, as the practice's directory knows it
  --practice=UUID   the practice; not needed where the data folder holds exactly one
  --data=DIR        the embedded server's data folder, for its key and its address (default: ADAGIO_DATA)
  --server=ADDR     the server's address, where it is not the one in the data folder

Example:
  adagio units --data=/var/lib/adagio --as=thea
)";

absl::Status Units(const Args& args) {
  ASSIGN_OR_RETURN(const Options options, Options::Parse(args, {{"as", "practice", "data", "server"}, {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  story::Actor actor;
  actor.set_name("reader");
  actor.set_role(story::Actor::THERAPIST);
  ASSIGN_OR_RETURN(*actor.mutable_subject(), options.Require("as"));
  ASSIGN_OR_RETURN(const std::string practice, PracticeIn(options));
  ASSIGN_OR_RETURN(const Setting setting, SettingIn(options));
  ASSIGN_OR_RETURN(const absl::Time now, story::ServerClock::NowOn(*setting.server));
  ASSIGN_OR_RETURN(std::string token, setting.credentials->Sign(actor, practice, story::GOOD, now));
  Reader reader(*setting.server, std::move(token));
  directory::v1::ListTreatmentUnitsRequest list;
  list.set_practice(absl::StrCat("practices/", practice));
  do {
    ASSIGN_OR_RETURN(const auto page, reader.Call<directory::v1::ListTreatmentUnitsResponse>(
                                          "adagio.directory.v1.DirectoryService.ListTreatmentUnits", list));
    PrintUnits(page.treatment_units(), std::cout);
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  return absl::OkStatus();
}

}  // namespace

void PrintUnits(const google::protobuf::RepeatedPtrField<directory::v1::TreatmentUnit>& units, std::ostream& out) {
  for (const directory::v1::TreatmentUnit& unit : units) {
    out << absl::StrFormat("%-30s %s\n", unit.display_name(), unit.name());
    for (const directory::v1::Partner& partner : unit.partners()) {
      const std::string called = absl::StrCat(partner.display_name(), partner.left() ? " (left)" : "");
      out << absl::StrFormat("  %-28s %s\n", called, partner.name());
    }
  }
}

constinit const Command kUnits = {"units", "the units that a therapist treats, with their names", kHelp,
                                  [](const Args& args) { return Finish("units", Units(args)); }};

}  // namespace adagio::cli
