// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "probes/demo/channel.hpp"
#include "probes/demo/host.hpp"

/// The shop: an order runs through reservation, charge, booking and confirmation as one saga,
/// steered by `orders`, undone when a part of it fails.
namespace rheo::demo::shop {

inline const Channel kOrderPlaced{"orders.placed", "OrderPlaced"};
inline const Channel kOrderPlacedV2{"orders.placed", "OrderPlaced", EventKind::Event, 2};
inline const Channel kOrderConfirmed{"orders.confirmed", "OrderConfirmed"};
inline const Channel kOrderCancelled{"orders.cancelled", "OrderCancelled"};
inline const Channel kOrderQuery{"orders.queries", "GetOrderStatus", EventKind::Query};
inline const Channel kOrderStatus{"orders.replies", "OrderStatus", EventKind::Reply};
inline const Channel kReserveStock{"stock.requested", "ReserveStock", EventKind::Command};
inline const Channel kStockReserved{"stock.reserved", "StockReserved"};
inline const Channel kStockRejected{"stock.rejected", "StockRejected"};
inline const Channel kReleaseStock{"stock.release", "ReleaseStock", EventKind::Command};
inline const Channel kStockReleased{"stock.released", "StockReleased"};
inline const Channel kStockLevel{"stock.level", "StockLevelChanged"};
inline const Channel kChargeCard{"payments.requested", "ChargeCard", EventKind::Command};
inline const Channel kPaymentOk{"payments.ok", "PaymentCaptured"};
inline const Channel kPaymentFailed{"payments.failed", "PaymentDeclined"};
inline const Channel kRefundCard{"payments.refund", "RefundCard", EventKind::Command};
inline const Channel kPaymentRefunded{"payments.refunded", "PaymentRefunded"};
inline const Channel kBookShipment{"shipments.requested", "BookShipment", EventKind::Command};
inline const Channel kShipmentBooked{"shipments.booked", "ShipmentBooked"};
inline const Channel kShipmentRejected{"shipments.rejected", "ShipmentRejected"};
inline const Channel kSendEmail{"notify.email", "SendEmail", EventKind::Command};
inline const Channel kEmailSent{"notify.sent", "EmailSent"};
inline const Channel kPromoApplied{"promo.applied", "PromotionApplied"};

inline const SagaType kFulfilment{"OrderFulfilment"};
inline const Step kStepPlaceOrder{"PlaceOrder"};
inline const Step kStepReserveStock{"ReserveStock"};
inline const Step kStepChargeCard{"ChargeCard"};
inline const Step kStepBookShipment{"BookShipment"};
inline const Step kStepSendConfirmation{"SendConfirmation"};
inline const Step kUndoReleaseStock{"ReleaseStock"};
inline const Step kUndoRefundCard{"RefundCard"};
inline const Step kUndoCancelOrder{"CancelOrder"};

inline const ErrorType kSchemaViolation{"schema_violation"};

/// The members that most messages about an order carry on.
JsonWriter aboutOrder(Handling& handling);

void installGateway(Host& host);
void installOrders(Host& host);
void installPayments(Host& host);
void installInventory(Host& host);
void installShipping(Host& host);
void installNotifications(Host& host);
void installPromotions(Host& host);
void installReadModel(Host& host);

}  // namespace rheo::demo::shop
