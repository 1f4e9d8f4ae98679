#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/foundation/mutex.h"
#include "services/platform/rpc/embedded_tokens.h"
#include "tests/support/person.h"
#include "tests/support/server_process.h"

namespace adagio::test {

// A treatment unit made through the contracts: as Imagined's on its first day.
struct RealUnit {
  std::string name;
  std::vector<std::string> partner_names;
  std::vector<Person> partners;
  std::string agreement;
  std::string ladder;
  int64_t epoch = 0;  // its first moment, in seconds since 1970
};

// The places of the partners of a unit when they are sorted by their ids.
std::vector<size_t> OrderOf(const RealUnit& unit);

// One server or two on one database and one story's clock, with a practice whose clocks never change.
class Site {
 public:
  enum class Servers { kOne, kTwo };
  explicit Site(Servers servers = Servers::kTwo);

  const Person& thea() const { return thea_; }
  // A partner of another unit.
  const Person& stranger() const { return stranger_; }
  const std::string& practice() const { return practice_; }
  std::string address() const { return first_.address(); }
  // One of a few ways to the first (0) or second (1) server; to the only one where there is one. Safe from any thread.
  const Line& LineTo(int server, int lane) const;
  // With so many partners. Safe from any thread, while the clock stands still. Where `order` is given, their ids stand
  // in it, as OrderOf says: lists of partners do.
  RealUnit AddUnit(int partners, int lane, const std::vector<size_t>& order = {});
  // Moves the clock, back too. Returns where it stands, in seconds since 1970.
  int64_t Move(int64_t seconds);
  // Forward until it stands later than it ever did.
  void MoveToTheFront();

 private:
  Person SignIn(Role role, const std::string& login) const;
  void AddPractice();
  RealUnit Open(const Line& line, int partners);
  void AddPartner(const Line& line, RealUnit& unit);
  void Admit(const Line& line, const RealUnit& unit, size_t partner) const;
  void Agree(const Line& line, RealUnit& unit) const;

  static constexpr int kLanes = 4;

  const storage::TestFolder folder_;
  ServerProcess first_;
  std::optional<ServerProcess> second_;
  std::vector<Line> lines_;
  std::unique_ptr<rpc::EmbeddedIssuer> issuer_;
  std::string practice_;
  Person thea_, stranger_;
  Mutex mutex_;
  int logins_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t now_ = 0, latest_ = 0;
};

}  // namespace adagio::test
