import type { Severity } from "../finding.ts";
import { nearest, ownValue } from "../names.ts";
import type { Environment } from "./event.ts";

/** The inputs of the Action. What is undefined was not given, so that the policy decides. */
export interface Inputs {
  readonly token: string | undefined;
  /** The policy file, relative to the working directory. */
  readonly policy: string | undefined;
  /** Globs of image folders. */
  readonly images: readonly string[] | undefined;
  readonly scope: "changed" | "all" | undefined;
  readonly failOn: Severity | "never" | undefined;
  readonly checkRun: boolean | undefined;
  readonly suggestions: boolean | undefined;
  /** Where the SARIF file goes, relative to the workspace. */
  readonly sarif: string | undefined;
  /** A folder of the workspace, with `/` and without `.` and `..`; "" for the workspace itself. */
  readonly workingDirectory: string;
}

/** Names of all inputs, as `action.yml` lists them. */
export const inputNames = [
  "token",
  "policy",
  "images",
  "scope",
  "fail-on",
  "check-run",
  "suggestions",
  "sarif",
  "working-directory",
] as const;

type InputName = (typeof inputNames)[number];

/** The inputs, or one line for each that cannot be used. */
export type InputsReading =
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the inputs from the runner's environment: `INPUT_` and the name in capitals, hyphens kept. */
export function readInputs(env: Environment): InputsReading {
  const problems: string[] = [];
  const given = (name: InputName) => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;

  function oneOf<T>(name: InputName, values: Readonly<Record<string, T>>): T | undefined {
    const value = given(name);
    if (value === undefined) return undefined;
    if (Object.hasOwn(values, value)) return ownValue(values, value);
    const near = nearest(value, Object.keys(values));
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    problems.push(
      `the input ${name} is "${value}", but must be one of: ${Object.keys(values).join(", ")}${hint}`,
    );
    return undefined;
  }

  const directory = workingDirectory(given("working-directory") ?? "", env.GITHUB_WORKSPACE ?? "");
  if (directory === undefined)
    problems.push(
      `the input working-directory is "${given("working-directory")}", but must be a folder in the workspace`,
    );
  const inputs: Inputs = {
    token: given("token"),
    policy: given("policy"),
    images: globs(given("images")),
    scope: oneOf("scope", { changed: "changed", all: "all" } as const),
    failOn: oneOf("fail-on", {
      error: "error",
      warning: "warning",
      notice: "notice",
      never: "never",
    } as const),
    checkRun: oneOf("check-run", flags),
    suggestions: oneOf("suggestions", flags),
    sarif: given("sarif"),
    workingDirectory: directory ?? "",
  };
  problems.push(...unknownInputs(env));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, inputs };
}

/** Inputs that are nearly ours: what is meant to make the check stricter must not be passed over. */
function unknownInputs(env: Environment): readonly string[] {
  const given = Object.keys(env).filter((name) => name.startsWith("INPUT_"));
  const names = given.map((name) => name.slice("INPUT_".length).toLowerCase()).sort();
  return names
    .filter((name) => !inputNames.some((known) => known === name))
    .flatMap((name) => {
      const near = nearest(name, inputNames);
      return near === undefined ? [] : [`there is no input "${name}": did you mean "${near}"?`];
    });
}

const flags = { true: true, false: false };

/** One glob a line; a comma may be part of one (`{a,b}/**`). */
function globs(text: string | undefined): string[] | undefined {
  const all = text?.split("\n").map((glob) => glob.trim());
  const named = all?.filter((glob) => glob !== "") ?? [];
  return named.length === 0 ? undefined : named;
}

/** The folder relative to the workspace; `undefined` where it lies outside. */
function workingDirectory(given: string, workspace: string): string | undefined {
  const inside =
    workspace !== "" && `${given}/`.startsWith(`${workspace}/`) ? given.slice(workspace.length + 1) : given;
  if (inside.startsWith("/")) return undefined;
  const parts: string[] = [];
  for (const part of inside.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
