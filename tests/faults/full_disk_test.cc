#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tests/support/practice.h"
#include "tests/support/server_process.h"
#include "tests/support/verified.h"

// A disk that fills while the server runs: what cannot be kept is refused, and room makes everything work again.

namespace adagio::test {
namespace {

using homework::v1::HomeworkService;

constexpr int kMegabytes = 400;

// A small disk that this process and its children alone see, and that ends with them.
class SmallDisk {
 public:
  // Says why where this machine or user does not allow one.
  std::string Mount() {
    if (unshare(CLONE_NEWNS) != 0) return absl::StrCat("no namespace for a small disk: ", std::strerror(errno));
    if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
      return "the file systems cannot be made private";
    const std::string size = absl::StrCat("size=", kMegabytes, "m");
    if (mount("none", folder_.path().c_str(), "tmpfs", 0, size.c_str()) != 0) return "no tmpfs can be mounted";
    mounted_ = true;
    return "";
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
  }

  std::filesystem::path path() const { return folder_.path(); }

  // Takes all of the room that is left.
  void Fill() {
    const int file = open((path() / "filler").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const std::string zeros(4096, '\0');
    while (write(file, zeros.data(), zeros.size()) > 0) {
    }
    close(file);
  }
  void MakeRoom() { std::filesystem::remove(path() / "filler"); }

 private:
  const storage::TestFolder folder_;
  bool mounted_ = false;
};

class FullDisk : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = disk_.Mount(); !why.empty()) GTEST_SKIP() << why;
    const std::string data = (disk_.path() / "data").string();
    server_.emplace(std::vector<std::string>{"--data=" + data});
    line_.emplace(server_->address());
    Practice practice(*line_, data);
    couple_ = practice.AddCouple(*line_);
    assignment_ =
        couple_.thea.Insist(*line_, &HomeworkService::Stub::OfferAssignment, OfferOf(couple_, "sitting_close"))
            .assignment()
            .name();
  }

  Reply<homework::v1::RecordCheckInResponse> Write(const homework::v1::RecordCheckInRequest& request) {
    return couple_.pat.Call(*line_, &HomeworkService::Stub::RecordCheckIn, request, absl::Seconds(60));
  }
  homework::v1::RecordCheckInRequest LongNote() const {
    return CheckInTo(assignment_, NewId() + std::string(1900, 'x'));
  }

  std::vector<std::string> Notes() const {
    homework::v1::GetUnitHomeworkRequest request;
    request.set_treatment_unit(couple_.unit);
    const auto homework = couple_.thea.Insist(*line_, &HomeworkService::Stub::GetUnitHomework, request);
    std::vector<std::string> notes;
    for (const auto& side : homework.assignments(0).sides()) {
      for (const auto& check_in : side.check_ins()) notes.push_back(check_in.felt_good());
    }
    return notes;
  }

  // A read needs room too, because its record must be durable: it gives data with one, or nothing. How many were
  // answered, and why one was not.
  std::pair<int, std::string> ReadUntilRefused() const {
    constexpr int kMostReads = 10000;
    for (int i = 0; i < kMostReads; ++i) {
      const auto read = couple_.dana.Call(*line_, &HomeworkService::Stub::GetAssignment, Get(assignment_));
      if (read.ok()) continue;
      EXPECT_EQ(read.response.ByteSizeLong(), 0u);
      return {i, NameOf(read.status)};
    }
    return {kMostReads, "never"};
  }

  SmallDisk disk_;
  std::optional<ServerProcess> server_;
  std::optional<Line> line_;
  Couple couple_;
  std::string assignment_;
};

TEST_F(FullDisk, RefusesWhatItCannotKeepAndKeepsWhatItAcknowledged) {
  constexpr int kMostNotes = 180;
  disk_.Fill();
  std::vector<std::string> acknowledged;
  std::vector<homework::v1::RecordCheckInRequest> refused;
  for (int i = 0; i < kMostNotes && refused.size() < 3; ++i) {
    const auto note = LongNote();
    const auto reply = Write(note);
    if (reply.ok()) {
      acknowledged.push_back(note.check_in().felt_good());
    } else {
      EXPECT_EQ(NameOf(reply.status), "UNAVAILABLE/STORE_UNAVAILABLE");
      refused.push_back(note);
    }
  }
  ASSERT_FALSE(refused.empty()) << "the disk never was full";
  const auto [reads, why] = ReadUntilRefused();
  std::cout << absl::StrFormat("%d writes were acknowledged on the full disk before one was refused, and %d reads\n",
                               acknowledged.size(), reads);
  EXPECT_EQ(why, "UNAVAILABLE/STORE_UNAVAILABLE");
  disk_.MakeRoom();
  for (const auto& note : refused) {
    couple_.pat.Insist(*line_, &HomeworkService::Stub::RecordCheckIn, note);
    acknowledged.push_back(note.check_in().felt_good());
  }
  EXPECT_THAT(Notes(), testing::UnorderedElementsAreArray(acknowledged));
  EXPECT_EQ(server_->Stop(), 0);
  const absl::StatusOr<audit::Verified> verified = VerifyFolder(disk_.path() / "data");
  EXPECT_TRUE(verified.ok()) << verified.status();
}

}  // namespace
}  // namespace adagio::test
