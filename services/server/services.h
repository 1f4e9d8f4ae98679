#pragma once

#include "adagio/audit/v1/audit.grpc.pb.h"
#include "adagio/server/v1/server.grpc.pb.h"
#include "services/platform/rpc/door.h"
#include "services/platform/rpc/served.h"
#include "services/server/audit_api.h"
#include "services/server/server_api.h"
#include "services/server/story.h"

// The generated services of the server itself, with each method through the door.
namespace adagio::audit {

class AuditService final : public v1::AuditService::CallbackService {
 public:
  AuditService(rpc::Door& door, AuditApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.audit.v1.AuditService", ListAccesses)

 private:
  rpc::Door& door_;
  AuditApi& api_;
};

}  // namespace adagio::audit

namespace adagio::server {

class ServerService final : public v1::ServerService::CallbackService {
 public:
  ServerService(rpc::Door& door, const ServerApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.server.v1.ServerService", GetServer)

 private:
  rpc::Door& door_;
  const ServerApi& api_;
};

class StoryService final : public v1::StoryService::CallbackService {
 public:
  StoryService(rpc::Door& door, StoryApi& api) : door_(door), api_(api) {}

  ADAGIO_SERVED("adagio.server.v1.StoryService", AdvanceClock)

 private:
  rpc::Door& door_;
  StoryApi& api_;
};

}  // namespace adagio::server
