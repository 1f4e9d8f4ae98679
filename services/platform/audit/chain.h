#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "services/platform/audit/canonical.h"
#include "services/platform/audit/streams.h"
#include "services/platform/foundation/access_record.h"
#include "services/platform/storage/connection.h"

namespace adagio::audit {

// Records on their way into one stream, each chained to the one before it. Used by one thread.
class Chain {
 public:
  explicit Chain(const Streams::Place& place) : stream_(place.stream), head_(place.after) {}

  void Add(const AccessRecord& record);
  int64_t size() const { return size_; }
  // How many of so many records one statement takes: the largest of 1, 2, 3, 4, 6, 8, 12, 16, ... so that few texts are
  // ever prepared.
  static size_t OfOneStatement(size_t records);
  // Inserts them, in as few statements as that allows.
  absl::Status Write(storage::Statements& to) const;
  // Where the stream stands once they are committed.
  const Head& head() const { return head_; }

 private:
  const StreamId stream_;
  Head head_;
  int64_t size_ = 0;
  std::vector<storage::Value> values_;
};

}  // namespace adagio::audit
