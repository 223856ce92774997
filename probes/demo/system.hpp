// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "probes/demo/child.hpp"
#include "probes/demo/system_options.hpp"

namespace rheo::demo {

/// The whole demo: starts broker and services, runs them for the time asked, lets the queues drain,
/// stops everything. Call from the main thread of a process that does little else.
class System {
 public:
  /// `binDir` holds rheo-demo-broker and rheo-demo-service.
  System(SystemOptions options, std::string binDir);
  ~System();
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  /// Final lines of services go to standard output, what people should know to standard error. Exit
  /// code.
  int run();

 private:
  bool startBroker();
  bool startServices();
  std::vector<std::string> serviceCommand(const Share& share, const std::string& service,
                                          int instance, int instances) const;
  bool awaitReady(std::size_t count, std::int64_t deadlineNs);
  void runFor(double seconds);
  void drain();
  void quit();
  void tellServices(const char* command);
  /// Waits a little for output, signals and ends of children, and takes them in.
  void turn(int timeoutMs);
  void readSignals();
  void take(Child& child, const std::string& line);
  void noticeEnds();
  void complain(const std::string& text);

  SystemOptions m_options;
  std::string m_binDir;
  std::string m_directory;
  std::vector<Child> m_children;  ///< the broker first, if there is one
  std::vector<bool> m_said;       ///< final line, by child
  std::vector<bool> m_gone;       ///< end was noticed, by child
  std::size_t m_ready = 0;
  std::int64_t m_pending = -1;  ///< last word of the broker on what it holds
  int m_signals = -1;
  int m_stops = 0;
  bool m_quitting = false;
  bool m_failed = false;
};

}  // namespace rheo::demo
