#pragma once

#include <utility>

namespace adagio {

// Why sensitive content is read. Every reading names one, so that a search for a purpose finds them all.
enum class Reveal {
  kToSeal,    // on its way into the store
  kToAnswer,  // on its way to a caller whom the door let pass
  kToDecide,  // a rule of the domain depends on it
  kToPassOn,  // to another service, which asks who the caller is
};

// Holds clinical content. It cannot be streamed, formatted or compared; only Read gives it out.
template <typename T>
class Sensitive {
 public:
  Sensitive() = default;
  explicit Sensitive(T value) : value_(std::move(value)) {}
  const T& Read(Reveal) const { return value_; }

 private:
  T value_{};
};

}  // namespace adagio
