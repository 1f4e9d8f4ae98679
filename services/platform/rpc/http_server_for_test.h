#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/platform/foundation/check.h"

namespace adagio::rpc {

// Answers every connection at a port of this machine with the same bytes, whatever it asks; with none, it takes the
// question and never answers.
class TestHttpServer {
 public:
  explicit TestHttpServer(std::string answer) : answer_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    CHECK(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && listen(listener_, 8) == 0);
    CHECK(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Run(); });
  }
  ~TestHttpServer() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }

  std::string url() const { return absl::StrCat("http://127.0.0.1:", port_, "/keys"); }
  int asked() const { return asked_; }

  static std::string Ok(const std::string& body, const std::string& type = "application/json") {
    return absl::StrCat("HTTP/1.1 200 OK\r\nContent-Type: ", type, "\r\nContent-Length: ", body.size(),
                        "\r\nConnection: close\r\n\r\n", body);
  }

 private:
  void Run() {
    while (true) {
      const int caller = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (caller < 0) return;
      char question[4096];
      [[maybe_unused]] const ssize_t read = recv(caller, question, sizeof(question), 0);
      ++asked_;
      size_t sent = 0;
      while (sent < answer_.size()) {
        const ssize_t now = send(caller, answer_.data() + sent, answer_.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) break;
        sent += static_cast<size_t>(now);
      }
      // A silent server keeps the connection until the caller has gone.
      while (answer_.empty() && recv(caller, question, sizeof(question), 0) > 0) {
      }
      close(caller);
    }
  }

  const std::string answer_;
  int listener_;
  int port_;
  std::atomic<int> asked_ = 0;
  std::thread thread_;
};

}  // namespace adagio::rpc
