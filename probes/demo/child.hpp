// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace rheo::demo {

/// A process of ours with its standard input and output on pipes. It dies when we die.
class Child {
 public:
  explicit Child(std::string name) : m_name(std::move(name)) {}
  ~Child();
  Child(Child&& other) noexcept;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  Child& operator=(Child&&) = delete;

  /// Empty when started, otherwise why not.
  std::string start(const std::vector<std::string>& command);
  void tell(std::string_view command);
  /// Reads what is there without waiting; false at the end of its output.
  bool read();
  /// The next whole line it wrote.
  bool takeLine(std::string& line);
  /// True once it has ended; status() is then what waitpid said.
  bool ended();
  void kill();

  [[nodiscard]] const std::string& name() const { return m_name; }
  [[nodiscard]] int output() const { return m_output; }
  [[nodiscard]] int status() const { return m_status; }
  [[nodiscard]] pid_t pid() const { return m_pid; }

 private:
  std::string m_name;
  std::string m_buffer;
  pid_t m_pid = -1;
  int m_input = -1;
  int m_output = -1;
  int m_status = 0;
  bool m_ended = false;
};

/// "ended with signal 9" or "ended with code 1".
std::string describeStatus(int status);

}  // namespace rheo::demo
