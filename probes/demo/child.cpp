// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace rheo::demo {
namespace {

constexpr std::size_t kMaxBuffered = 1u << 20;

/// Between fork and exec: only what is safe there.
[[noreturn]] void become(char* const* arguments, int input, int output, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  // The parent may have died before the line above took hold.
  if (getppid() != parent) _exit(1);
  // A group of its own: Ctrl+C in a terminal is for us, who stop the children in order.
  setpgid(0, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  execv(arguments[0], arguments);
  _exit(127);
}

}  // namespace

Child::~Child() {
  if (m_input >= 0) close(m_input);
  if (m_output >= 0) close(m_output);
  if (m_pid > 0 && !m_ended) {
    ::kill(m_pid, SIGKILL);
    waitpid(m_pid, &m_status, 0);
  }
}

Child::Child(Child&& other) noexcept
    : m_name(std::move(other.m_name)),
      m_buffer(std::move(other.m_buffer)),
      m_pid(std::exchange(other.m_pid, -1)),
      m_input(std::exchange(other.m_input, -1)),
      m_output(std::exchange(other.m_output, -1)),
      m_status(other.m_status),
      m_ended(other.m_ended) {}

std::string Child::start(const std::vector<std::string>& command) {
  if (access(command[0].c_str(), X_OK) != 0) {
    return "cannot run " + command[0] + ": " + std::strerror(errno) +
           ". It belongs beside `rheo`: build or install the demo";
  }
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0) return std::string("no pipe: ") + std::strerror(errno);
  if (pipe2(out, O_CLOEXEC) != 0) {
    close(in[0]);
    close(in[1]);
    return std::string("no pipe: ") + std::strerror(errno);
  }
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  m_pid = fork();
  if (m_pid == 0) become(arguments.data(), in[0], out[1], parent);
  close(in[0]);
  close(out[1]);
  m_input = in[1];
  m_output = out[0];
  fcntl(m_output, F_SETFL, O_NONBLOCK);
  fcntl(m_input, F_SETFL, O_NONBLOCK);
  return m_pid > 0 ? std::string() : std::string("no process: ") + std::strerror(errno);
}

void Child::tell(std::string_view command) {
  const std::string line = std::string(command) + '\n';
  // A child that ended, or whose pipe is full, cannot be told; its end is seen elsewhere.
  [[maybe_unused]] const ssize_t written = write(m_input, line.data(), line.size());
}

bool Child::read() {
  char bytes[4096];
  for (;;) {
    const ssize_t got = ::read(m_output, bytes, sizeof bytes);
    if (got == 0) return false;
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    if (m_buffer.size() < kMaxBuffered) m_buffer.append(bytes, static_cast<std::size_t>(got));
  }
}

bool Child::takeLine(std::string& line) {
  const std::size_t end = m_buffer.find('\n');
  if (end == std::string::npos) return false;
  line = m_buffer.substr(0, end);
  m_buffer.erase(0, end + 1);
  return true;
}

bool Child::ended() {
  if (!m_ended && m_pid > 0) m_ended = waitpid(m_pid, &m_status, WNOHANG) == m_pid;
  return m_ended;
}

void Child::kill() {
  if (!ended()) ::kill(m_pid, SIGKILL);
}

std::string describeStatus(int status) {
  if (WIFSIGNALED(status)) return "ended with signal " + std::to_string(WTERMSIG(status));
  return "ended with code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace rheo::demo
