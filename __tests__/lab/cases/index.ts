import type { Theme } from "../case.ts";
import { accounts } from "./accounts.ts";
import { apacheFiles } from "./apache-files.ts";
import { apacheListen } from "./apache-listen.ts";
import { apacheUsers } from "./apache-users.ts";
import { apacheWrites } from "./apache-writes.ts";
import { atStart } from "./at-start.ts";
import { compose } from "./compose.ts";
import { conflicts } from "./conflicts.ts";
import { copy } from "./copy.ts";
import { examples } from "./examples.ts";
import { fileTools } from "./file-tools.ts";
import { fixes } from "./fixes.ts";
import { newImages } from "./new.ts";
import { nginxFiles } from "./nginx-files.ts";
import { nginxListen } from "./nginx-listen.ts";
import { nginxUsers } from "./nginx-users.ts";
import { officialImages } from "./official.ts";
import { otherOfficialImages } from "./official-others.ts";
import { phpFpm } from "./php-fpm.ts";
import { failingStarts } from "./refusals/failing-starts.ts";
import { httpdTls } from "./refusals/httpd-tls.ts";
import { nginxRefuses } from "./refusals/nginx-refuses.ts";
import { runEffects } from "./run-effects.ts";
import { stages } from "./stages.ts";
import { start } from "./start.ts";
import { stepDown } from "./step-down.ts";
import { supervisord } from "./supervisord.ts";
import { writable } from "./writable.ts";

/** All cases of the lab. */
export const themes: readonly Theme[] = [
  nginxUsers,
  nginxListen,
  nginxFiles,
  apacheUsers,
  apacheListen,
  apacheFiles,
  apacheWrites,
  copy,
  stages,
  accounts,
  runEffects,
  fileTools,
  start,
  stepDown,
  supervisord,
  writable,
  conflicts,
  compose,
  atStart,
  officialImages,
  otherOfficialImages,
  phpFpm,
  nginxRefuses,
  httpdTls,
  failingStarts,
  examples,
  fixes,
  newImages,
];
