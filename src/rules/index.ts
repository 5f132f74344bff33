// Written by `npm run generate` from the files of this folder.
import type { Rule } from "../rule.ts";
import { defaultSite as apacheDefaultSite } from "./apache/default-site.ts";
import { groupMissing as apacheGroupMissing } from "./apache/group-missing.ts";
import { ipv6Missing as apacheIpv6Missing } from "./apache/ipv6-missing.ts";
import { logUnwritable as apacheLogUnwritable } from "./apache/log-unwritable.ts";
import { notLoaded as apacheNotLoaded } from "./apache/not-loaded.ts";
import { pidUnwritable as apachePidUnwritable } from "./apache/pid-unwritable.ts";
import { privilegedPort as apachePrivilegedPort } from "./apache/privileged-port.ts";
import { siteUnreached as apacheSiteUnreached } from "./apache/site-unreached.ts";
import { syntax as apacheSyntax } from "./apache/syntax.ts";
import { userMismatch as apacheUserMismatch } from "./apache/user-mismatch.ts";
import { userMissing as apacheUserMissing } from "./apache/user-missing.ts";
import { userRoot as apacheUserRoot } from "./apache/user-root.ts";
import { userUndefined as apacheUserUndefined } from "./apache/user-undefined.ts";
import { brokenLink as docsBrokenLink } from "./docs/broken-link.ts";
import { emptyDescription as docsEmptyDescription } from "./docs/empty-description.ts";
import { markdown as docsMarkdown } from "./docs/markdown.ts";
import { outOfDate as docsOutOfDate } from "./docs/out-of-date.ts";
import { readmeMissing as docsReadmeMissing } from "./docs/readme-missing.ts";
import { sectionMissing as docsSectionMissing } from "./docs/section-missing.ts";
import { stale as docsStale } from "./docs/stale.ts";
import { undocumented as docsUndocumented } from "./docs/undocumented.ts";
import { wrongValue as docsWrongValue } from "./docs/wrong-value.ts";
import { failed as factFailed } from "./fact/failed.ts";
import { unknown as factUnknown } from "./fact/unknown.ts";
import { unreadable as factUnreadable } from "./fact/unreadable.ts";
import { chownUndefined as filesChownUndefined } from "./files/chown-undefined.ts";
import { idleEdit as filesIdleEdit } from "./files/idle-edit.ts";
import { lostBackslash as filesLostBackslash } from "./files/lost-backslash.ts";
import { notOwned as filesNotOwned } from "./files/not-owned.ts";
import { startUnwritable as filesStartUnwritable } from "./files/start-unwritable.ts";
import { worldWritable as filesWorldWritable } from "./files/world-writable.ts";
import { backupFile as layoutBackupFile } from "./layout/backup-file.ts";
import { configLocation as layoutConfigLocation } from "./layout/config-location.ts";
import { duplicateSlot as layoutDuplicateSlot } from "./layout/duplicate-slot.ts";
import { fileMode as layoutFileMode } from "./layout/file-mode.ts";
import { imageName as layoutImageName } from "./layout/image-name.ts";
import { missingCopySource as layoutMissingCopySource } from "./layout/missing-copy-source.ts";
import { requiredFiles as layoutRequiredFiles } from "./layout/required-files.ts";
import { strayFile as layoutStrayFile } from "./layout/stray-file.ts";
import { symlink as layoutSymlink } from "./layout/symlink.ts";
import { unbuiltImage as layoutUnbuiltImage } from "./layout/unbuilt-image.ts";
import { unbuiltStage as layoutUnbuiltStage } from "./layout/unbuilt-stage.ts";
import { unexpectedFile as layoutUnexpectedFile } from "./layout/unexpected-file.ts";
import { unreferencedConfig as layoutUnreferencedConfig } from "./layout/unreferenced-config.ts";
import { defaultSite as nginxDefaultSite } from "./nginx/default-site.ts";
import { envsubstUnlisted as nginxEnvsubstUnlisted } from "./nginx/envsubst-unlisted.ts";
import { includeMissing as nginxIncludeMissing } from "./nginx/include-missing.ts";
import { ipv6Missing as nginxIpv6Missing } from "./nginx/ipv6-missing.ts";
import { listenImplicit as nginxListenImplicit } from "./nginx/listen-implicit.ts";
import { logUnwritable as nginxLogUnwritable } from "./nginx/log-unwritable.ts";
import { masterProcessOff as nginxMasterProcessOff } from "./nginx/master-process-off.ts";
import { noWorker as nginxNoWorker } from "./nginx/no-worker.ts";
import { notLoaded as nginxNotLoaded } from "./nginx/not-loaded.ts";
import { pidUnwritable as nginxPidUnwritable } from "./nginx/pid-unwritable.ts";
import { privilegedPort as nginxPrivilegedPort } from "./nginx/privileged-port.ts";
import { syntax as nginxSyntax } from "./nginx/syntax.ts";
import { tempPathUnwritable as nginxTempPathUnwritable } from "./nginx/temp-path-unwritable.ts";
import { templateNotRendered as nginxTemplateNotRendered } from "./nginx/template-not-rendered.ts";
import { templateUnwritable as nginxTemplateUnwritable } from "./nginx/template-unwritable.ts";
import { templateVariable as nginxTemplateVariable } from "./nginx/template-variable.ts";
import { userDuplicate as nginxUserDuplicate } from "./nginx/user-duplicate.ts";
import { userIgnored as nginxUserIgnored } from "./nginx/user-ignored.ts";
import { userMismatch as nginxUserMismatch } from "./nginx/user-mismatch.ts";
import { userMissing as nginxUserMissing } from "./nginx/user-missing.ts";
import { userNumeric as nginxUserNumeric } from "./nginx/user-numeric.ts";
import { userRoot as nginxUserRoot } from "./nginx/user-root.ts";
import { userUndefined as nginxUserUndefined } from "./nginx/user-undefined.ts";
import { wrongSlot as nginxWrongSlot } from "./nginx/wrong-slot.ts";
import { baselineMoved as policyBaselineMoved } from "./policy/baseline-moved.ts";
import { becameUnknown as policyBecameUnknown } from "./policy/became-unknown.ts";
import { changed as policyChanged } from "./policy/changed.ts";
import { waiverAdded as policyWaiverAdded } from "./policy/waiver-added.ts";
import { waiverExpired as policyWaiverExpired } from "./policy/waiver-expired.ts";
import { waiverReason as policyWaiverReason } from "./policy/waiver-reason.ts";
import { waiverUnused as policyWaiverUnused } from "./policy/waiver-unused.ts";
import { weakened as policyWeakened } from "./policy/weakened.ts";
import { conflict as portsConflict } from "./ports/conflict.ts";
import { exposeMismatch as portsExposeMismatch } from "./ports/expose-mismatch.ts";
import { publishedMismatch as portsPublishedMismatch } from "./ports/published-mismatch.ts";
import { roleMismatch as portsRoleMismatch } from "./ports/role-mismatch.ts";
import { doesNotStart as processDoesNotStart } from "./process/does-not-start.ts";
import { phpFpmRoot as processPhpFpmRoot } from "./process/php-fpm-root.ts";
import { phpFpmSocket as processPhpFpmSocket } from "./process/php-fpm-socket.ts";
import { phpFpmSyntax as processPhpFpmSyntax } from "./process/php-fpm-syntax.ts";
import { supervisorRoot as processSupervisorRoot } from "./process/supervisor-root.ts";
import { supervisorSyntax as processSupervisorSyntax } from "./process/supervisor-syntax.ts";
import { wrongShell as processWrongShell } from "./process/wrong-shell.ts";
import { createdUnused as userCreatedUnused } from "./user/created-unused.ts";
import { finalRoot as userFinalRoot } from "./user/final-root.ts";
import { missing as userMissing } from "./user/missing.ts";
import { nonNumeric as userNonNumeric } from "./user/non-numeric.ts";
import { uidMismatch as userUidMismatch } from "./user/uid-mismatch.ts";
import { undefined as userUndefined } from "./user/undefined.ts";

/** All rules, sorted by id. */
export const rules: readonly Rule[] = [
  apacheDefaultSite,
  apacheGroupMissing,
  apacheIpv6Missing,
  apacheLogUnwritable,
  apacheNotLoaded,
  apachePidUnwritable,
  apachePrivilegedPort,
  apacheSiteUnreached,
  apacheSyntax,
  apacheUserMismatch,
  apacheUserMissing,
  apacheUserRoot,
  apacheUserUndefined,
  docsBrokenLink,
  docsEmptyDescription,
  docsMarkdown,
  docsOutOfDate,
  docsReadmeMissing,
  docsSectionMissing,
  docsStale,
  docsUndocumented,
  docsWrongValue,
  factFailed,
  factUnknown,
  factUnreadable,
  filesChownUndefined,
  filesIdleEdit,
  filesLostBackslash,
  filesNotOwned,
  filesStartUnwritable,
  filesWorldWritable,
  layoutBackupFile,
  layoutConfigLocation,
  layoutDuplicateSlot,
  layoutFileMode,
  layoutImageName,
  layoutMissingCopySource,
  layoutRequiredFiles,
  layoutStrayFile,
  layoutSymlink,
  layoutUnbuiltImage,
  layoutUnbuiltStage,
  layoutUnexpectedFile,
  layoutUnreferencedConfig,
  nginxDefaultSite,
  nginxEnvsubstUnlisted,
  nginxIncludeMissing,
  nginxIpv6Missing,
  nginxListenImplicit,
  nginxLogUnwritable,
  nginxMasterProcessOff,
  nginxNoWorker,
  nginxNotLoaded,
  nginxPidUnwritable,
  nginxPrivilegedPort,
  nginxSyntax,
  nginxTempPathUnwritable,
  nginxTemplateNotRendered,
  nginxTemplateUnwritable,
  nginxTemplateVariable,
  nginxUserDuplicate,
  nginxUserIgnored,
  nginxUserMismatch,
  nginxUserMissing,
  nginxUserNumeric,
  nginxUserRoot,
  nginxUserUndefined,
  nginxWrongSlot,
  policyBaselineMoved,
  policyBecameUnknown,
  policyChanged,
  policyWaiverAdded,
  policyWaiverExpired,
  policyWaiverReason,
  policyWaiverUnused,
  policyWeakened,
  portsConflict,
  portsExposeMismatch,
  portsPublishedMismatch,
  portsRoleMismatch,
  processDoesNotStart,
  processPhpFpmRoot,
  processPhpFpmSocket,
  processPhpFpmSyntax,
  processSupervisorRoot,
  processSupervisorSyntax,
  processWrongShell,
  userCreatedUnused,
  userFinalRoot,
  userMissing,
  userNonNumeric,
  userUidMismatch,
  userUndefined,
];
