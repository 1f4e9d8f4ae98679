#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace adagio::metrics {

// What the web server at `address` (127.0.0.1:port) answers to a GET of `path`, head and all; empty where none does.
inline std::string Get(const std::string& address, const std::string& path) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  uint32_t port = 0;
  if (!absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port)) return "";
  to.sin_port = htons(static_cast<uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string answer;
  if (connect(line, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) == 0) {
    const std::string request = absl::StrCat("GET ", path, " HTTP/1.0\r\n\r\n");
    if (write(line, request.data(), request.size()) == static_cast<ssize_t>(request.size())) {
      // The server waits for the other side to be done.
      shutdown(line, SHUT_WR);
      char some[4096];
      for (ssize_t read = 0; (read = ::read(line, some, sizeof(some))) > 0;) answer.append(some, read);
    }
  }
  close(line);
  return answer;
}

}  // namespace adagio::metrics
