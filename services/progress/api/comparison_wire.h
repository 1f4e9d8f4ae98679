#pragma once

#include "adagio/progress/v1/caseload.pb.h"
#include "services/progress/domain/group.h"

// Effects and shares as the contract says them.
namespace adagio::progress {

v1::EffectSize ToWire(const GroupEffect& effect);
// Of a share that has a place.
v1::FunnelPlace ToWire(const GroupShare& share);

}  // namespace adagio::progress
