// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

const ErrorType kSmtpBusy{"smtp_busy"};

Outcome send(Handling& handling, const Knob& failure) {
  const std::string_view letter = handling.body().text("template");
  const bool step = letter == "confirmation";
  Saga saga = handling.saga(kFulfilment);
  if (step) {
    saga.stepStarted(kStepSendConfirmation, static_cast<std::uint16_t>(handling.attempt()));
  }
  handling.work(5);
  if (failure.hitsAttempt(handling.message().key, handling.attempt())) {
    return Outcome::retryOn(kSmtpBusy);
  }
  if (step) saga.stepDone(kStepSendConfirmation);
  handling.publish(kEmailSent, aboutOrder(handling)
                                   .text("template", letter)
                                   .text("messageId", "mail-" + std::string(handling.message().key))
                                   .take());
  return Outcome::done();
}

}  // namespace

void installNotifications(Host& host) {
  host.consume(
      {"notifications",
       {{kSendEmail.topicName, [failure = host.knob("notifications.failure")](
                                   Handling& handling) { return send(handling, failure); }}},
       4});
}

}  // namespace rheo::demo::shop
