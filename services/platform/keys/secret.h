#pragma once

#include <cstddef>

namespace adagio::keys {

// 32 secret bytes in memory that is kept out of core dumps and, where the system allows, out of swap; wiped when it
// goes away. Movable, never copied by accident.
class Secret {
 public:
  static constexpr size_t kSize = 32;

  // All bytes zero.
  Secret();
  // Drawn from the operating system.
  static Secret Random();
  Secret(Secret&& other) noexcept : bytes_(other.bytes_) { other.bytes_ = nullptr; }
  Secret& operator=(Secret&&) = delete;
  ~Secret();

  unsigned char* bytes() { return bytes_; }
  const unsigned char* bytes() const { return bytes_; }

 private:
  unsigned char* bytes_;
};

}  // namespace adagio::keys
