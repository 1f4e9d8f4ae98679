#pragma once

#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"

// Where and when the tests that ask other services are.
namespace adagio::notes {

inline const PracticeId kPractice(*Uuid::Parse("11111111-1111-4111-8111-111111111111"));
inline const UnitId kUnit(*Uuid::Parse("22222222-2222-4222-8222-222222222222"));
inline const PartnerId kP(*Uuid::Parse("33333333-3333-4333-8333-333333333333"));
inline const PartnerId kD(*Uuid::Parse("44444444-4444-4444-8444-444444444444"));
inline const absl::Time kNow = absl::FromUnixSeconds(1'772'400'000);

}  // namespace adagio::notes
