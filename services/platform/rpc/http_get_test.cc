#include "services/platform/rpc/http_get.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "services/platform/rpc/http_server_for_test.h"

namespace adagio::rpc {
namespace {

using testing::HasSubstr;

const std::atomic<bool> kGoOn = false;

std::string WhyNot(const std::string& answer, absl::Duration time = absl::Seconds(5)) {
  const TestHttpServer server(answer);
  const auto got = HttpGetJson(server.url(), kGoOn, {.bytes = 1000, .time = time});
  EXPECT_TRUE(absl::IsUnavailable(got.status())) << got.status();
  EXPECT_EQ(server.asked(), 1);
  return std::string(got.status().message());
}

TEST(ADocument, IsGivenAsItIs) {
  for (const char* type : {"application/json", "application/json; charset=utf-8", "application/jwk-set+json"}) {
    const TestHttpServer server(TestHttpServer::Ok(R"({"keys":[]})", type));
    const auto got = HttpGetJson(server.url(), kGoOn);
    ASSERT_TRUE(got.ok()) << got.status();
    EXPECT_EQ(*got, R"({"keys":[]})");
  }
}

TEST(ADocument, MustSayThatItIsJson) {
  for (const char* type : {"text/html", "application/jsonp", "text/json", ""}) {
    EXPECT_THAT(WhyNot(TestHttpServer::Ok("{}", type)), HasSubstr("not JSON by its own word")) << type;
  }
}

TEST(ADocument, IsNotFollowedElsewhere) {
  const TestHttpServer elsewhere(TestHttpServer::Ok("{}"));
  EXPECT_THAT(WhyNot(absl::StrCat("HTTP/1.1 302 Found\r\nLocation: ", elsewhere.url(),
                                  "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
              HasSubstr("something else"));
  EXPECT_EQ(elsewhere.asked(), 0);
  EXPECT_THAT(WhyNot("HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), HasSubstr("something else"));
}

TEST(ADocument, IsNotReadPastItsLimit) {
  EXPECT_THAT(WhyNot(TestHttpServer::Ok(std::string(1001, ' '))), HasSubstr("too long"));
  EXPECT_THAT(
      WhyNot(absl::StrCat("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", std::string(10 << 20, ' '))),
      HasSubstr("too long"));
}

TEST(ADocument, OfAServerThatIsDownOrGarbledIsNotHad) {
  std::string url;
  {
    const TestHttpServer gone("x");
    url = gone.url();
  }
  EXPECT_THAT(std::string(HttpGetJson(url, kGoOn).status().message()), HasSubstr("cannot be reached"));
  EXPECT_FALSE(WhyNot("garbage\r\n\r\n").empty());
  EXPECT_FALSE(WhyNot("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{}").empty());
}

TEST(ADocument, OfAServerThatNeverAnswersIsGivenUp) {
  EXPECT_THAT(WhyNot("", absl::Milliseconds(50)), HasSubstr("in time"));
  const TestHttpServer silent("");
  const std::atomic<bool> stop = true;
  EXPECT_FALSE(HttpGetJson(silent.url(), stop).ok()) << "held up a server that ends";
}

TEST(AnAddress, IsHttpsOrOfThisMachine) {
  for (const char* url :
       {"https://issuer.example/keys", "http://127.0.0.1:80/k", "http://localhost/k", "http://[::1]:8/k"}) {
    EXPECT_TRUE(CheckUrl(url).ok()) << url;
  }
  for (const char* url :
       {"", "http://issuer.example/keys", "http://127.0.0.1.evil.example/", "http://127.0.0.1@evil.example/",
        "file:///etc/passwd", "ftp://issuer.example/", "https://user:pass@issuer.example/", "issuer.example",
        "https://", "gopher://127.0.0.1/", "http://2130706433.example/"}) {
    EXPECT_FALSE(CheckUrl(url).ok()) << url;
  }
  EXPECT_FALSE(CheckUrl("https://issuer.example/" + std::string(3000, 'a')).ok());
}

}  // namespace
}  // namespace adagio::rpc
