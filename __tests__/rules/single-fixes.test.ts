import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/finding.ts";
import { amount, everyOf } from "../amount.ts";
import { checked, lineOf } from "../variants/check.ts";
import { broken } from "../variants/fault.ts";
import { FAULTS } from "../variants/faults.ts";
import { healthyVariant } from "../variants/healthy.ts";
import type { Files, Variant } from "../variants/variant.ts";
import { applyFixes } from "./apply-fix.ts";
import { POLICY_PATH } from "./check-rule.ts";

// A suggestion is applied by itself, with one click: so each of these must hold alone.
const GROUPS = /^(user|files|process|layout|docs)\//;
const OF_EACH_FAULT = amount({ ordinary: 1, long: 3 });
const HEALTHY = amount({ ordinary: 4, long: 48 });

/** What is wrong with each fix of a tree when it alone is applied: the finding stays, or another comes. */
function wrongAlone(
  name: string,
  files: Files,
): { readonly tried: number; readonly wrong: readonly string[] } {
  const { findings } = checked(files);
  const fixable = findings.filter(({ rule, fix }) => GROUPS.test(rule) && fix !== undefined);
  const wrong = fixable.flatMap((finding) => {
    const { fix } = finding;
    const after = checked(applyFixes(files, fix === undefined ? [] : [fix])).findings;
    const stays = countOf(after, finding) >= countOf(findings, finding);
    // What things are for only a person knows.
    const brought = after.filter(
      (one) => one.asks === undefined && countOf(after, one) > countOf(findings, one),
    );
    return [
      ...(stays ? [`${name}: "${fix?.title}" leaves ${lineOf(finding)}`] : []),
      ...brought.map((one) => `${name}: "${fix?.title}" brings ${lineOf(one)}`),
    ];
  });
  return { tried: fixable.length, wrong };
}

function countOf(findings: readonly Finding[], { rule, key }: Finding): number {
  return findings.filter((one) => one.rule === rule && one.key === key).length;
}

test.each(everyOf(3, FAULTS))("each fix of a tree in which $name holds alone", (fault) => {
  const found = Array.from({ length: 40 }, (_, number) => broken(fault, number)).filter(
    (one) => one !== undefined,
  );
  const trees = found.slice(0, OF_EACH_FAULT).map(({ variant }) => wrongAlone(variant.name, variant.files));
  expect(trees.flatMap(({ wrong }) => wrong)).toEqual([]);
});

const PATHS =
  "[/etc/nginx, /etc/apache2, /usr/local/apache2/conf, /srv, /app, /var/www, /var/log, /run, /var/cache, /usr/share/nginx/html]";

function withoutReadmes({ files }: Variant): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !/readme/i.test(path)));
}

function ownedBy(variant: Variant): Files {
  const policy = variant.files[POLICY_PATH];
  const text = typeof policy === "string" ? policy : "";
  const user = variant.user === "root" ? (variant.servers[0]?.workers ?? "nobody") : variant.user;
  return { ...variant.files, [POLICY_PATH]: `${text}owned:\n  - paths: ${PATHS}\n    user: "${user}"\n` };
}

describe.each(Array.from({ length: HEALTHY }, (_, number) => healthyVariant(number)))("$name", (variant) => {
  const folder = variant.dockerfile.slice(0, variant.dockerfile.lastIndexOf("/"));

  test.each<readonly [string, Files]>([
    ["without a README", withoutReadmes(variant)],
    ["with one that says nothing", { ...withoutReadmes(variant), [`${folder}/README.md`]: "# x\n" }],
    ["with files of somebody else", ownedBy(variant)],
  ])("%s: each fix holds alone", (_name, files) => {
    expect(wrongAlone(variant.name, files).wrong).toEqual([]);
  });
});

test("nearly all of these trees have something to mend", () => {
  const variants = Array.from({ length: HEALTHY }, (_, number) => healthyVariant(number));
  const tried = variants.map((variant) => wrongAlone(variant.name, ownedBy(variant)).tried);
  expect(tried.filter((count) => count > 0).length).toBeGreaterThan((HEALTHY * 5) / 6);
});
