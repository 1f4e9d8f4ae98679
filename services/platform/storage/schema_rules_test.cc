// The rules for every migration in the tree, and for the rules themselves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace adagio::storage {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A statement in capitals, without comments and texts, each run of blanks made one.
struct Statement {
  std::string words;
  bool of_no_practice = false;  // the comment above it says why
};

std::string Plain(absl::string_view statement) {
  static const std::regex texts("'[^']*'");
  static const std::regex blanks("\\s+");
  const std::string without = std::regex_replace(std::string(statement), texts, "''");
  return absl::AsciiStrToUpper(std::regex_replace(without, blanks, " "));
}

std::vector<Statement> Parse(absl::string_view sql) {
  std::vector<Statement> statements;
  std::string text;
  bool exempt = false;
  for (const absl::string_view raw : absl::StrSplit(sql, '\n')) {
    const absl::string_view line = absl::StripAsciiWhitespace(raw);
    if (line.empty()) continue;
    if (absl::StartsWith(line, "--")) {
      static const std::regex reason("-- not of a practice: *[^ ]+.*");
      if (text.empty() && std::regex_match(std::string(line), reason)) exempt = true;
      continue;
    }
    absl::StrAppend(&text, line.substr(0, line.find(" -- ")), "\n");
    if (!absl::EndsWith(line, ";")) continue;
    statements.push_back({Plain(text), exempt});
    text.clear();
    exempt = false;
  }
  if (!absl::StripAsciiWhitespace(text).empty()) statements.push_back({Plain(text), exempt});
  return statements;
}

bool Has(const std::string& words, const char* pattern) { return std::regex_search(words, std::regex(pattern)); }

// Each use of `pattern` is followed by a list of columns that begins with the practice.
bool BeginsWithPractice(const std::string& words, const char* pattern) {
  const std::regex regex(pattern);
  for (std::sregex_iterator use(words.begin(), words.end(), regex), end; use != end; ++use) {
    const std::string after = use->suffix();
    const absl::string_view rest = absl::StripLeadingAsciiWhitespace(after);
    if (!absl::StartsWith(absl::StripPrefix(rest, "("), "PRACTICE_ID")) return false;
  }
  return true;
}

void CheckTable(const Statement& statement, std::vector<std::string>& broken) {
  if (!Has(statement.words, "^ ?CREATE TABLE")) return;
  if (!Has(statement.words, "PRIMARY KEY \\(")) broken.push_back("a table without a primary key of its own line");
  if (!Has(statement.words, "ENGINE ?= ?INNODB")) broken.push_back("a table whose engine is not InnoDB");
  if (!Has(statement.words, "COLLATE ?=? ?UTF8MB4_")) broken.push_back("a table without a collation of utf8mb4");
}

void CheckKeys(const Statement& statement, std::vector<std::string>& broken) {
  if (statement.of_no_practice) return;
  static const std::regex dropped("\\bDROP PRIMARY KEY\\b");
  if (!BeginsWithPractice(std::regex_replace(statement.words, dropped, ""), "\\bPRIMARY KEY\\b")) {
    broken.push_back("a primary key that does not begin with practice_id");
  }
  if (!BeginsWithPractice(statement.words, "\\bUNIQUE\\b( KEY| INDEX)?( `?[A-Z0-9_]+`?)?( ON [A-Z0-9_.]+)?")) {
    broken.push_back("a unique key that does not begin with practice_id");
  }
  if (!BeginsWithPractice(statement.words, "\\bFOREIGN KEY( [A-Z0-9_]+)?")) {
    broken.push_back("a foreign key that does not begin with practice_id");
  }
}

std::vector<std::string> BrokenRules(absl::string_view sql) {
  std::vector<std::string> broken;
  for (const Statement& statement : Parse(sql)) {
    for (const char* word : {"AUTO_INCREMENT", "TRIGGER", "PROCEDURE", "FUNCTION", "RETURNING", "CASCADE", "UUID",
                             "MYISAM", "SEQUENCE", "GET_LOCK", "LOCK TABLES", "XA", "EVENT", "TIMESTAMP", "ENUM"}) {
      if (Has(statement.words, absl::StrCat("\\b", word, "\\b").c_str())) broken.push_back(absl::StrCat("uses ", word));
    }
    CheckTable(statement, broken);
    CheckKeys(statement, broken);
  }
  return broken;
}

std::vector<std::filesystem::path> MigrationsInTheTree() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(ADAGIO_TREE "/services")) {
    if (entry.path().extension() == ".sql" && entry.path().parent_path().filename() == "schema") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(SchemaRules, HoldForEveryMigrationInTheTree) {
  const std::vector<std::filesystem::path> files = MigrationsInTheTree();
  EXPECT_THAT(files, Contains(testing::Property(&std::filesystem::path::filename, "0001_spine.sql")));
  for (const std::filesystem::path& path : files) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    EXPECT_THAT(BrokenRules(text.str()), IsEmpty()) << path;
  }
}

constexpr absl::string_view kEnd = ") ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;\n";

std::string Table(absl::string_view body) { return absl::StrCat("CREATE TABLE t (\n", body, "\n", kEnd); }

TEST(SchemaRules, LetAPlainTablePass) {
  EXPECT_THAT(BrokenRules(Table("practice_id BINARY(16) NOT NULL, -- AUTO_INCREMENT is for others\n"
                                "-- a TRIGGER would be wrong\n"
                                "word VARCHAR(9) DEFAULT 'UUID',\n"
                                "PRIMARY KEY (practice_id), UNIQUE KEY by_word (practice_id, word),\n"
                                "FOREIGN KEY (practice_id) REFERENCES p (practice_id)")),
              IsEmpty());
}

TEST(SchemaRules, CatchAKeyThatReachesAcrossPractices) {
  EXPECT_THAT(BrokenRules(Table("id BINARY(16), PRIMARY KEY (id)")), SizeIs(1));
  EXPECT_THAT(BrokenRules(Table("PRIMARY KEY (practice_id), UNIQUE KEY by_word (word)")), SizeIs(1));
  EXPECT_THAT(BrokenRules(Table("PRIMARY KEY (practice_id), UNIQUE (word)")), SizeIs(1));
  EXPECT_THAT(BrokenRules(Table("word INT UNIQUE, PRIMARY KEY (practice_id)")), SizeIs(1));
  EXPECT_THAT(BrokenRules(Table("PRIMARY KEY (practice_id), FOREIGN KEY (id) REFERENCES p (id)")), SizeIs(1));
  EXPECT_THAT(BrokenRules("CREATE UNIQUE INDEX by_word ON t (word);\n"), SizeIs(1));
  EXPECT_THAT(BrokenRules("ALTER TABLE t ADD UNIQUE KEY by_word (word);\n"), SizeIs(1));
}

TEST(SchemaRules, LetAKeyBeReplacedByOneOfThePractice) {
  const auto replaced = [](absl::string_view key) {
    return BrokenRules(absl::StrCat("ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (", key, ");\n"));
  };
  EXPECT_THAT(replaced("practice_id, id"), IsEmpty());
  EXPECT_THAT(replaced("id"), SizeIs(1));
}

TEST(SchemaRules, TakeAReasonOnlyForTheTableBelowIt) {
  const std::string exempt = absl::StrCat("-- not of a practice: the installation's own\n", Table("PRIMARY KEY (id)"));
  EXPECT_THAT(BrokenRules(exempt), IsEmpty());
  EXPECT_THAT(BrokenRules(absl::StrCat(exempt, Table("PRIMARY KEY (id)"))), SizeIs(1));
  EXPECT_THAT(BrokenRules(absl::StrCat("-- not of a practice:\n", Table("PRIMARY KEY (id)"))), SizeIs(1));
}

TEST(SchemaRules, CatchATableOfTheWrongKind) {
  EXPECT_THAT(BrokenRules("CREATE TABLE t (practice_id BINARY(16), PRIMARY KEY (practice_id)) ENGINE = MyISAM;\n"),
              SizeIs(3));
  EXPECT_THAT(BrokenRules(Table("practice_id BINARY(16)")), Contains(HasSubstr("primary key")));
}

TEST(SchemaRules, CatchWhatIsWrongInACluster) {
  for (const char* line :
       {"CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = 1;\n", "CREATE PROCEDURE x() SELECT 1;\n",
        "INSERT INTO t (practice_id) VALUES (1) RETURNING practice_id;\n",
        "ALTER TABLE t ADD COLUMN id UUID NOT NULL;\n", "alter table t add column n int auto_increment;\n",
        "CREATE SEQUENCE s;\n"}) {
    EXPECT_THAT(BrokenRules(line), SizeIs(1)) << line;
  }
  EXPECT_THAT(BrokenRules(Table("PRIMARY KEY (practice_id), FOREIGN KEY (practice_id) REFERENCES p (practice_id) ON "
                                "DELETE CASCADE")),
              SizeIs(1));
}

}  // namespace
}  // namespace adagio::storage
