// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/bank/bank.hpp"
#include "probes/demo/fresh_ids.hpp"
#include "probes/demo/scenario.hpp"

namespace rheo::demo::bank {
namespace {

constexpr std::uint64_t kAccounts = 200;

std::string account(std::uint64_t dice) {
  return numbered("NL20RHEO", dice % kAccounts);
}

Context request(Publisher& publisher, const std::string& id, std::string_view payload,
                std::uint8_t flags) {
  Outgoing transfer{payload, id, kTransfer.text(), id};
  transfer.flags = flags;
  return publisher.publish(kRequested, transfer);
}

std::string makeTransfer(const Faults& faults, std::uint64_t n, const std::string& id) {
  const std::uint64_t dice = faults.dice("transfer", n);
  const auto cents = static_cast<std::int64_t>(500 + (dice >> 20) % 250'000);
  return JsonWriter()
      .text("transferId", id)
      .text("from", account(dice))
      .text("to", account(dice / kAccounts + dice % kAccounts + 1))
      .text("currency", "EUR")
      .cents("amount", cents)
      .text("purpose", dice % 3 == 0 ? "rent" : "invoice " + std::to_string(dice % 9'000))
      .take();
}

std::string whatIsMissing(const JsonObject& transfer) {
  if (!transfer.isText("from")) return "'from' is missing: give the account to debit as a string";
  if (!transfer.isText("to")) return "'to' is missing: give the account to credit as a string";
  if (!transfer.isNumber("amount") || transfer.number("amount") <= 0) {
    return "'amount' is missing: give a number above 0";
  }
  return {};
}

std::string inject(FreshIds& ids, Publisher& publisher, const Injection& injection,
                   Context& published) {
  JsonObject transfer;
  std::string reason;
  if (!transfer.parse(injection.payload, reason)) {
    return "the payload is no JSON object: " + reason;
  }
  reason = whatIsMissing(transfer);
  if (!reason.empty()) return reason;
  const std::string id = ids.choose(transfer.text("transferId"));
  published = request(publisher, id, transfer.with("transferId", id),
                      injection.replay ? kMessageReplayed : kMessageInjected);
  return {};
}

}  // namespace

JsonWriter aboutTransfer(Handling& handling) {
  JsonWriter out;
  const JsonObject& transfer = handling.body();
  out.text("transferId", handling.message().key);
  for (const char* member : {"from", "to", "currency", "amount"}) {
    out.raw(member, transfer.raw(member));
  }
  return out;
}

void installGateway(Host& host) {
  const auto look = [](Handling& handling) {
    handling.work(0.5);
    return Outcome::done();
  };
  host.consume({"bank-gateway", {{kAlert.topicName, look}, {kRejected.topicName, look}}});
  host.generate([&host](Publisher& publisher, std::uint64_t n) {
    const std::string id = numbered("trf", n);
    request(publisher, id, makeTransfer(host.config().faults, n, id), 0);
  });
  host.injectable(
      kRequested,
      R"({"from":"NL20RHEO-000007","to":"NL20RHEO-000042","currency":"EUR","amount":125.00,"purpose":"gift"})",
      [ids = FreshIds("trf")](Publisher& publisher, const Injection& injection,
                              Context& published) mutable {
        return inject(ids, publisher, injection, published);
      });
}

}  // namespace rheo::demo::bank
