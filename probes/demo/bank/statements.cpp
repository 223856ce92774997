// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/bank/bank.hpp"

namespace rheo::demo::bank {

void installStatements(Host& host) {
  host.consume({"statements",
                {{kCompleted.topicName,
                  [](Handling& handling) {
                    handling.work(2);
                    // For a mailing system that was switched off: nobody listens.
                    handling.publish(kStatement,
                                     aboutTransfer(handling).text("period", "2026-11").take());
                    return Outcome::done();
                  }},
                 {kBalance.topicName, [](Handling& handling) {
                    handling.work(0.5);
                    return Outcome::done();
                  }}}});
}

}  // namespace rheo::demo::bank
