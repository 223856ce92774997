// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/shop/order.hpp"

#include <array>

#include "probes/demo/json.hpp"

namespace rheo::demo::shop {
namespace {

struct Article {
  const char* sku;
  std::int64_t cents;
};
constexpr std::array<Article, 10> kArticles{{{"LAMP-OAK", 7'900},
                                             {"MUG-BLUE", 1'250},
                                             {"DESK-160", 34'900},
                                             {"CHAIR-ERG", 28'900},
                                             {"PEN-SET", 1'890},
                                             {"BAG-CANVAS", 4'500},
                                             {"CLOCK-WALL", 3'990},
                                             {"RUG-WOOL", 18'900},
                                             {"PLANT-FIG", 2'490},
                                             {"BOOK-SAGA", 3'295}}};
constexpr std::array<const char*, 8> kNames{"Ada Byron",    "Grace Murray", "Edsger Wybe",
                                            "Barbara Jane", "Tony Hoare",   "Leslie Bar",
                                            "Radia Joy",    "Ken Lane"};

std::string customerOf(std::uint64_t dice, int version) {
  const std::string id = "cust-" + std::to_string(1000 + dice % 400);
  if (version < 2) return '"' + id + '"';
  return JsonWriter().text("id", id).text("name", kNames[dice / 400 % kNames.size()]).take();
}

}  // namespace

std::string makeOrder(const Faults& faults, std::uint64_t n, const std::string& id, int version) {
  const std::uint64_t dice = faults.dice("order", n);
  std::string items = "[";
  std::int64_t total = 0;
  for (std::uint64_t i = 0; i <= dice % 3; ++i) {
    const std::uint64_t pick = faults.dice("item", n * 4 + i);
    const Article& article = kArticles[pick % kArticles.size()];
    const auto count = static_cast<std::int64_t>(1 + pick / 16 % 3);
    total += count * article.cents;
    if (i > 0) items += ',';
    items += JsonWriter()
                 .text("sku", article.sku)
                 .number("qty", count)
                 .cents("price", article.cents)
                 .take();
  }
  const std::uint64_t who = dice >> 8;
  return JsonWriter()
      .text("orderId", id)
      .raw("customer", customerOf(who, version))
      .text("currency", "EUR")
      .cents("total", total)
      .text("channel", dice % 5 == 0 ? "app" : "web")
      .raw("items", items + "]")
      .take();
}

std::string whatIsMissing(std::string_view payload) {
  JsonObject order;
  std::string reason;
  if (!order.parse(payload, reason)) return "the payload is no JSON object: " + reason;
  if (!order.isText("customer") && !order.isObject("customer")) {
    return "'customer' is missing: give the customer's id as a string";
  }
  if (!order.isNumber("total") || order.number("total") <= 0) {
    return "'total' is missing: give the amount as a number above 0";
  }
  if (firstText(order.raw("items"), "sku").empty()) {
    return "'items' is missing: give a list with at least one {\"sku\": ...}";
  }
  return {};
}

std::string exampleOrder() {
  return R"({"customer":"cust-1042","currency":"EUR","total":91.50,"channel":"web",)"
         R"("items":[{"sku":"LAMP-OAK","qty":1,"price":79.00},{"sku":"MUG-BLUE","qty":1,"price":12.50}]})";
}

}  // namespace rheo::demo::shop
