// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Leaves the function with the Error of a Result<void>-like expression.
#define RHEO_TRY(expression)                                                        \
  do {                                                                              \
    if (const auto& rheoTried = (expression); !rheoTried) return rheoTried.error(); \
  } while (false)
