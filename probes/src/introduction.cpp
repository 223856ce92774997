// SPDX-License-Identifier: Apache-2.0
#include "probes/src/introduction.hpp"

#include <unistd.h>

namespace rheo::probe {

wire::Hello introduction(const Core& core) {
  wire::Hello hello;
  const Config& config = core.config;
  char host[256] = "";
  if (gethostname(host, sizeof host - 1) != 0) host[0] = 0;
  hello.session = core.session;
  hello.service = config.service;
  hello.host = host;
  hello.pid = static_cast<std::uint64_t>(getpid());
  hello.instance =
      config.instance.empty() ? hello.host + ':' + std::to_string(hello.pid) : config.instance;
  hello.version = config.version;
  hello.startedNs = core.startedNs;
  return hello;
}

void addStream(const Stream& stream, wire::Hello& hello) {
  const wire::StreamState confirmed = stream.confirmed();
  if (confirmed.lastSeq != 0) hello.streams.push_back(confirmed);
  if (stream.abandoned() != 0 && stream.ackedPosition() > confirmed.lastPosition)
    hello.gone.push_back({stream.id(), stream.ackedPosition(), stream.ackedSeq()});
}

void addHomeless(const Core& core, wire::Heartbeat& heartbeat) {
  const std::uint64_t homeless = core.homeless.load(std::memory_order_relaxed);
  if (homeless != 0) heartbeat.streams.push_back({0, 0, homeless});
}

}  // namespace rheo::probe
