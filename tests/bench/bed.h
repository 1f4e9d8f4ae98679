#pragma once

#include <filesystem>
#include <string>

#include "services/platform/storage/connection.h"
#include "tests/bench/practice.h"
#include "tests/bench/servers.h"

namespace adagio::bench {

// What is measured: a running adagiod on a folder of its own, and a practice in it.
struct Bed {
  std::string programs;          // the folder of adagiod and adagio_bench_bare
  std::filesystem::path folder;  // for whatever a measurement leaves behind
  std::filesystem::path data;    // adagiod's data folder
  const ServerProcess* adagiod = nullptr;
  storage::Endpoint root;  // of adagiod's private database
  Practice practice;
};

}  // namespace adagio::bench
