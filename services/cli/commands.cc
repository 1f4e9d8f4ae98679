#include "services/cli/command.h"

namespace adagio::cli {

absl::Span<const Command* const> Commands() {
  static constexpr absl::Span<const Command* const> kCommands;
  return kCommands;
}

}  // namespace adagio::cli
