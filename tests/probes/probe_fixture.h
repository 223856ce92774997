// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <QtTest>

#include "rheo/probe.hpp"
#include "tests/probes/fake_collector.h"

/// An endpoint of its own for every test.
class Endpoint {
 public:
  std::string operator()() {
    return "ipc://" + m_dir.filePath(QStringLiteral("c%1.ipc").arg(++m_count)).toStdString();
  }

 private:
  QTemporaryDir m_dir;
  int m_count = 0;
};

inline rheo::Config configFor(const std::string& endpoint) {
  rheo::Config config;
  config.service = "orders";
  config.version = "1.2";
  config.endpoint = endpoint;
  return config;
}
