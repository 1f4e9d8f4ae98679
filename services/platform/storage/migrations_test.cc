#include "services/platform/storage/migrations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/platform/storage/migration_text.h"
#include "services/platform/storage/test_database.h"

namespace adagio::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr absl::string_view kHouse = R"sql(
-- A house; with a comment that ends in a semicolon;
CREATE TABLE house (id INT NOT NULL, name VARCHAR(20) NOT NULL, PRIMARY KEY (id)) ENGINE = InnoDB;
INSERT INTO house (id, name) VALUES (1, 'a;b');
)sql";
constexpr absl::string_view kDoor = "CREATE TABLE door (id INT NOT NULL, PRIMARY KEY (id));\n";
constexpr absl::string_view kWrong = "CREATE TABLE fence (id INT NOT NULL, PRIMARY KEY (id));\nCREATE TABLE (;\n";

class Migrations : public testing::Test {
 protected:
  Migrations() : admin_(TestDatabase::Shared().Connect("root")) {
    for (const char* schema : {"adagio_a", "adagio_b"}) {
      EXPECT_TRUE(admin_->Send(std::string("DROP DATABASE IF EXISTS ") + schema).ok());
    }
  }

  int64_t Count(const std::string& table) {
    const absl::StatusOr<Rows> rows = admin_->Query("SELECT COUNT(*) FROM " + table, {});
    return rows.ok() ? rows->front().Int(0) : -1;
  }

  std::unique_ptr<Connection> admin_;
};

TEST(StatementsOf, EndWithASemicolonAtTheEndOfALine) {
  EXPECT_THAT(StatementsOf("-- x;\nA ';'\n  B;  \n\n;\nC;\nD"), ElementsAre("A ';'\n  B", "C", "D"));
}

TEST_F(Migrations, MakeTheSchemasInOrder) {
  ASSERT_EQ(Migrate(*admin_, {{"adagio_a", 1, "0001_house.sql", kHouse},
                              {"adagio_b", 1, "0001_door.sql", kDoor},
                              {"adagio_a", 2, "0002_door.sql", kDoor}}),
            absl::OkStatus());
  EXPECT_EQ(Count("adagio_a.house"), 1);
  EXPECT_EQ(Count("adagio_a.door"), 0);
  EXPECT_EQ(Count("adagio_b.door"), 0);
  EXPECT_EQ(Count("adagio_a.migration"), 2);
}

TEST_F(Migrations, AreAppliedOnce) {
  const std::vector<Migration> migrations{{"adagio_a", 1, "0001_house.sql", kHouse}};
  ASSERT_EQ(Migrate(*admin_, migrations), absl::OkStatus());
  ASSERT_EQ(Migrate(*admin_, migrations), absl::OkStatus());
  EXPECT_EQ(Count("adagio_a.house"), 1);
}

TEST_F(Migrations, OfANewerVersionAreRefusedBeforeAnythingChanges) {
  ASSERT_EQ(Migrate(*admin_, {{"adagio_a", 1, "0001_house.sql", kHouse}, {"adagio_a", 2, "0002_door.sql", kDoor}}),
            absl::OkStatus());
  const absl::Status refused =
      Migrate(*admin_, {{"adagio_b", 1, "0001_door.sql", kDoor}, {"adagio_a", 1, "0001_house.sql", kHouse}});
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("newer version"));
  EXPECT_EQ(Count("adagio_b.door"), -1);
}

TEST_F(Migrations, EditedAfterTheyWereAppliedAreRefused) {
  ASSERT_EQ(Migrate(*admin_, {{"adagio_a", 1, "0001_house.sql", kHouse}}), absl::OkStatus());
  const absl::Status refused = Migrate(*admin_, {{"adagio_a", 1, "0001_house.sql", kDoor}});
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("0001_house.sql of adagio_a was edited"));
}

TEST_F(Migrations, WithAGapInTheirNumbersAreRefused) {
  EXPECT_EQ(Migrate(*admin_, {{"adagio_a", 2, "0002_door.sql", kDoor}}).code(), absl::StatusCode::kInternal);
}

TEST_F(Migrations, ThatAreWrongSayWhere) {
  const absl::Status refused = Migrate(*admin_, {{"adagio_a", 1, "0001_wrong.sql", kWrong}});
  EXPECT_THAT(std::string(refused.message()), HasSubstr("adagio_a/0001_wrong.sql, statement 2"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("You have an error in your SQL syntax"));
}

// The state that a kill leaves between a statement and its progress.
TEST_F(Migrations, CutShortAreTakenUpWhereTheyWere) {
  const std::vector<Migration> migrations{{"adagio_a", 1, "0001_house.sql", kHouse}};
  ASSERT_EQ(Migrate(*admin_, migrations), absl::OkStatus());
  ASSERT_TRUE(admin_->Execute("DELETE FROM adagio_a.house", {}).ok());
  ASSERT_TRUE(admin_->Execute("UPDATE adagio_a.migration SET statements_done = 0, finished = 0", {}).ok());
  ASSERT_EQ(Migrate(*admin_, migrations), absl::OkStatus());
  EXPECT_EQ(Count("adagio_a.house"), 1);
}

}  // namespace
}  // namespace adagio::storage
