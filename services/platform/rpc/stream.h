#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "services/platform/foundation/scope.h"
#include "services/platform/foundation/sensitive.h"

namespace adagio::rpc {

// A stream that the door has let somebody open. Messages reach it through Door::Deliver, one at a time, when it has
// room. Safe from any thread.
class Stream {
 public:
  virtual ~Stream() = default;

  // As of when it was opened.
  virtual const Scope& scope() const = 0;
  // The caller's token, with which to ask other services for them (on_behalf.h).
  virtual const Sensitive<std::string>& bearer() const = 0;
  // Nothing will be sent any more: let go of it. Stays so.
  virtual bool over() const = 0;
  // It is open and the message before has left. Stays so until a message is delivered or the stream is over.
  virtual bool has_room() const = 0;
  // Ends it with `why`, which is not OK. What has not begun to leave is dropped.
  virtual void Close(const absl::Status& why) = 0;
};

// A message for a stream that has room; of the stream's own type.
struct Parcel {
  std::shared_ptr<Stream> to;
  std::unique_ptr<google::protobuf::Message> message;
};

}  // namespace adagio::rpc
