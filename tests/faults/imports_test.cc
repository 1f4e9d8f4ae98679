#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <sstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "adagio/progress/v1/progress.grpc.pb.h"
#include "services/cli/import_rows.h"
#include "services/cli/import_stream.h"
#include "services/platform/foundation/clock.h"
#include "tests/faults/site.h"

// An import that is cut short by kill -9, and imports of one file at once: every row counts once, and none is lost.

namespace adagio::test {
namespace {

using progress::v1::Import;

constexpr int kRows = 1200;
constexpr int kBadEvery = 7;
constexpr int kBad = (kRows + kBadEvery - 1) / kBadEvery;

// A stream that somebody waits on: how many messages were answered.
class Progress : public std::streambuf {
 public:
  void AwaitMore(int more) {
    MutexLock lock(mutex_);
    const int until = lines_ + more;
    while (lines_ < until && !over_) changed_.Wait(mutex_);
  }
  void End() {
    MutexLock lock(mutex_);
    over_ = true;
    changed_.NotifyAll();
  }

 private:
  int overflow(int c) override {
    MutexLock lock(mutex_);
    lines_ += c == '\n';
    changed_.NotifyAll();
    return c;
  }

  Mutex mutex_;
  Condition changed_;
  int lines_ ABSL_GUARDED_BY(mutex_) = 0;
  bool over_ ABSL_GUARDED_BY(mutex_) = false;
};

class Imports : public Site {
 protected:
  // Rows of both partners in turn, a day each; every seventh is of a version that is not there.
  std::string File() const {
    std::string text = "partner,instrument,version,date,1,2,3,4,5,6,7\n";
    for (int i = 0; i < kRows; ++i) {
      absl::StrAppend(&text, i % 2 == 0 ? couple_.pat_name : couple_.dana_name, ",gad7,", i % kBadEvery == 0 ? 9 : 1,
                      ",", absl::FormatTime("%Y-%m-%d", first_ + absl::Hours(24 * i), absl::UTCTimeZone()),
                      ",1,0,2,0,3,0,", i % 4, "\n");
    }
    return text;
  }
  // As the command does it: again from the beginning of the file until there is no trouble.
  Import Insist(const std::string& import, std::ostream& progress) const {
    const std::string text = File();
    const absl::Duration until = Elapsed() + absl::Minutes(2);
    while (Elapsed() < until) {
      cli::ImportStream stream(Line(address()).channel(), couple_.thea.token(), practice_.name(), import);
      const auto done = stream.Send(**cli::CsvImportRows(text), progress);
      if (done.ok()) return *done;
      EXPECT_TRUE(absl::IsUnavailable(done.status())) << done.status();
      BackOff();
    }
    ADD_FAILURE() << "the import did not end";
    return Import();
  }
  std::vector<std::string> RejectedLines(const std::string& import) const {
    std::ostringstream out;
    cli::ImportStream stream(NewLine().channel(), couple_.thea.token(), practice_.name(), import);
    EXPECT_TRUE(stream.WriteRejected(out).ok());
    std::vector<std::string> lines;
    std::istringstream in(out.str());
    for (std::string line; std::getline(in, line);) lines.push_back(line.substr(0, line.find(',')));
    lines.erase(lines.begin());
    return lines;
  }
  static std::vector<std::string> BadLines() {
    std::vector<std::string> lines;
    for (int i = 0; i < kRows; i += kBadEvery) lines.push_back(absl::StrCat(i + 2));
    return lines;
  }
  // How often each day is there, of both partners.
  std::map<int64_t, int> Days() const {
    std::map<int64_t, int> days;
    progress::v1::ListAdministrationsRequest request;
    request.set_treatment_unit(couple_.unit);
    request.set_page_size(1000);
    do {
      const auto page =
          couple_.thea.Insist(NewLine(), &progress::v1::ProgressService::Stub::ListAdministrations, request);
      for (const auto& administration : page.administrations()) ++days[administration.occurred_at().seconds()];
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return days;
  }
  void ExpectEveryGoodRowOnce() const {
    const std::map<int64_t, int> days = Days();
    EXPECT_EQ(days.size(), static_cast<size_t>(kRows - kBad));
    for (const auto& [day, count] : days) EXPECT_EQ(count, 1);
  }

  const Couple couple_ = practice_.AddCouple(NewLine());
  const absl::Time first_ =
      absl::FromUnixSeconds(absl::ToUnixSeconds(SystemClock().Now()) / 86400 * 86400) - absl::Hours(24 * (kRows + 400));
};

TEST_F(Imports, LoseAndDoubleNoRowWhenTheServerIsKilledInTheMiddle) {
  const std::string import = NewId();
  Progress progress;
  std::ostream says(&progress);
  Import end;
  std::thread importer([&] {
    end = Insist(import, says);
    progress.End();
  });
  for (int kill = 0; kill < 2; ++kill) {
    progress.AwaitMore(1);
    server_.Kill();
    server_.Start();
  }
  importer.join();
  EXPECT_EQ(end.position(), kRows);
  EXPECT_EQ(end.rejected(), kBad);
  EXPECT_EQ(end.taken(), kRows - kBad);
  EXPECT_THAT(RejectedLines(import), testing::ElementsAreArray(BadLines()));
  ExpectEveryGoodRowOnce();
}

TEST_F(Imports, OfOneFileUnderOneNameAtOnceAreOneImport) {
  const std::string import = NewId();
  std::vector<Import> ends(2);
  std::vector<std::thread> importers;
  for (Import& end : ends) {
    importers.emplace_back([&] {
      std::ostringstream says;
      end = Insist(import, says);
    });
  }
  for (std::thread& importer : importers) importer.join();
  for (const Import& end : ends) {
    EXPECT_EQ(end.taken(), kRows - kBad);
    EXPECT_EQ(end.rejected(), kBad);
  }
  EXPECT_THAT(RejectedLines(import), testing::ElementsAreArray(BadLines()));
  ExpectEveryGoodRowOnce();
}

TEST_F(Imports, OfOneFileUnderTwoNamesAtOnceTakeEveryRowOnce) {
  std::vector<Import> ends(2);
  std::vector<std::thread> importers;
  for (Import& end : ends) {
    importers.emplace_back([&] {
      std::ostringstream says;
      end = Insist(NewId(), says);
    });
  }
  for (std::thread& importer : importers) importer.join();
  EXPECT_EQ(ends[0].taken() + ends[1].taken(), kRows - kBad);
  EXPECT_EQ(ends[0].rejected() + ends[1].rejected(), kRows + kBad) << "the other's are there already";
  ExpectEveryGoodRowOnce();
}

}  // namespace
}  // namespace adagio::test
