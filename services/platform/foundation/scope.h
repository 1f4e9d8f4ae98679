#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "services/platform/foundation/ids.h"

namespace adagio {

namespace rpc {
class Door;
}

// Who calls, as a token and the directory say.
enum class Role { kNobody, kPartner, kTherapist, kSupervisor, kPracticeAdmin, kOperator, kIntegration };

// An account the door has recognised. `id` is the partner's, clinician's or integration's id; nil for an operator.
struct Principal {
  Role role = Role::kNobody;
  Uuid id;

  PartnerId partner() const { return PartnerId(id); }
  friend bool operator==(const Principal&, const Principal&) = default;
};

// Where a call may reach: one practice, at most one unit, on behalf of one principal. Every statement of a store is
// scoped by it. Only the door makes one, after its checks; tests make theirs through ScopeForTest.
class Scope {
 public:
  const PracticeId& practice() const { return practice_; }
  // The unit named by the call; nil where the call names none.
  const UnitId& unit() const { return unit_; }
  const Principal& principal() const { return principal_; }
  // The full method, for example "adagio.homework.v1.HomeworkService/AnswerAssignment".
  const std::string& method() const { return method_; }
  // Why, as the access rule says: a constant such as "TREATMENT".
  const std::string& purpose() const { return purpose_; }
  // The unit's guard version in the snapshot in which the caller's relation was checked; 0 where it is not known. What
  // was read of the unit under that version still holds for this call.
  int64_t unit_version() const { return unit_version_; }

 private:
  friend class rpc::Door;
  friend class ScopeForTest;
  Scope(PracticeId practice, UnitId unit, Principal principal, std::string method, std::string purpose,
        int64_t unit_version)
      : practice_(practice),
        unit_(unit),
        principal_(principal),
        method_(std::move(method)),
        purpose_(std::move(purpose)),
        unit_version_(unit_version) {}

  PracticeId practice_;
  UnitId unit_;
  Principal principal_;
  std::string method_;
  std::string purpose_;
  int64_t unit_version_ = 0;
};

// Makes scopes for tests, which have no door.
class ScopeForTest {
 public:
  static Scope Make(PracticeId practice, UnitId unit, Principal principal, std::string method,
                    int64_t unit_version = 0) {
    return Scope(practice, unit, principal, std::move(method), "TREATMENT", unit_version);
  }
};

}  // namespace adagio
