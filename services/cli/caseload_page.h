#pragma once

#include <map>
#include <ostream>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "adagio/progress/v1/caseload.pb.h"
#include "services/cli/text_art.h"

namespace adagio::cli {

// What things are called, by their resource names. One that is not in it is called by the beginning of its id.
using DisplayNames = std::map<std::string, std::string>;

// How many of the worklist a page for people shows.
inline constexpr int kShownItems = 14;

// The report for people, on one screen of 100 columns.
void PrintCaseload(const progress::v1::GetCaseloadResponse& report, const DisplayNames& names, Letters letters,
                   std::ostream& out);

// "safety alert"
std::string WordsOf(progress::v1::MatterKind kind);
// "1 unit", "2 units"
std::string Plural(int count, absl::string_view one);
// Its name, or the beginning of its id.
std::string Called(const DisplayNames& names, const std::string& name);
absl::Time TimeOf(const google::protobuf::Timestamp& time);

}  // namespace adagio::cli
