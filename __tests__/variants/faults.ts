import type { Fault } from "./fault.ts";
import { apacheFaults } from "./faults-apache.ts";
import { nginxFileFaults, nginxUserFaults } from "./faults-nginx.ts";
import { nginxPortFaults } from "./faults-ports.ts";
import { layoutFaults, readmeFaults } from "./faults-repo.ts";
import { userFaults } from "./faults-users.ts";

/** Everything that is broken on purpose. */
export const FAULTS: readonly Fault[] = [
  ...nginxUserFaults,
  ...nginxFileFaults,
  ...nginxPortFaults,
  ...apacheFaults,
  ...userFaults,
  ...layoutFaults,
  ...readmeFaults,
];
