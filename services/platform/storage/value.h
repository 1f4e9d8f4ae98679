#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/platform/foundation/ids.h"

namespace adagio::storage {

// One parameter of a statement: NULL, a signed integer, text or bytes, or a moment (DATETIME(6), UTC).
class Value {
 public:
  Value(std::nullptr_t) {}                                        // NOLINT: implicit by design
  Value(int64_t number) : value_(number) {}                       // NOLINT
  Value(int number) : value_(int64_t{number}) {}                  // NOLINT
  Value(bool flag) : value_(int64_t{flag}) {}                     // NOLINT
  Value(std::string text) : value_(std::move(text)) {}            // NOLINT
  Value(absl::string_view text) : value_(std::string(text)) {}    // NOLINT
  Value(const char* text) : value_(std::string(text)) {}          // NOLINT
  Value(const Uuid& uuid) : value_(std::string(uuid.bytes())) {}  // NOLINT
  Value(absl::Time time) : value_(time) {}                        // NOLINT
  template <typename Kind>
  Value(const Id<Kind>& id) : value_(std::string(id.bytes())) {}  // NOLINT
  template <typename T>
  Value(const std::optional<T>& value) {  // NOLINT
    if (value.has_value()) *this = Value(*value);
  }

  using Variant = std::variant<std::nullptr_t, int64_t, std::string, absl::Time>;
  const Variant& variant() const { return value_; }

 private:
  Variant value_ = nullptr;
};

// One row of an answer, detached from the connection. A column is read as what the query says it is; reading it as
// something else is a broken invariant of ours.
class Row {
 public:
  using Cell = std::optional<std::string>;
  explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}

  bool IsNull(size_t column) const { return !cells_.at(column).has_value(); }
  int64_t Int(size_t column) const;
  const std::string& Text(size_t column) const;  // text or bytes
  Uuid AsUuid(size_t column) const;              // BINARY(16)
  absl::Time AsTime(size_t column) const;        // DATETIME(6)
  std::optional<absl::Time> AsTimeOrNull(size_t column) const;
  template <typename IdType>
  IdType AsId(size_t column) const {
    return IdType(AsUuid(column));
  }

 private:
  std::vector<Cell> cells_;
};

using Rows = std::vector<Row>;

}  // namespace adagio::storage
