import { beforeAll, describe, expect, test } from "vitest";
import { type CheckAnswer, runCheck } from "../../src/app/check.ts";
import type { Readmes } from "../../src/app/readmes.ts";
import { checking } from "../../src/engine/check.ts";
import type { Finding } from "../../src/finding.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { rules } from "../../src/rules/index.ts";
import { Failures, type Unit } from "../../src/work.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { repo } from "./failing-repo.ts";

const workspace = memoryWorkspace(repo);
// In place: what workers read is the same, and they take longer to start than this repo to check.
const readmes: Readmes = {
  read: async (files) => new Map(files.map((file) => [file.path, parseMarkdown(file)])),
};

/** A unit of the work, as a failure of it would be told. */
type Stage = Pick<Unit, "doing"> & { readonly path: string };

async function checked(around?: ConstructorParameters<typeof Failures>[0]): Promise<CheckAnswer> {
  const newFailures = () => new Failures(around);
  const answer = await runCheck({ workspace, rules, readmes, newFailures });
  if (!answer.ok) throw new Error("the repo cannot be checked");
  return answer;
}

/** Every unit of a check in which nothing fails, each once. */
async function stages(): Promise<readonly Stage[]> {
  const met = new Map<string, Stage>();
  await checked((unit, work) => {
    const stage = { doing: unit.doing, path: unit.at.file.path };
    met.set(JSON.stringify(stage), stage);
    return work();
  });
  return [...met.values()];
}

/** One stage throws, before its work or after it. */
function failing({ doing, path }: Stage, late: boolean) {
  return checked((unit, work) => {
    if (unit.doing !== doing || unit.at.file.path !== path) return work();
    if (late) work();
    throw new Error("it broke");
  });
}

/** Whom a rule accuses. Its words may change: a failure hides the name of a user, or a port of several. */
function accused({ rule, severity, at, images }: Finding): string {
  return `${severity} ${rule} ${images.join(" ") || at.file.path}`;
}

const all = await stages();
const reading = all.filter(({ doing }) => !doing.startsWith("checking "));
const asked = [
  ...new Map(
    all.filter(({ doing }) => doing.startsWith("checking ")).map((one) => [one.doing, one]),
  ).values(),
];

describe("a check in which something throws", () => {
  let clean: CheckAnswer;
  beforeAll(async () => {
    clean = await checked();
  });

  test("is tried at every kind of stage", () => {
    expect([...new Set(reading.map(({ doing }) => doing))].sort()).toEqual([
      "describing this image",
      "finding out how this is built",
      "following what the container starts",
      "looking for waivers in this file",
      "reading the configuration of Apache",
      "reading the configuration of nginx",
      "reading this ARG",
      "reading this CMD",
      "reading this COPY",
      "reading this Dockerfile",
      "reading this ENTRYPOINT",
      "reading this ENV",
      "reading this EXPOSE",
      "reading this HEALTHCHECK",
      "reading this README",
      "reading this RUN",
      "reading this USER",
      "reading this VOLUME",
      "reading this WORKDIR",
      "reading this file",
      "reading this image",
      "reading this service",
      "reading what this file builds",
      "reading what this stage starts from",
    ]);
    const missing = rules.filter(
      ({ id, off, scope }) =>
        off !== true &&
        !["change", "unread"].includes(scope) &&
        !asked.some(({ doing }) => doing === checking(id)),
    );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  const each = [...reading, ...asked];
  test.each(
    each.flatMap((stage) => [false, true].map((late) => ({ ...stage, late }))),
  )("$doing, $path, late: $late", async (stage) => {
    const answer = await failing(stage, stage.late);
    const { findings, images } = answer.report;
    const failed = findings.filter(({ rule }) => rule === "fact/failed");
    expect(failed.map(({ at, key, message }) => [at.file.path, key, message])).toEqual([
      [stage.path, `while ${stage.doing}`, `Keelcheck failed while ${stage.doing}: it broke`],
    ]);
    expect(answer).toMatchObject({ exitCode: 3, conclusion: "failure" });
    expect(images.map(({ name }) => name)).toEqual(clean.report.images.map(({ name }) => name));
    const before = new Set(clean.report.findings.map(accused));
    const more = findings.filter((one) => !one.rule.startsWith("fact/") && !before.has(accused(one)));
    expect(more.map((one) => `${accused(one)} ${one.message}`)).toEqual([]);
    expect(ofOthers(findings, stage)).toEqual(ofOthers(clean.report.findings, stage));
  });
});

/** The findings in which what fails has no part: by other rules where a rule fails, else of the image that stands alone. */
function ofOthers(findings: readonly Finding[], { doing, path }: Stage): readonly string[] {
  const isOther = ({ rule, images, at }: Finding) =>
    doing.startsWith("checking ")
      ? !rule.startsWith("fact/") && rule !== doing.slice("checking ".length)
      : images.includes("cron") &&
        at.file.path !== path &&
        !path.includes("/cron/") &&
        rule !== "fact/unknown";
  return findings.filter(isOther).map((one) => `${accused(one)} ${one.message}`);
}
