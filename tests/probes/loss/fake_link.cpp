// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/loss/fake_link.h"

namespace loss {

void FakeLink::connect() {
  if (m_connected) return;
  m_connected = true;
  m_identity = "connection " + std::to_string(++m_connections);
}

void FakeLink::disconnect() {
  m_connected = false;
  m_down.clear();
  std::erase_if(m_up, [this](const Frame&) { return !m_dice.percent(weather.late); });
}

bool FakeLink::take(Frame& frame) {
  if (m_up.empty()) return false;
  frame = std::move(m_up.front());
  m_up.pop_front();
  return true;
}

bool FakeLink::answer(const std::string& identity, const std::string& bytes) {
  if (!m_connected || identity != m_identity) return false;
  put(m_down, bytes);
  return true;
}

bool FakeLink::send(std::string_view frame) {
  if (onSend) onSend();
  if (!m_connected || m_up.size() >= 64 || m_dice.percent(weather.full)) return false;
  put(m_up, Frame{m_identity, std::string(frame)});
  return true;
}

bool FakeLink::receive(std::string& frame) {
  if (m_down.empty()) return false;
  frame = std::move(m_down.front());
  m_down.pop_front();
  return true;
}

}  // namespace loss
