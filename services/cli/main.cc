#include "services/cli/command.h"

// adagio: the client a person uses.
int main(int argc, char** argv) { return adagio::cli::RunCommandLine(adagio::cli::Args(argv + 1, argv + argc)); }
