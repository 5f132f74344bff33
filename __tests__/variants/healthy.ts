import { assemble, type Family } from "./assemble.ts";
import { debianApache, officialHttpd } from "./families-apache.ts";
import { goApp, nodeApp, pythonApp, stepDown } from "./families-apps.ts";
import { officialConfD, officialMain, officialTemplates } from "./families-official-nginx.ts";
import { alpineHttpD, debianSites, packagedMain } from "./families-packages.ts";
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
};

const SEED = "keelcheck";

/** The variant of a number, which decides its family too; the same number is the same variant for ever. */
export function healthyVariant(number: number): Variant {
  const families = Object.keys(FAMILIES);
  const family = families[number % families.length] ?? "";
  return variantOf(family, number);
}

/** A variant of one family. */
export function variantOf(family: string, number: number): Variant {
  const make = FAMILIES[family];
  if (make === undefined) throw new Error(`there is no family ${family}`);
  const name = `${family} ${number}`;
  return assemble({ name, family, make }, randomFrom(`${SEED} ${name}`));
}
