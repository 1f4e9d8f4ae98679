#include "services/cli/play_setting.h"

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/cli/file.h"
#include "services/cli/play_credentials.h"
#include "services/platform/foundation/status.h"

namespace adagio::cli {
namespace {

// Where an embedded server keeps them in its data folder.
constexpr absl::string_view kTokenKey = "/keys/issuer.pem";
constexpr absl::string_view kAddress = "/address";

absl::StatusOr<std::string> AddressIn(const Options& options, const std::string& data) {
  if (const std::optional<std::string> server = options.Find("server"); server.has_value()) return *server;
  const absl::StatusOr<std::string> written = ReadFile(absl::StrCat(data, kAddress));
  if (!written.ok()) {
    return absl::FailedPreconditionError("no server has written its address into the data folder; give --server=ADDR");
  }
  return std::string(absl::StripAsciiWhitespace(*written));
}

}  // namespace

absl::StatusOr<std::string> DataIn(const Options& options) {
  if (const std::optional<std::string> data = options.Find("data"); data.has_value() && !data->empty()) return *data;
  const char* data = std::getenv("ADAGIO_DATA");
  if (data != nullptr && *data != '\0') return std::string(data);
  return absl::InvalidArgumentError("--data=DIR (or ADAGIO_DATA) must name the server's data folder");
}

absl::StatusOr<Setting> SettingIn(const Options& options) {
  ASSIGN_OR_RETURN(const std::string data, DataIn(options));
  ASSIGN_OR_RETURN(const std::string address, AddressIn(options, data));
  ASSIGN_OR_RETURN(rpc::Es256Key key, rpc::Es256Key::ReadFile(absl::StrCat(data, kTokenKey)));
  Setting setting;
  ASSIGN_OR_RETURN(setting.server, story::Server::At(absl::StrSplit(address, ',')));
  setting.credentials = std::make_unique<EmbeddedCredentials>(std::move(key));
  return setting;
}

}  // namespace adagio::cli
