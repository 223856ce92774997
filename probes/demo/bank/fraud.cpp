// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/bank/bank.hpp"
#include "probes/demo/scenario.hpp"

namespace rheo::demo::bank {

void installFraud(Host& host) {
  const Knob slow = host.knob("fraud.slow");
  const Knob alert = host.knob("fraud.alert");
  host.consume(
      {"fraud",
       {{kRequested.topicName, [&host, slow, alert](Handling& handling) {
           handling.wait(slowMs(host, slow, host.config().rate));
           if (alert.hits(handling.message().key)) {
             handling.publish(
                 kAlert,
                 aboutTransfer(handling).text("rule", "unusual_amount").cents("score", 87).take());
           }
           return Outcome::done();
         }}}});
}

}  // namespace rheo::demo::bank
