#include "services/platform/keys/page.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/platform/foundation/status.h"

namespace adagio::keys {
namespace {

constexpr size_t kDefaultSize = 50;

}  // namespace

std::string Pages::BoundTo() const {
  return absl::StrCat(scope_.method(), "/", scope_.unit().ToString(), "/", scope_.principal().id.ToString());
}

absl::StatusOr<Page> Pages::PageOf(int size, const std::string& token, size_t count) const {
  Page page;
  if (!token.empty()) {
    ASSIGN_OR_RETURN(const std::string first, keys_.OpenToken(scope_.practice(), BoundTo(), token));
    if (!absl::SimpleAtoi(first, &page.first)) return RefuseField("page_token", "from an earlier answer");
  }
  page.first = std::min(page.first, count);
  page.end = std::min(page.first + (size > 0 ? static_cast<size_t>(size) : kDefaultSize), count);
  return page;
}

absl::StatusOr<std::string> Pages::TokenAfter(const Page& page, size_t count) const {
  if (page.end >= count) return std::string();
  return keys_.SealToken(scope_.practice(), BoundTo(), absl::StrCat(page.end));
}

}  // namespace adagio::keys
