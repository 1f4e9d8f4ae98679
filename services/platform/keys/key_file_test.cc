#include "services/platform/keys/key_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "services/platform/storage/test_database.h"

namespace adagio::keys {
namespace {

class KeyFile : public testing::Test {
 protected:
  absl::StatusCode Reading() const { return ReadKeyFile(file_).status().code(); }
  void Create() const { ASSERT_TRUE(CreateKeyFile(file_, secret_).ok()); }

  const storage::TestFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "root.key";
  const Secret secret_ = Secret::Random();
};

TEST_F(KeyFile, HoldsWhatWasWrittenForItsOwnerAlone) {
  Create();
  const absl::StatusOr<Secret> read = ReadKeyFile(file_);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(std::memcmp(read->bytes(), secret_.bytes(), Secret::kSize), 0);
  struct stat about;
  ASSERT_EQ(stat(file_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 07777, 0400u);
}

TEST_F(KeyFile, IsNeverReplaced) {
  Create();
  EXPECT_EQ(CreateKeyFile(file_, Secret::Random()).code(), absl::StatusCode::kAlreadyExists);
  const absl::StatusOr<Secret> read = ReadKeyFile(file_);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(std::memcmp(read->bytes(), secret_.bytes(), Secret::kSize), 0);
}

TEST_F(KeyFile, LeavesNothingBesideIt) {
  Create();
  EXPECT_FALSE(CreateKeyFile(file_, Secret::Random()).ok());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(KeyFile, IsRefusedWhenMissing) { EXPECT_EQ(Reading(), absl::StatusCode::kFailedPrecondition); }

TEST_F(KeyFile, IsRefusedWhenAnyoneElseMayReadOrWriteIt) {
  Create();
  for (const mode_t mode : {0440, 0404, 0640, 0604, 0420, 0402, 0644, 0666, 0500, 0700, 04400}) {
    ASSERT_EQ(chmod(file_.c_str(), mode), 0);
    EXPECT_EQ(Reading(), absl::StatusCode::kFailedPrecondition) << std::oct << mode;
  }
  ASSERT_EQ(chmod(file_.c_str(), 0600), 0);
  EXPECT_EQ(Reading(), absl::StatusCode::kOk);
}

TEST_F(KeyFile, IsRefusedWhenAnotherUserOwnsIt) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  Create();
  ASSERT_EQ(chown(file_.c_str(), 65534, 65534), 0);
  EXPECT_EQ(Reading(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(KeyFile, IsRefusedAtAnyOtherLength) {
  for (const size_t length : {0, 31, 33, 64}) {
    std::ofstream(file_, std::ios::trunc) << std::string(length, 'k');
    ASSERT_EQ(chmod(file_.c_str(), 0600), 0);
    EXPECT_EQ(Reading(), absl::StatusCode::kFailedPrecondition) << length;
  }
}

TEST_F(KeyFile, IsRefusedBehindALink) {
  Create();
  const std::filesystem::path link = folder_.path() / "link.key";
  std::filesystem::create_symlink(file_, link);
  EXPECT_EQ(ReadKeyFile(link).status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace adagio::keys
