// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/log_gate.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <system_error>

namespace rheo::store {
namespace {

constexpr std::chrono::milliseconds kLongest{250};

}  // namespace

std::uint64_t logSize(const std::string& recording) {
  std::error_code error;
  const auto size = std::filesystem::file_size(recording + "-wal", error);
  return error ? 0 : size;
}

std::shared_ptr<LogGate> LogGate::of(const std::string& path) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<LogGate>> gates;
  std::error_code error;
  const auto canonical = std::filesystem::weakly_canonical(path, error);
  const std::lock_guard lock(mutex);
  std::erase_if(gates, [](const auto& entry) { return entry.second.expired(); });
  auto& known = gates[error ? path : canonical.string()];
  auto gate = known.lock();
  if (!gate) known = gate = std::make_shared<LogGate>();
  return gate;
}

void LogGate::set(bool closed) {
  {
    const std::lock_guard lock(m_mutex);
    m_closed = closed;
  }
  if (!closed) m_opened.notify_all();
}

void LogGate::wait() {
  if (!isClosed()) return;
  std::unique_lock lock(m_mutex);
  m_opened.wait_for(lock, kLongest, [this] { return !m_closed; });
}

}  // namespace rheo::store
