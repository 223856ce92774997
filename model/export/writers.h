// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "model/export/exporter.h"

namespace rheo::exports {

std::unique_ptr<Writer> makeJsonlWriter();
std::unique_ptr<Writer> makeOtlpJsonWriter();
std::unique_ptr<Writer> makeOtlpProtoWriter();
std::unique_ptr<Writer> makeCloudEventsWriter();
std::unique_ptr<Writer> makeCsvWriter();
std::unique_ptr<Writer> makeJaegerWriter();
std::unique_ptr<Writer> makeZipkinWriter();
std::unique_ptr<Writer> makeChromeWriter();

}  // namespace rheo::exports
