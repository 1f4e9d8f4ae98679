// adagio_bench: measures a server of its own, made for it and gone with it, and prints every figure beside its limit.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/private_database.h"
#include "services/server/installation.h"
#include "tests/bench/measures.h"

namespace adagio::bench {
namespace {

constexpr int kCouples = 64;

struct Options {
  bool quick = false;
  std::string json;
  std::set<std::string> only = {"score", "write", "read", "door", "feed", "caseload", "rescore", "start"};
};

absl::StatusOr<Options> OptionsFrom(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--quick") {
      options.quick = true;
    } else if (absl::StartsWith(arg, "--json=")) {
      options.json = arg.substr(7);
    } else if (absl::StartsWith(arg, "--only=")) {
      options.only = absl::StrSplit(arg.substr(7), ',');
    } else {
      return absl::InvalidArgumentError(absl::StrCat("unknown option '", arg, "'"));
    }
  }
  return options;
}

// What needs no server, and is measured while there is none.
absl::StatusOr<Figures> MeasureLibrary(Options& options) {
  if (options.only.erase("score") == 0) return Figures();
  std::cout << "measuring score ..." << std::endl;
  return options.quick ? MeasureScore(2'000'000, 5) : MeasureScore(10'000'000, 5);
}

absl::StatusOr<Figures> MeasureAll(const Bed& bed, const Options& options) {
  const Budget rates = options.quick ? Budget{absl::Seconds(2), 2} : Budget{absl::Seconds(5), 3};
  const Budget doors = options.quick ? Budget{absl::Seconds(1), 2} : Budget{absl::Seconds(3), 3};
  Figures all;
  const auto add = [&](const std::string& name, auto measure) -> absl::Status {
    if (!options.only.contains(name)) return absl::OkStatus();
    std::cout << "measuring " << name << " ..." << std::endl;
    ASSIGN_OR_RETURN(const Figures figures, measure());
    all.insert(all.end(), figures.begin(), figures.end());
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(add("write", [&] { return MeasureWrite(bed, rates); }));
  RETURN_IF_ERROR(add("read", [&] { return MeasureRead(bed, rates); }));
  RETURN_IF_ERROR(add("door", [&] { return MeasureDoor(bed, doors); }));
  const absl::Duration watching = options.quick ? absl::Seconds(5) : absl::Seconds(20);
  RETURN_IF_ERROR(add("feed", [&] { return MeasureFeed(bed, watching); }));
  RETURN_IF_ERROR(add("caseload", [&] { return MeasureCaseload(bed, rates); }));
  RETURN_IF_ERROR(
      add("rescore", [&] { return MeasureRescore(bed, options.quick ? 100'000 : 1'000'000, options.quick ? 1 : 3); }));
  RETURN_IF_ERROR(add("start", [&] { return MeasureStart(bed, options.quick ? 1 : 3); }));
  return all;
}

absl::StatusOr<Figures> MeasureServer(const Options& options) {
  const TemporaryFolder folder;
  Bed bed{.programs = std::filesystem::read_symlink("/proc/self/exe").parent_path().string(),
          .folder = folder.path(),
          .data = folder.path() / "data"};
  ASSIGN_OR_RETURN(const auto adagiod, ServerProcess::Start({bed.programs + "/adagiod", "--data=" + bed.data.string()},
                                                            folder.path() / "adagiod.log"));
  bed.adagiod = adagiod.get();
  const server::Layout layout(bed.data);
  ASSIGN_OR_RETURN(bed.root, storage::Join(layout.database(), "root"));
  std::cout << "making a practice of " << kCouples << " couples ..." << std::endl;
  ASSIGN_OR_RETURN(const rpc::Es256Key issuer, rpc::Es256Key::ReadFile(layout.issuer_key().string()));
  ASSIGN_OR_RETURN(bed.practice, MakePractice(adagiod->address(), issuer, kCouples));
  return MeasureAll(bed, options);
}

absl::Status Run(Options options) {
  ASSIGN_OR_RETURN(Figures figures, MeasureLibrary(options));
  if (!options.only.empty()) {
    ASSIGN_OR_RETURN(const Figures more, MeasureServer(options));
    figures.insert(figures.end(), more.begin(), more.end());
  }
  PrintTable(figures, std::cout);
  if (options.json.empty()) return absl::OkStatus();
  std::ofstream json(options.json);
  PrintJson(figures, json);
  return json.flush() ? absl::OkStatus() : absl::UnavailableError("cannot write the --json file");
}

}  // namespace
}  // namespace adagio::bench

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  const absl::StatusOr<adagio::bench::Options> options = adagio::bench::OptionsFrom(argc, argv);
  if (!options.ok()) {
    std::cerr << "adagio_bench: " << options.status().message() << '\n';
    return 2;
  }
  const absl::Status ended = adagio::bench::Run(*options);
  if (ended.ok()) return 0;
  std::cerr << "adagio_bench: " << ended.message() << '\n';
  return 1;
}
