#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/scope.h"

namespace adagio {

// Who a token says is calling, and what the call is about.
struct Caller {
  PracticeId practice;
  UnitId unit;  // nil where the call names none
  Role role = Role::kNobody;
  std::string login;

  friend bool operator==(const Caller&, const Caller&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Caller& caller) {
    return H::combine(std::move(h), caller.practice, caller.unit, caller.role, caller.login);
  }
};

// What a caller is in the practice and towards the unit, at one moment.
struct Standing {
  Principal principal;           // kNobody where the practice has no open account of that role and login
  bool related_to_unit = false;  // member (partner), treats it (therapist), supervises who treats it (supervisor)
  int64_t unit_version = 0;      // the unit's guard version at that moment; 0 where there is no such unit
};

}  // namespace adagio
