// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/verdict/check.h"

namespace rheo::verdict {

/// every(A) leads_to(B) within T: for each event that matches A, counted once from its first
/// sighting, a sighting matches B in the same trace or the same saga key, not before A and at most
/// T after it. What is too close to the recording's end to tell is counted apart.
Result<Verdict> checkLeadsTo(store::StoreReader& reader, const Assertion& assertion,
                             const CancelToken& cancel);

}  // namespace rheo::verdict
