// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "probes/demo/channel.hpp"
#include "probes/demo/host.hpp"

/// The factory: devices send readings at a high rate; automation answers hot ones with commands,
/// maintenance raises alerts.
namespace rheo::demo::iot {

inline const Channel kReading{"telemetry.readings", "DeviceReading"};
inline const Channel kReadingV2{"telemetry.readings", "DeviceReading", EventKind::Event, 2};
inline const Channel kDiagnostics{"device.diagnostics", "DeviceDiagnostics"};
inline const Channel kSetTemperature{"automation.commands", "SetTemperature", EventKind::Command};
inline const Channel kDone{"automation.done", "CommandCompleted"};
inline const Channel kAlert{"maintenance.alerts", "MaintenanceDue"};
inline const Channel kWorkOrder{"maintenance.orders", "WorkOrderOpened"};

void installEdgeGateway(Host& host);
void installTelemetry(Host& host);
void installAutomation(Host& host);
void installActuators(Host& host);
void installMaintenance(Host& host);

}  // namespace rheo::demo::iot
