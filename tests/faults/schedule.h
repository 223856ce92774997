// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <functional>
#include <memory>

#include "tests/faults/books.h"
#include "tests/faults/packet_drop.h"
#include "tests/faults/plan.h"
#include "tests/probes/tcp_proxy.h"

namespace faults {

/// Runs one plan with real processes: a host, `rheo record`, and a network between them.
class Schedule {
 public:
  /// `drop` null: the plan has no such steps.
  Schedule(const Plan& plan, PacketDrop* drop);
  ~Schedule();
  Schedule(const Schedule&) = delete;
  Schedule& operator=(const Schedule&) = delete;

  Books run();

 private:
  void startRecorder();
  void startHost();
  void strike(const Step& step);
  void during(int ms, const std::function<void(bool on)>& fault);
  bool finish();

  const Plan m_plan;
  PacketDrop* m_drop;
  QTemporaryDir m_dir;
  const int m_port;
  std::unique_ptr<TcpProxy> m_network;
  std::unique_ptr<QProcess> m_recorder;
  QProcess m_host;
  bool m_wasKilled = false;
};

}  // namespace faults
