// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "probes/demo/channel.hpp"
#include "probes/demo/host.hpp"

/// The bank: a transfer debits one account, credits another and is posted to the ledger, as one
/// saga; fraud detection looks on and is sometimes too slow.
namespace rheo::demo::bank {

inline const Channel kRequested{"transfers.requested", "TransferRequested"};
inline const Channel kCompleted{"transfers.completed", "TransferCompleted"};
inline const Channel kRejected{"transfers.rejected", "TransferRejected"};
inline const Channel kDebit{"accounts.debit", "DebitAccount", EventKind::Command};
inline const Channel kDebited{"accounts.debited", "AccountDebited"};
inline const Channel kDebitRejected{"accounts.rejected", "DebitRejected"};
inline const Channel kCredit{"accounts.credit", "CreditAccount", EventKind::Command};
inline const Channel kCredited{"accounts.credited", "AccountCredited"};
inline const Channel kCreditRejected{"accounts.returned", "CreditRejected"};
inline const Channel kRevert{"accounts.revert", "RevertDebit", EventKind::Command};
inline const Channel kReverted{"accounts.reverted", "DebitReverted"};
inline const Channel kBalance{"accounts.balance", "BalanceChanged"};
inline const Channel kPost{"ledger.post", "PostEntries", EventKind::Command};
inline const Channel kPosted{"ledger.posted", "EntriesPosted"};
inline const Channel kAlert{"fraud.alerts", "FraudSuspected"};
inline const Channel kStatement{"statements.updated", "StatementUpdated"};

inline const SagaType kTransfer{"Transfer"};
inline const Step kStepAccept{"AcceptTransfer"};
inline const Step kStepDebit{"DebitSource"};
inline const Step kStepCredit{"CreditTarget"};
inline const Step kStepPost{"PostLedger"};
inline const Step kUndoRevertDebit{"RevertDebit"};
inline const Step kUndoCancel{"CancelTransfer"};

/// The members that all messages about a transfer carry on.
JsonWriter aboutTransfer(Handling& handling);

void installGateway(Host& host);
void installTransfers(Host& host);
void installAccounts(Host& host);
void installLedger(Host& host);
void installFraud(Host& host);
void installStatements(Host& host);

}  // namespace rheo::demo::bank
