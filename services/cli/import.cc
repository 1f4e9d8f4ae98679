#include "services/cli/import.h"

#include <openssl/sha.h>

#include <iostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/cli/file.h"
#include "services/cli/import_rows.h"
#include "services/cli/import_stream.h"
#include "services/cli/options.h"
#include "services/cli/play_setting.h"
#include "services/cli/practices.h"
#include "services/cli/story/clock.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

namespace v1 = progress::v1;

constexpr absl::string_view kHelp =
    R"(Usage: adagio import --as=NAME --file=FILE [--format=csv|jsonl] [--practice=UUID] [--data=DIR] [--server=ADDR]

Brings a history of administrations into the units that a therapist treats now. Every row is taken whole or rejected with
its line and a reason; a rejected row holds up no other. Interrupted, it goes on by itself for a minute; called again with
the same file it goes on where it was, and a file imported twice counts once.

CSV has a header: partner, instrument, version, date, and a column an item, named by its number; or total, where no
answers are known and the instrument has no safety item. JSON lines hold "partner", "instrument", "version", "date" and
"answers" {"1": 0} or "total". A partner is practices/.../treatmentUnits/.../partners/... (`adagio units` lists them), an
instrument its key, for example phq9, a date 2024-03-01 or a time of RFC 3339. Numbers take a point, not a comma. Rows over 8 KiB are rejected.

An answer to a safety item of the last 14 days alerts as if it were given now; an older one waits on the worklist.

Progress is written to stderr; at the end the rejected rows of all runs to stdout, as CSV: line, problem.

  --as=NAME         the therapist's login, as the practice's directory knows it
  --file=FILE       what to bring in
  --format=F        csv or jsonl (default: by the file's name, else csv)
  --practice=UUID   the practice; not needed where the data folder holds exactly one
  --data=DIR        the embedded server's data folder, for its key and its address (default: ADAGIO_DATA)
  --server=ADDR     the server's address, where it is not the one in the data folder

Example:
  adagio import --data=/var/lib/adagio --as=thea --file=history.csv > rejected.csv
)";

constexpr absl::Duration kKeepTrying = absl::Minutes(1);
constexpr absl::Duration kPause = absl::Milliseconds(500);

absl::StatusOr<bool> IsJson(const Options& options, absl::string_view file) {
  const std::optional<std::string> format = options.Find("format");
  if (!format.has_value()) return absl::EndsWith(file, ".jsonl");
  if (*format != "csv" && *format != "jsonl") return absl::InvalidArgumentError("--format must be csv or jsonl");
  return *format == "jsonl";
}

std::string Digest(absl::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

// The same file is the same import, whenever and from wherever it is sent; another one is another.
std::string ImportIdOf(absl::string_view practice, absl::string_view text) {
  return Uuid::FromBytes(Digest(absl::StrCat(practice, Digest(text))).substr(0, 16)).ToString();
}

absl::StatusOr<std::unique_ptr<ImportRows>> RowsOf(absl::string_view text, bool json) {
  if (json) return JsonImportRows(text);
  return CsvImportRows(text);
}

class Import {
 public:
  Import(const Setting& setting, story::Actor actor, std::string practice)
      : setting_(setting), actor_(std::move(actor)), practice_(std::move(practice)) {}

  absl::Status Run(absl::string_view text, bool json) {
    RETURN_IF_ERROR(RowsOf(text, json).status());
    const std::string import = ImportIdOf(practice_, text);
    until_ = absl::Now() + kKeepTrying;
    for (;;) {
      ASSIGN_OR_RETURN(const std::unique_ptr<ImportRows> rows, RowsOf(text, json));
      const absl::Status done = Try(import, *rows);
      if (!absl::IsUnavailable(done) || absl::Now() > until_) return done;
      std::cerr << done.message() << "; going on\n";
      absl::SleepFor(kPause);
    }
  }

 private:
  absl::Status Try(const std::string& import, ImportRows& rows) {
    const auto* method = v1::ImportAdministrationsRequest::descriptor()->file()->FindServiceByName("ImportService");
    const auto channel = setting_.server->ChannelFor(*method->method(0));
    if (channel == nullptr) return absl::FailedPreconditionError("none of the servers serves imports");
    ASSIGN_OR_RETURN(const absl::Time now, story::ServerClock::NowOn(*setting_.server));
    ASSIGN_OR_RETURN(std::string token, setting_.credentials->Sign(actor_, practice_, story::GOOD, now));
    ImportStream stream(channel, std::move(token), absl::StrCat("practices/", practice_), import);
    const absl::StatusOr<v1::Import> end = stream.Send(rows, std::cerr);
    if (stream.advanced()) until_ = absl::Now() + kKeepTrying;
    RETURN_IF_ERROR(end.status());
    std::cerr << absl::StrCat("done: ", end->taken(), " taken, ", end->rejected(), " rejected\n");
    return stream.WriteRejected(std::cout);
  }

  const Setting& setting_;
  const story::Actor actor_;
  const std::string practice_;
  absl::Time until_;
};

absl::Status RunImport(const Args& args) {
  ASSIGN_OR_RETURN(const Options options,
                   Options::Parse(args, {{"as", "file", "format", "practice", "data", "server"}, {}}));
  RETURN_IF_ERROR(options.ExpectNoWords());
  story::Actor actor;
  ASSIGN_OR_RETURN(*actor.mutable_subject(), options.Require("as"));
  actor.set_name("importer");
  actor.set_role(story::Actor::THERAPIST);
  ASSIGN_OR_RETURN(const std::string file, options.Require("file"));
  ASSIGN_OR_RETURN(const bool json, IsJson(options, file));
  ASSIGN_OR_RETURN(const std::string text, ReadFile(file));
  ASSIGN_OR_RETURN(const Setting setting, SettingIn(options));
  ASSIGN_OR_RETURN(const std::string practice, PracticeIn(options));
  return Import(setting, std::move(actor), practice).Run(text, json);
}

}  // namespace

constinit const Command kImport = {"import", "brings a history of administrations in, from CSV or JSON lines", kHelp,
                                   [](const Args& args) { return Finish("import", RunImport(args)); }};

}  // namespace adagio::cli
