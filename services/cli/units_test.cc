#include "services/cli/units.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>

namespace adagio::cli {
namespace {

TEST(Units, StandWithTheirPartnersAndTheNamesThatAnImportTakes) {
  directory::v1::ListTreatmentUnitsResponse page;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(R"(
      treatment_units {
        name: "practices/a/treatmentUnits/u" display_name: "Pat and Dana"
        partners { name: "practices/a/treatmentUnits/u/partners/p" display_name: "Pat" }
        partners { name: "practices/a/treatmentUnits/u/partners/d" display_name: "Dana" left: true }
      })",
                                                            &page));
  std::ostringstream out;
  PrintUnits(page.treatment_units(), out);
  EXPECT_EQ(out.str(),
            "Pat and Dana                   practices/a/treatmentUnits/u\n"
            "  Pat                          practices/a/treatmentUnits/u/partners/p\n"
            "  Dana (left)                  practices/a/treatmentUnits/u/partners/d\n");
}

}  // namespace
}  // namespace adagio::cli
