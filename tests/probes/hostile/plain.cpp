// SPDX-License-Identifier: Apache-2.0
// A host built without exceptions and without RTTI.
#include "tests/probes/hostile/host.h"

using namespace hostile;

namespace {

int plainHost() {
  rheo::Probe probe(config());
  emit(probe, 100);
  {
    const rheo::Subscription subscription("payments");
    rheo::Incoming incoming;
    incoming.context = probe.published(kTopic, kType, "x");
    rheo::Processing handling(probe, kTopic, kType, subscription, incoming);
    handling.failed(rheo::ErrorType("Timeout"));
  }
  rheo::Saga saga(probe, rheo::SagaType("Fulfilment"), "order-1");
  saga.started();
  saga.completed();
  return finish(probe);
}

}  // namespace

int main(int argc, char** argv) {
  const Case cases[] = {{"plainHost", plainHost}};
  return choose(argc, argv, cases);
}
