#pragma once

#include <memory>
#include <utility>

#include "services/platform/storage/connection.h"
#include "services/platform/storage/faults.h"
#include "services/platform/storage/pool.h"

namespace adagio::storage {

// Something that goes wrong once, at one call to the database, counted over all connections of a pool. For tests.
class OneFault {
 public:
  enum class Mode {
    kNone,
    kLostBefore,  // the connection dies before the statement arrives
    kReplyLost,   // the statement is carried out, and then the connection dies
    kConflict,    // the transaction is rolled back as a deadlock's victim
    kFull,        // the disk is full: the statement fails, the connection lives
  };
  // At call number `nth`, from 1.
  OneFault(Mode mode, int nth) : mode_(mode), nth_(nth) {}

  // Calls seen so far; at least `nth` once it has happened.
  int calls() const { return calls_; }
  bool happened() const { return calls_ >= nth_; }

  // Opens connections that share this fault.
  auto Opener() {
    return [this](const Endpoint& endpoint) -> absl::StatusOr<std::unique_ptr<Connection>> {
      absl::StatusOr<std::unique_ptr<Connection>> real = Connection::Open(endpoint);
      if (!real.ok()) return real;
      return std::unique_ptr<Connection>(new Faulty(*std::move(real), *this));
    };
  }

 private:
  class Faulty final : public Connection {
   public:
    using Statements::Execute;
    using Statements::Query;
    Faulty(std::unique_ptr<Connection> real, OneFault& fault) : real_(std::move(real)), fault_(fault) {}

    absl::StatusOr<Rows> Query(absl::string_view sql, absl::Span<const Value> values) override {
      return Through<absl::StatusOr<Rows>>([&] { return real_->Query(sql, values); });
    }
    absl::StatusOr<int64_t> Execute(absl::string_view sql, absl::Span<const Value> values) override {
      return Through<absl::StatusOr<int64_t>>([&] { return real_->Execute(sql, values); });
    }
    absl::Status Send(absl::string_view sql) override {
      return Through<absl::Status>([&] { return real_->Send(sql); });
    }
    bool usable() const override { return real_ != nullptr && real_->usable(); }
    int64_t serial() const override { return serial_; }

   private:
    template <typename Result, typename Call>
    Result Through(Call call) {
      constexpr int kServerLost = 2013, kDeadlock = 1213, kDiskFull = 1021;
      if (real_ == nullptr) return StatusOfError(kServerLost, "");
      if (++fault_.calls_ != fault_.nth_ || fault_.mode_ == Mode::kNone) return call();
      if (fault_.mode_ == Mode::kFull) return StatusOfError(kDiskFull, "");
      if (fault_.mode_ == Mode::kConflict) {
        (void)real_->Send("ROLLBACK");
        return StatusOfError(kDeadlock, "");
      }
      if (fault_.mode_ == Mode::kReplyLost) (void)call();
      real_.reset();
      return StatusOfError(kServerLost, "");
    }

    std::unique_ptr<Connection> real_;
    OneFault& fault_;
    const int64_t serial_ = real_->serial();
  };

  const Mode mode_;
  const int nth_;
  int calls_ = 0;
};

}  // namespace adagio::storage
