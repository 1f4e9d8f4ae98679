#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "adagio/options/v1/options.pb.h"
#include "services/platform/storage/connection.h"
#include "services/platform/storage/test_database.h"
#include "tests/access/who_may.h"
#include "tests/support/person.h"
#include "tests/support/practice.h"
#include "tests/support/requests.h"
#include "tests/support/server_process.h"

namespace adagio::test {

// Somebody who calls, and what is true of them.
struct Caller {
  std::string says;  // who it is, for the reader of a failure
  std::string token;
  bool believed = true;  // whether the token is good
  options::v1::Role role = options::v1::ROLE_UNSPECIFIED;
  std::string practice;         // where they have an account of that role; empty: nowhere
  std::set<std::string> units;  // those they are related to now
};

// Whether `entry` lets `caller` pass when the request is about `place`.
enum class Verdict { kPasses, kDenied, kNotBelieved };
// The code of a denial.
inline constexpr int kDenied = grpc::StatusCode::PERMISSION_DENIED;
Verdict VerdictOf(const Entry& entry, const Caller& caller, const Place& place);

// Served with a story's clock alone; a server without one does not have it.
bool IsOfStories(const google::protobuf::MethodDescriptor& method);

// A server with two practices. In the first Thea treats two couples, Theo another unit; of the first couple's unit
// somebody has left, once treated it, and once supervised who does. One for all tests of the binary.
class World {
 public:
  static World& Shared();

  std::string address() const { return server_.address(); }
  const std::vector<Caller>& callers() const { return callers_; }
  const Caller& Named(const std::string& says) const;

  // Nothing in them is known by name but the partners; see Explore.
  Place couple, second_couple, theos, foreign;
  // With made-up names.
  Place no_unit, no_practice, foreign_practice_own_unit;

  // How many audit records have each outcome, for example "DENIED".
  std::map<std::string, int64_t> Records();
  // Differs when any row of any schema does, but for the audit's and the lease of the sequencer. Waits until the
  // sequencer has nothing left to do.
  std::string Contents();

 private:
  World();
  void AddClinician(const Practice& practice, const std::string& login, options::v1::Role role,
                    const std::string& supervisor);
  std::string AddUnit(const Practice& practice, const std::string& therapist);
  std::string AddPartner(const Practice& practice, const std::string& therapist, const std::string& unit,
                         const std::string& login);
  void AddStaff();
  void AddUnits();
  void WordPolicies();
  void EndRelations();
  void SignIn();
  void AddBadTokens();
  void Add(const std::string& says, Role role, const std::string& login, const Practice& practice,
           std::set<std::string> units);
  storage::Rows Rows(const std::string& sql, std::initializer_list<storage::Value> values = {});

  const storage::TestFolder folder_;
  const ServerProcess server_;
  const Line line_;
  const std::unique_ptr<storage::Connection> database_;
  Practice own_, other_;
  std::map<std::string, std::string> clinicians_;  // by login
  std::vector<Caller> callers_;
};

}  // namespace adagio::test
