#include "services/platform/rpc/http_get.h"

#include <curl/curl.h>

#include <memory>

#include "absl/strings/match.h"
#include "services/platform/foundation/check.h"
#include "services/platform/foundation/status.h"

namespace adagio::rpc {
namespace {

constexpr size_t kLongestUrl = 2000;

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

struct Body {
  std::string text;
  size_t limit;
};

size_t Append(char* data, size_t size, size_t count, void* to) {
  Body& body = *static_cast<Body*>(to);
  if (size * count > body.limit - body.text.size()) return 0;
  body.text.append(data, size * count);
  return size * count;
}

int ShallStop(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return *static_cast<const std::atomic<bool>*>(stopping) ? 1 : 0;
}

std::string PartOf(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return "";
  const std::string copy = text;
  curl_free(text);
  return copy;
}

absl::Status Failed(absl::string_view why) { return absl::UnavailableError(why); }

void Configure(CURL* easy, const std::string& url, Body& body, const std::atomic<bool>& stopping,
               const HttpLimits& limits) {
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(absl::ToInt64Milliseconds(limits.time)));
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, ShallStop);
  curl_easy_setopt(easy, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(&stopping));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, Append);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &body);
  // What is on this machine is asked without a proxy.
  if (absl::StartsWith(url, "http:")) curl_easy_setopt(easy, CURLOPT_PROXY, "");
}

bool SaysJson(CURL* easy) {
  const char* type = nullptr;
  if (curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type) != CURLE_OK || type == nullptr) return false;
  const absl::string_view said(type);
  const absl::string_view kind = said.substr(0, said.find_first_of("; "));
  return kind == "application/json" || kind == "application/jwk-set+json";
}

absl::string_view WhyNot(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return "the issuer does not answer in time";
    case CURLE_WRITE_ERROR:
      return "the issuer's answer is too long";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "the issuer's certificate cannot be trusted";
    default:
      return "the issuer cannot be reached";
  }
}

}  // namespace

absl::Status CheckUrl(const std::string& url) {
  const absl::Status wrong = absl::InvalidArgumentError("must be https, or http to this machine, without a user");
  const Url parsed(curl_url(), curl_url_cleanup);
  CHECK(parsed != nullptr);
  if (url.size() > kLongestUrl || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return wrong;
  if (!PartOf(parsed.get(), CURLUPART_USER).empty() || !PartOf(parsed.get(), CURLUPART_PASSWORD).empty()) return wrong;
  const std::string scheme = PartOf(parsed.get(), CURLUPART_SCHEME);
  const std::string host = PartOf(parsed.get(), CURLUPART_HOST);
  const bool here = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
  return scheme == "https" || (scheme == "http" && here) ? absl::OkStatus() : wrong;
}

absl::StatusOr<std::string> HttpGetJson(const std::string& url, const std::atomic<bool>& stopping,
                                        const HttpLimits& limits) {
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  CHECK(global == CURLE_OK);
  RETURN_IF_ERROR(CheckUrl(url));
  const Easy easy(curl_easy_init(), curl_easy_cleanup);
  CHECK(easy != nullptr);
  Body body{.text = "", .limit = limits.bytes};
  Configure(easy.get(), url, body, stopping, limits);
  const CURLcode code = curl_easy_perform(easy.get());
  if (code != CURLE_OK) return Failed(WhyNot(code));
  long status = 0;
  curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status != 200) return Failed("the issuer answers with something else than its keys");
  if (!SaysJson(easy.get())) return Failed("the issuer's answer is not JSON by its own word");
  return std::move(body.text);
}

}  // namespace adagio::rpc
