#include "services/platform/audit/process_trail.h"

#include <utility>

#include "services/platform/audit/chain.h"
#include "services/platform/audit/witness.h"
#include "services/platform/foundation/status.h"

namespace adagio::audit {
namespace {

absl::StatusOr<Heads> HeadsIn(const storage::Endpoint& endpoint) {
  ASSIGN_OR_RETURN(const std::unique_ptr<storage::Connection> connection, storage::Connection::Open(endpoint));
  ASSIGN_OR_RETURN(const storage::Rows rows,
                   connection->Query("SELECT r.stream_id, r.seq, r.head "
                                     "FROM (SELECT stream_id, MAX(seq) AS seq FROM adagio_audit.record "
                                     "      GROUP BY stream_id) AS last "
                                     "JOIN adagio_audit.record AS r "
                                     "  ON r.stream_id = last.stream_id AND r.seq = last.seq",
                                     {}));
  Heads heads;
  for (const storage::Row& row : rows) heads[row.AsUuid(0)] = {row.Int(1), HashFromBytes(row.Text(2))};
  return heads;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ProcessTrail>> ProcessTrail::Open(Options options) {
  ASSIGN_OR_RETURN(CheckpointKey key, CheckpointKey::Open(options.key_file));
  ASSIGN_OR_RETURN(const Heads found, HeadsIn(options.endpoint));
  ASSIGN_OR_RETURN(std::unique_ptr<Witness> witness, Witness::Create(options.witness, options.process));
  std::unique_ptr<ProcessTrail> trail(new ProcessTrail(options, std::move(key)));
  ASSIGN_OR_RETURN(trail->checkpointer_, Checkpointer::Start({.streams = trail->streams_,
                                                              .key = trail->key_,
                                                              .clock = options.clock,
                                                              .process = options.process,
                                                              .every = options.checkpoint_every,
                                                              .records = options.checkpoint_records},
                                                             std::move(witness), found));
  trail->writer_ = std::make_unique<GroupWriter>(
      GroupWriter::Options{.endpoint = std::move(options.endpoint),
                           .streams = trail->streams_,
                           .queue = options.queue,
                           .committed = [checkpointer = trail->checkpointer_.get()] { checkpointer->Look(); }});
  return trail;
}

ProcessTrail::~ProcessTrail() = default;

absl::Status ProcessTrail::Append(storage::Transaction& tx, const storage::Connection& connection,
                                  const AccessRecord& record) {
  Chain chain(streams_.Next(connection.serial()));
  chain.Add(record);
  const absl::Status written = chain.Write(tx);
  if (written.ok()) streams_.Appended(connection.serial(), chain.head());
  // The place is taken, so a commit that was thought to have failed took effect.
  if (storage::FaultOf(written) == storage::Fault::kDuplicate) streams_.Abandon(connection.serial());
  return written;
}

void ProcessTrail::Settle(const storage::Connection& connection, Ending ending) {
  switch (ending) {
    case Ending::kCommitted:
      streams_.Commit(connection.serial());
      checkpointer_->Look();
      return;
    case Ending::kRolledBack:
      streams_.RollBack(connection.serial());
      return;
    case Ending::kUnknown:
      streams_.Abandon(connection.serial());
      return;
  }
}

ProcessTrail::Lag ProcessTrail::lag() const {
  const GroupWriter::Backlog backlog = writer_->backlog();
  return {.waiting = backlog.records,
          .oldest = backlog.age,
          .unsigned_records = checkpointer_->uncovered(),
          .unsigned_for = checkpointer_->age()};
}

void ProcessTrail::AppendAlone(AccessRecord record, std::function<void(absl::Status)> durable) {
  writer_->Append(std::move(record), std::move(durable));
}

}  // namespace adagio::audit
