// SPDX-License-Identifier: Apache-2.0
#include <unordered_map>

#include "probes/demo/bank/bank.hpp"

namespace rheo::demo::bank {
namespace {

const ErrorType kLocked{"account_locked"};
const ErrorType kNoCover{"insufficient_funds"};
const ErrorType kClosed{"account_closed"};
constexpr std::int64_t kOpeningCents = 1'000'000;
constexpr std::size_t kMaxAccounts = 10'000;

struct Accounts {
  Knob failure, rejected, closed;
  std::unordered_map<std::string, std::int64_t> balances = {};

  void book(Handling& handling, std::string_view side, std::int64_t cents) {
    if (balances.size() > kMaxAccounts) balances.clear();
    const std::string account(handling.body().text(side));
    std::int64_t& balance = balances.try_emplace(account, kOpeningCents).first->second;
    balance += cents;
    const std::string change = JsonWriter()
                                   .text("account", account)
                                   .cents("balance", balance)
                                   .cents("change", cents)
                                   .text("transferId", handling.message().key)
                                   .take();
    handling.publish(kBalance, change, account);
  }
};

Outcome debit(Handling& handling, Accounts& accounts) {
  const std::string_view transfer = handling.message().key;
  Saga saga = handling.saga(kTransfer);
  saga.stepStarted(kStepDebit, static_cast<std::uint16_t>(handling.attempt()));
  handling.work(4);
  if (accounts.failure.hitsAttempt(transfer, handling.attempt())) return Outcome::retryOn(kLocked);
  if (accounts.rejected.hits(transfer)) {
    saga.stepFailed(kStepDebit, kNoCover);
    handling.publish(kDebitRejected,
                     aboutTransfer(handling).text("reason", "insufficient_funds").take());
    return Outcome::done();
  }
  saga.stepDone(kStepDebit);
  accounts.book(handling, "from", -handling.body().cents("amount"));
  handling.publish(kDebited, aboutTransfer(handling).take());
  return Outcome::done();
}

Outcome credit(Handling& handling, Accounts& accounts) {
  Saga saga = handling.saga(kTransfer);
  saga.stepStarted(kStepCredit, static_cast<std::uint16_t>(handling.attempt()));
  handling.work(4);
  if (accounts.closed.hits(handling.message().key)) {
    saga.stepFailed(kStepCredit, kClosed);
    handling.publish(kCreditRejected,
                     aboutTransfer(handling).text("reason", "account_closed").take());
    return Outcome::done();
  }
  saga.stepDone(kStepCredit);
  accounts.book(handling, "to", handling.body().cents("amount"));
  handling.publish(kCredited, aboutTransfer(handling).take());
  return Outcome::done();
}

Outcome revert(Handling& handling, Accounts& accounts) {
  Saga saga = handling.saga(kTransfer);
  saga.compensating(kUndoRevertDebit, kStepDebit);
  handling.work(4);
  saga.compensated(kUndoRevertDebit, kStepDebit);
  accounts.book(handling, "from", handling.body().cents("amount"));
  handling.publish(kReverted,
                   aboutTransfer(handling).raw("reason", handling.body().raw("reason")).take());
  return Outcome::done();
}

}  // namespace

void installAccounts(Host& host) {
  const auto accounts = std::make_shared<Accounts>(Accounts{
      host.knob("accounts.failure"), host.knob("accounts.rejected"), host.knob("accounts.closed")});
  const auto with = [accounts](Outcome (*handle)(Handling&, Accounts&)) {
    return [accounts, handle](Handling& handling) { return handle(handling, *accounts); };
  };
  // One thread owns the balances, so they leave in order.
  host.consume({"accounts",
                {{kDebit.topicName, with(debit)},
                 {kCredit.topicName, with(credit)},
                 {kRevert.topicName, with(revert)}}});
}

}  // namespace rheo::demo::bank
