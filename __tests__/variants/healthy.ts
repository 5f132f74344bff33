import { assemble, type Change, type Family } from "./assemble.ts";
import { debianApache, officialHttpd } from "./families-apache.ts";
import { goApp, nodeApp, pythonApp, stepDown } from "./families-apps.ts";
import { editedStock, roundabout } from "./families-edited.ts";
import { baseAndChild, composed, rootContext, versionFolders } from "./families-fleet.ts";
import { givenUser, splitMain, steppedNginx } from "./families-indirect.ts";
import { heirs, phpApache, rhelHttpd, rhelNginx } from "./families-more.ts";
import { apacheMain, mounted } from "./families-mounted.ts";
import { officialConfD, officialMain, officialTemplates } from "./families-official-nginx.ts";
import { alpineHttpD, debianSites, packagedMain } from "./families-packages.ts";
import { startedOtherwise } from "./families-started.ts";
import { supervised } from "./families-supervised.ts";
import { editedHttpd, shellWritten, unusual } from "./families-unclear.ts";
import { frontEnd, officialNonRoot, unprivileged } from "./families-unprivileged.ts";
import { randomFrom } from "./random.ts";
import type { Variant } from "./variant.ts";

/** Kinds of images with which nothing is wrong. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  "official-conf-d": officialConfD,
  "official-main": officialMain,
  "official-templates": officialTemplates,
  "official-non-root": officialNonRoot,
  unprivileged,
  "front-end": frontEnd,
  "debian-sites": debianSites,
  "packaged-main": packagedMain,
  "alpine-http-d": alpineHttpD,
  "debian-apache": debianApache,
  "official-httpd": officialHttpd,
  "node-app": nodeApp,
  "python-app": pythonApp,
  "go-app": goApp,
  "step-down": stepDown,
  "base-and-child": baseAndChild,
  composed,
  "version-folders": versionFolders,
  "root-context": rootContext,
  supervised,
  roundabout,
  "edited-stock": editedStock,
  "started-otherwise": startedOtherwise,
  "rhel-nginx": rhelNginx,
  "rhel-httpd": rhelHttpd,
  "php-apache": phpApache,
  heirs,
  mounted,
  "apache-main": apacheMain,
  "stepped-nginx": steppedNginx,
  "split-main": splitMain,
  "given-user": givenUser,
  unusual,
  "shell-written": shellWritten,
  "edited-httpd": editedHttpd,
};

const SEED = "keelcheck";

/** The variant of a number, which decides its family too; the same number is the same variant for ever. */
export function healthyVariant(number: number): Variant {
  const families = Object.keys(FAMILIES);
  return variantOf(families[number % families.length] ?? "", number);
}

/** A variant of one family. */
export function variantOf(family: string, number: number): Variant {
  const variant = changedVariant(family, number, (parts) => parts);
  if (variant === undefined) throw new Error(`${family} ${number} was not made`);
  return variant;
}

/** A variant that something is done to before it is written; `undefined` where there is nothing to do it to. */
export function changedVariant(family: string, number: number, change: Change): Variant | undefined {
  const make = FAMILIES[family];
  if (make === undefined) throw new Error(`there is no family ${family}`);
  const name = `${family} ${number}`;
  return assemble({ name, family, make }, randomFrom(`${SEED} ${name}`), change);
}
