#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/platform/foundation/ids.h"
#include "services/platform/foundation/mutex.h"

namespace adagio {

// Makes the ids that callers see. Version 4 UUIDs only, so that their order tells nothing. Safe from any thread.
class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual Uuid NewUuid() = 0;
};

// Draws from the operating system.
class SystemEntropy final : public Entropy {
 public:
  Uuid NewUuid() override;
};

// Draws the same ids for the same seed and run. For stories and tests; never where anything depends on secrecy.
class SeededEntropy final : public Entropy {
 public:
  // `run` counts the starts of what draws, so that a restarted story draws new ids; `whose` tells apart those that draw
  // from one seed.
  SeededEntropy(uint64_t seed, uint64_t run, absl::string_view whose = "") : seed_(seed), run_(run), whose_(whose) {}
  Uuid NewUuid() override;

 private:
  const uint64_t seed_;
  const uint64_t run_;
  const std::string whose_;
  Mutex mutex_;
  uint64_t drawn_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace adagio
