// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "probes/src/transport.hpp"
#include "tests/probes/loss/dice.h"

namespace loss {

/// What a link does to frames, in percent.
struct Weather {
  unsigned drop = 0;       ///< a frame vanishes: worse than any real transport of ours
  unsigned duplicate = 0;  ///< a frame comes twice
  unsigned full = 0;       ///< the probe's queue takes no more for now
  unsigned late = 0;       ///< of an ended connection, a frame comes after all
};

/// A link between a probe and whatever collector is there, one direction a queue.
class FakeLink final : public rheo::probe::Transport {
 public:
  struct Frame {
    std::string identity;  ///< the connection it was sent on
    std::string bytes;
  };

  explicit FakeLink(Dice& dice) : m_dice(dice) {}

  Weather weather;
  std::function<void()> onSend;  ///< stands for the threads that emit meanwhile

  void connect();
  /// Some of what is under way may still arrive, the rest is gone.
  void disconnect();

  // The collector's end.
  bool take(Frame& frame);
  bool answer(const std::string& identity, const std::string& bytes);

  // The probe's end.
  bool send(std::string_view frame) override;
  bool receive(std::string& frame) override;
  std::uint32_t connections() override { return m_connections; }
  [[nodiscard]] bool connected() const override { return m_connected; }
  void wait(int) override {}
  void wake() noexcept override {}
  void close(int) override { disconnect(); }

 private:
  template <typename Queue, typename Item>
  void put(Queue& queue, Item item) {
    if (m_dice.percent(weather.drop)) return;
    if (m_dice.percent(weather.duplicate)) queue.push_back(item);
    queue.push_back(std::move(item));
  }

  Dice& m_dice;
  std::string m_identity;
  std::uint32_t m_connections = 0;
  bool m_connected = false;
  std::deque<Frame> m_up;
  std::deque<std::string> m_down;
};

}  // namespace loss
