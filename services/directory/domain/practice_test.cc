#include "services/directory/domain/practice.h"

#include <gtest/gtest.h>

#include "services/platform/foundation/status.h"

namespace adagio::directory {
namespace {

TEST(CheckZoneName, TakesNamesOfTheZoneTable) {
  for (const char* name :
       {"UTC", "Europe/Berlin", "America/Argentina/Ushuaia", "America/Port-au-Prince", "Etc/GMT+1"}) {
    EXPECT_TRUE(CheckZoneName(name).ok()) << name;
  }
}

TEST(CheckZoneName, TakesNoPathAndNothingOfTheMachine) {
  for (const char* name :
       {"", "/etc/localtime", "../UTC", "Europe/../UTC", "Europe//Berlin", "Europe/", "localtime", "file:UTC",
        "libc:localtime", "Fixed/UTC+01:00:00", "posix/UTC", "right/UTC", "a/b/c/d", "Europe/Ber lin", "+01:00"}) {
    EXPECT_EQ(FieldOf(CheckZoneName(name)), "time_zone") << name;
  }
}

}  // namespace
}  // namespace adagio::directory
