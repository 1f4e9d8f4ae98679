// What the door does with streams once they are open.
#include <algorithm>
#include <exception>
#include <utility>

#include "services/platform/rpc/access.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/places.h"
#include "services/platform/rpc/receipt.h"

namespace adagio::rpc {

absl::Status Door::MakeRoom(StreamCall& stream) {
  if (!stream.watch.Take(kAllStreams, options_.streams)) return TooMuch();
  if (!stream.identity.has_value()) return absl::OkStatus();
  const uint64_t principal = StreamsOf(PlaceOf(*stream.identity));
  if (!stream.watch.Take(principal, options_.streams_of_principal)) return TooMuch();
  const uint64_t practice = StreamsOf(PlaceOf(stream.practice));
  return stream.watch.Take(practice, options_.streams_in_practice) ? absl::OkStatus() : TooMuch();
}

absl::Status Door::VerifyAgain(const StreamCall& stream) {
  return ports_.tokens.Verify(stream.bearer().Read(Reveal::kToDecide)).status();
}

std::vector<absl::Status> Door::Recheck(const Streams::All& streams) {
  std::vector<absl::Status> results;
  std::vector<Caller> callers;
  for (const auto& stream : streams) {
    callers.push_back({stream->practice, stream->unit, stream->identity->role, stream->identity->subject});
  }
  std::vector<absl::StatusOr<Standing>> standings;
  try {
    standings = ports_.accounts.Find(callers);
  } catch (const std::exception&) {
    standings.assign(streams.size(), Refuse(Reason::kStoreUnavailable, "an exception left the directory"));
  }
  for (size_t i = 0; i < streams.size(); ++i) {
    absl::Status result = VerifyAgain(*streams[i]);
    Principal principal;
    if (result.ok()) result = Judge(*streams[i], standings.at(i), principal);
    // The same login of somebody else is not the one who opened it.
    if (result.ok() && principal != streams[i]->principal) result = Refuse(Reason::kAccessDenied, "another account");
    results.push_back(std::move(result));
  }
  return results;
}

void Door::Deliver(std::vector<Parcel> parcels) {
  Streams::All streams;
  std::erase_if(parcels, [](const Parcel& parcel) { return parcel.to->over(); });
  for (const Parcel& parcel : parcels) streams.push_back(std::static_pointer_cast<StreamCall>(parcel.to));
  if (streams.empty()) return;
  const std::vector<absl::Status> results = Recheck(streams);
  for (size_t i = 0; i < streams.size(); ++i) {
    if (!results[i].ok()) {
      Expel(streams[i], results[i]);
      continue;
    }
    if (streams[i]->needs_record(options_.record_covers)) RecordAgain(streams[i]);
    streams[i]->Write(std::move(parcels[i].message));
  }
}

void Door::RecordAgain(const std::shared_ptr<StreamCall>& stream) {
  stream->Hold();
  const auto receipt = std::make_shared<Receipt>([stream](const absl::Status& durable) {
    if (durable.ok()) {
      stream->Recorded();
    } else {
      stream->Close(Refuse(Reason::kStoreUnavailable, "the audit record could not be kept"));
    }
    stream->LetGo();
  });
  ports_.log.Record(RecordOf(*stream, absl::OkStatus()),
                    [receipt](const absl::Status& ended) { receipt->Give(ended); });
}

void Door::Expel(const std::shared_ptr<StreamCall>& stream, const absl::Status& why) {
  stream->Hold();
  stream->Close(why);
  const auto receipt = std::make_shared<Receipt>([stream](const absl::Status&) { stream->LetGo(); });
  ports_.log.Record(RecordOf(*stream, why), [receipt](const absl::Status& ended) { receipt->Give(ended); });
}

void Door::LookAt(const Streams::All& streams) {
  LookAtExchanges();
  const auto now = std::chrono::steady_clock::now();
  const bool recheck = now - rechecked_ >= absl::ToChronoNanoseconds(options_.recheck_streams);
  if (recheck) rechecked_ = now;
  Streams::All open;
  for (const auto& stream : streams) {
    if (stream->unread() > 3 * options_.slow_reader) stream->Cut();
    if (stream->unread() > options_.slow_reader) {
      stream->Close(Refuse(Reason::kQuota, "read too slowly; go on after the last cursor"));
    }
    if (stream->over() || !stream->identity.has_value()) continue;
    const absl::Status token = VerifyAgain(*stream);
    if (!token.ok()) {
      Expel(stream, token);
    } else {
      open.push_back(stream);
    }
  }
  if (!recheck || open.empty()) return;
  const std::vector<absl::Status> results = Recheck(open);
  for (size_t i = 0; i < open.size(); ++i) {
    if (!results[i].ok()) {
      Expel(open[i], results[i]);
    } else if (open[i]->needs_record(options_.recheck_streams / 2)) {
      RecordAgain(open[i]);  // not what has just been opened: when we look has nothing to do with it
    }
  }
}

void Door::EndStreams() {
  for (const auto& stream : streams_.all()) stream->Close(Refuse(Reason::kShuttingDown, "the server is stopping"));
}

}  // namespace adagio::rpc
