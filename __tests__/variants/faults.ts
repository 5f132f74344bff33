import type { Fault } from "./fault.ts";
import { nginxFileFaults, nginxPortFaults, nginxUserFaults } from "./faults-nginx.ts";
import { apacheFaults, layoutFaults, readmeFaults } from "./faults-repo.ts";
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
