#pragma once

#include <cstdio>
#include <cstdlib>

// Stops the process when an invariant of our own is broken. Never for input of a person or a program.
#define CHECK(condition)                                                                     \
  do {                                                                                       \
    if (!(condition)) {                                                                      \
      std::fprintf(stderr, "%s:%d: broken invariant: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                          \
    }                                                                                        \
  } while (false)
