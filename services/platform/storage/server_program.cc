#include "services/platform/storage/server_program.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/log.h"
#include "services/platform/foundation/status.h"
#include "services/platform/storage/child.h"

namespace adagio::storage {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kLongestSetup = absl::Minutes(2);
constexpr absl::Duration kOrphansGrace = absl::Seconds(3);
constexpr absl::Duration kKillTakes = absl::Seconds(30);

std::vector<std::string> CommonArguments(const std::string& program, const fs::path& data, const Layout& layout) {
  std::vector<std::string> arguments{
      program,
      "--no-defaults",  // nothing from /etc
      absl::StrCat("--datadir=", data.string()),
      absl::StrCat("--tmpdir=", layout.scratch.string()),
      "--character-set-server=utf8mb4",
      "--collation-server=utf8mb4_bin",
  };
  // mariadbd refuses to run as root unless told so.
  if (geteuid() == 0) arguments.push_back("--user=root");
  return arguments;
}

absl::StatusOr<fs::path> FindScripts() {
  for (const char* folder : {"/usr/share/mysql", "/usr/share/mariadb"}) {
    if (fs::exists(fs::path(folder) / "mysql_system_tables.sql")) return fs::path(folder);
  }
  return absl::NotFoundError("MariaDB's system tables are not installed (Debian: mariadb-server-core)");
}

// The statements that make the system tables, with one account: root, on this machine. It has no password yet, and
// nobody can connect before the first start has given it one.
absl::StatusOr<std::string> SetupStatements() {
  ASSIGN_OR_RETURN(const fs::path scripts, FindScripts());
  std::ostringstream text;
  text << "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n";
  for (const char* name : {"mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"}) {
    std::ifstream file(scripts / name);
    if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", (scripts / name).string()));
    text << file.rdbuf() << "\n";
  }
  text << "DELETE FROM mysql.global_priv WHERE Host <> 'localhost' OR User NOT IN ('root', 'mariadb.sys');\n"
          "DELETE FROM mysql.proxies_priv WHERE Host <> 'localhost';\n";
  return text.str();
}

absl::Status SyncFile(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && fsync(file) == 0;
  const int error = errno;
  if (file >= 0) close(file);
  if (synced) return absl::OkStatus();
  return absl::ErrnoToStatus(error, absl::StrCat("cannot bring to the disk: ", path.string()));
}

absl::Status SyncTree(const fs::path& root) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(root, error), end; !error && entry != end; entry.increment(error)) {
    RETURN_IF_ERROR(SyncFile(entry->path()));
  }
  if (error) return absl::UnavailableError("cannot bring the data folder to the disk");
  return SyncFile(root);
}

// Who holds the lock that mariadbd takes on `file`; 0 when nobody does.
pid_t HolderOf(const fs::path& file) {
  const int opened = open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (opened < 0) return 0;
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool asked = fcntl(opened, F_GETLK, &lock) == 0;
  close(opened);
  return asked && lock.l_type != F_UNLCK ? lock.l_pid : 0;
}

absl::Status End(pid_t pid) {
  const int ending = OpenEnding(pid);
  if (ending < 0) return errno == ESRCH ? absl::OkStatus() : absl::ErrnoToStatus(errno, "cannot watch a process");
  Log(LogLevel::kWarning, "database.orphan", {{"pid", int64_t{pid}}});
  SignalBehind(ending, SIGTERM);
  bool ended = EndedWithin(ending, kOrphansGrace);
  if (!ended) {
    SignalBehind(ending, SIGKILL);
    ended = EndedWithin(ending, kKillTakes);
  }
  close(ending);
  if (ended) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("process ", pid, " works on the data folder and does not end"));
}

}  // namespace

absl::StatusOr<std::string> FindServerProgram() {
  for (const char* path :
       {"/usr/sbin/mariadbd", "/usr/bin/mariadbd", "/usr/local/sbin/mariadbd", "/usr/local/bin/mariadbd"}) {
    if (access(path, X_OK) == 0) return std::string(path);
  }
  return absl::NotFoundError("mariadbd is not installed (Debian: mariadb-server-core)");
}

std::vector<std::string> ServingArguments(const std::string& program, const Layout& layout,
                                          const std::vector<std::string>& settings) {
  std::vector<std::string> arguments = CommonArguments(program, layout.data, layout);
  for (const std::string& setting : {
           absl::StrCat("socket=", layout.socket.string()),
           absl::StrCat("pid-file=", (layout.folder / "mariadbd.pid").string()),
           absl::StrCat("init-file=", layout.accounts.string()),
           absl::StrCat("secure-file-priv=", layout.empty.string()),
           std::string("skip-networking"),
           std::string("skip-name-resolve"),
           std::string("local-infile=0"),
           std::string("default-time-zone=+00:00"),
           std::string("sql-mode=STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE"),
           std::string("transaction-isolation=READ-COMMITTED"),
           std::string("innodb-flush-log-at-trx-commit=1"),
           std::string("innodb-rollback-on-timeout=ON"),
           std::string("innodb-lock-wait-timeout=5"),
           std::string("innodb-buffer-pool-dump-at-shutdown=OFF"),
           std::string("innodb-buffer-pool-load-at-startup=OFF"),
           std::string("max-allowed-packet=64M"),
           std::string("max-connections=200"),
       }) {
    arguments.push_back(absl::StrCat("--", setting));
  }
  for (const std::string& setting : settings) arguments.push_back(absl::StrCat("--", setting));
  return arguments;
}

absl::Status EnsureDataFolder(const std::string& program, const Layout& layout) {
  if (fs::exists(layout.data)) return absl::OkStatus();
  const fs::path draft = layout.folder / "data.new";
  const fs::path statements = layout.folder / "setup.sql";
  std::error_code error;
  fs::remove_all(draft, error);
  if (!fs::create_directory(draft, error)) return absl::UnavailableError("cannot create the data folder");
  ASSIGN_OR_RETURN(const std::string text, SetupStatements());
  RETURN_IF_ERROR(WritePrivately(statements, text));

  std::vector<std::string> arguments = CommonArguments(program, draft, layout);
  // Not synced file by file, but as a whole below.
  for (const char* argument :
       {"--bootstrap", "--log-warnings=0", "--enforce-storage-engine=", "--innodb-flush-method=nosync"}) {
    arguments.push_back(argument);
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Child> setup, Child::Launch(arguments, statements, layout.log));
  if (!setup->EndsWithin(kLongestSetup) || setup->Reap() != 0) {
    return absl::UnavailableError(absl::StrCat("the database cannot be set up: see ", layout.log.string()));
  }
  fs::remove(statements, error);
  RETURN_IF_ERROR(SyncTree(draft));
  fs::rename(draft, layout.data, error);
  if (error) return absl::UnavailableError("cannot name the data folder");
  return SyncFile(layout.folder);
}

absl::Status WriteAccounts(const Layout& layout, const Credentials& credentials) {
  std::string text;
  for (const auto& [user, password] : credentials) {
    absl::StrAppend(&text, "CREATE USER IF NOT EXISTS '", user, "'@'localhost';\n");
    absl::StrAppend(&text, "ALTER USER '", user, "'@'localhost' IDENTIFIED BY '", password, "';\n");
  }
  return WritePrivately(layout.accounts, text);
}

absl::Status ReapOrphan(const Layout& layout) {
  // Aria and InnoDB each lock a file for as long as their server lives.
  for (const char* name : {"aria_log_control", "ibdata1"}) {
    if (const pid_t pid = HolderOf(layout.data / name); pid > 0) RETURN_IF_ERROR(End(pid));
  }
  return absl::OkStatus();
}

}  // namespace adagio::storage
