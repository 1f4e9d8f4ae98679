#include "services/platform/storage/faults.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"
#include "services/platform/storage/connection.h"

namespace adagio::storage {
namespace {

TEST(Faults, SayWhatACallerMayDo) {
  for (const int conflict : {1213, 1205, 1020, 3101, 1180, 1047}) {
    EXPECT_EQ(FaultOf(StatusOfError(conflict, "")), Fault::kConflict) << conflict;
  }
  for (const int lost : {2006, 2013, 1927, 1053, 2014}) {
    EXPECT_EQ(FaultOf(StatusOfError(lost, "")), Fault::kLost) << lost;
  }
  EXPECT_EQ(FaultOf(StatusOfError(1062, "")), Fault::kDuplicate);
  EXPECT_EQ(FaultOf(StatusOfError(1064, "")), Fault::kBroken);
}

TEST(Faults, OfAFullDiskAreRefusals) {
  for (const int full : {1021, 1114, 1026, 28}) {
    const absl::Status status = StatusOfError(full, "");
    EXPECT_EQ(FaultOf(status), Fault::kRefused) << full;
    EXPECT_EQ(ReasonOf(status), Reason::kStoreUnavailable) << full;
  }
}

TEST(Faults, AreNoneForAStatusOfAnotherRoom) {
  EXPECT_EQ(FaultOf(absl::OkStatus()), Fault::kNone);
  EXPECT_EQ(FaultOf(Refuse(Reason::kStoreUnavailable, "")), Fault::kNone);
  EXPECT_EQ(ErrorOf(absl::InternalError("")), 0);
}

TEST(Faults, KeepTheDatabasesNumber) { EXPECT_EQ(ErrorOf(StatusOfError(1050, "")), 1050); }

}  // namespace
}  // namespace adagio::storage
