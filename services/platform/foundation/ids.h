#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace adagio {

// A 128-bit identifier (RFC 4122), held as its 16 bytes. The default value is the nil UUID.
class Uuid {
 public:
  Uuid() = default;
  // `bytes` holds exactly 16 bytes; anything else is a broken invariant of ours.
  static Uuid FromBytes(absl::string_view bytes);
  // Accepts the canonical lower-case form only. INVALID_ARGUMENT otherwise.
  static absl::StatusOr<Uuid> Parse(absl::string_view text);

  std::string ToString() const;
  absl::string_view bytes() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }
  bool is_nil() const { return *this == Uuid(); }

  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Uuid& u) {
    return H::combine(std::move(h), u.bytes_);
  }

 private:
  std::array<uint8_t, 16> bytes_{};
};

// A UUID that names one kind of thing. Ids of different kinds do not mix.
template <typename Kind>
class Id {
 public:
  Id() = default;
  explicit Id(Uuid uuid) : uuid_(uuid) {}
  const Uuid& uuid() const { return uuid_; }
  absl::string_view bytes() const { return uuid_.bytes(); }
  std::string ToString() const { return uuid_.ToString(); }

  friend auto operator<=>(const Id&, const Id&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Id& id) {
    return H::combine(std::move(h), id.uuid_);
  }

 private:
  Uuid uuid_;
};

using PracticeId = Id<struct PracticeKind>;
using UnitId = Id<struct UnitKind>;
using PartnerId = Id<struct PartnerKind>;
using ClinicianId = Id<struct ClinicianKind>;
using IntegrationId = Id<struct IntegrationKind>;

}  // namespace adagio
