#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/keys/keyring.h"

namespace adagio::keys {

// A stretch of a list: elements first (inclusive) to end (exclusive).
struct Page {
  size_t first = 0;
  size_t end = 0;
};

// Pages of one list for one reader. Tokens are sealed and good for that reader, method and unit alone.
class Pages {
 public:
  Pages(const Keyring& keys, const Scope& scope) : keys_(keys), scope_(scope) {}

  // At most `size` elements (50 where it is 0) of a list of `count`, from where `token` says.
  absl::StatusOr<Page> PageOf(int size, const std::string& token, size_t count) const;
  // Opens the page after `page`; empty when there is none.
  absl::StatusOr<std::string> TokenAfter(const Page& page, size_t count) const;

 private:
  std::string BoundTo() const;

  const Keyring& keys_;
  const Scope& scope_;
};

}  // namespace adagio::keys
