/** What keeps supervisord from starting: measured with supervisor 4.2.5 and 4.3.0, where it says `Error: …` and ends with 2. */
import { ownValue } from "../../../names.ts";
import { lineKey, type Place } from "../../../source.ts";
import type { Accounts } from "../../accounts.ts";
import {
  type ConfigSection,
  type ConfigValue,
  type ProgramSection,
  programNames,
  type SupervisorConfig,
} from "./config.ts";
import { listenerProblems } from "./listener.ts";
import {
  booleanOf,
  neededFolder,
  OWN_KEYS,
  PORT_KEYS,
  PROGRAM_KEYS,
  SOCKET_KEYS,
  takes,
  type ValueKind,
  WANTED,
} from "./values.ts";

/** Something of its configuration that supervisord, or one of its programs, does not start with. */
export interface SupervisorProblem {
  /** What is wrong, without line or prose. */
  readonly key: string;
  readonly at: Place;
  /** Without what comes of it. */
  readonly message: string;
  /** What does not start: all of it, or one program. */
  readonly stops: "supervisord" | "program";
  /** A user that a rule of its own speaks of. */
  readonly about?: "user-undefined";
  /** The folder that is not there, where that is why. */
  readonly folder?: string;
}

/** What a configuration is held against. */
export interface SupervisorGround {
  readonly accounts: Accounts;
  /** Whether an account has a number; `undefined` where that cannot be told. */
  readonly hasNumber: (uid: number) => boolean | undefined;
  /** Whether a folder is surely not there when it starts. */
  readonly lacksFolder: (path: string) => boolean;
}

/** What supervisord refuses of a configuration. */
export function supervisorRefusals(
  config: SupervisorConfig,
  ground: SupervisorGround,
): readonly SupervisorProblem[] {
  const { texts, sections, programs, others } = config;
  const [main] = texts;
  if (main === undefined) return [];
  const syntax = texts.flatMap(({ content, parsed }) =>
    parsed.problems.map(({ span, message }) => {
      const at = content.place(span);
      return stop({ key: lineKey("syntax", at), at, message });
    }),
  );
  if (config.emptyInclude !== undefined)
    syntax.push(stop({ key: "include", at: config.emptyInclude, message: "[include] has no files" }));
  const own = sections.get("supervisord");
  if (own === undefined && others === undefined) {
    const at = main.content.place(main.parsed.sections[0]?.span);
    syntax.push(stop({ key: "no supervisord", at, message: "there is no [supervisord] section" }));
  }
  return [
    ...syntax,
    ...(own === undefined ? [] : sectionValues(own, OWN_KEYS, { config, ground })),
    ...socketValues("unix_http_server", SOCKET_KEYS, { config, ground }),
    ...socketValues("inet_http_server", PORT_KEYS, { config, ground }),
    ...programs.flatMap((program) => programProblems(program, { config, ground })),
    ...(others === undefined ? groupProblems(config) : []),
    ...serverProblems(config),
  ];
}

interface Around {
  readonly config: SupervisorConfig;
  readonly ground: SupervisorGround;
  /** Names that the section itself adds to the expansions. */
  readonly names?: ReadonlyMap<string, string | number | null>;
}

function stop(said: Omit<SupervisorProblem, "stops">): SupervisorProblem {
  return { ...said, stops: "supervisord" };
}

/** The values of a section that it does not take, and what it expands that is not there. */
function sectionValues(
  { name, values }: ConfigSection,
  keys: Readonly<Record<string, ValueKind>>,
  around: Around,
): readonly SupervisorProblem[] {
  return [...values].flatMap(([key, value]) => {
    const kind = ownValue(keys, key);
    return kind === undefined ? [] : (valueProblem({ key, value, kind, section: name }, around) ?? []);
  });
}

function socketValues(
  name: string,
  keys: Readonly<Record<string, ValueKind>>,
  around: Around,
): readonly SupervisorProblem[] {
  const socket = around.config.sections.get(name);
  return socket === undefined ? [] : sectionValues(socket, keys, around);
}

interface Asked {
  readonly section: string;
  readonly key: string;
  readonly value: ConfigValue;
  readonly kind: ValueKind;
}

function valueProblem(
  { section, key, value, kind }: Asked,
  { config, ground, names }: Around,
): SupervisorProblem | undefined {
  const { at } = value;
  const text = config.expand(value, names);
  const id = `${section} ${key}`;
  switch (text.kind) {
    case "bad":
      return stop({
        key: `${id} %`,
        at,
        message: `"${text.part}" of "${key}" is no expansion: "%%" is one "%"`,
      });
    case "missing":
      return stop({
        key: `${id} %(${text.name})`,
        at,
        message: `"${key}" expands %(${text.name})s, which there is not`,
      });
    case "unknown":
      return undefined;
    case "text":
  }
  if (kind === "user") return userProblem(id, { text: text.text, at }, ground);
  if (kind === "owner") return userProblem(id, { text: text.text.split(":")[0] ?? "", at }, ground);
  const folder = neededFolder(kind, text.text);
  if (folder !== undefined && ground.lacksFolder(folder))
    return stop({
      key: `${id} folder`,
      at,
      message: `"${key}" needs folder ${folder}, which the image does not have`,
      folder,
    });
  if (takes(kind, text.text)) return undefined;
  const said = text.text === "" ? `"${key}" is empty` : `${key}=${text.text}`;
  return stop({
    key: `${id} ${kind}`,
    at,
    message: `${said} is not ${ownValue(WANTED, kind)}`.replace("is empty is", "is empty, which is"),
  });
}

/** name_to_uid of datatypes.py: a number needs an account as well. */
function userProblem(
  id: string,
  { text, at }: { readonly text: string; readonly at: Place },
  { accounts, hasNumber }: SupervisorGround,
): SupervisorProblem | undefined {
  const name = text.trim();
  if (/^\d+$/.test(name)) {
    if (hasNumber(Number(name)) !== false) return undefined;
    return stop({ key: `${id} ${name}`, at, message: `no user of the image has the number ${name}` });
  }
  if (name === "root" || accounts.users.some((user) => user.name === text)) return undefined;
  if (accounts.others !== undefined) return undefined;
  const message = text === "" ? `"user" is empty` : `there is no user "${text}" in the image`;
  return stop({ key: `${id} ${text}`, at, message, ...(text === "" ? {} : { about: "user-undefined" }) });
}

function programProblems(section: ProgramSection, around: Around): readonly SupervisorProblem[] {
  const { name, program, kind, values, at } = section;
  const names = programNames(section);
  const problems = [...sectionValues(section, PROGRAM_KEYS, { ...around, names })];
  const refuse = (key: string, message: string, place = at) =>
    problems.push(stop({ key: `${name} ${key}`, at: place, message }));
  const text = (key: string) => {
    const value = values.get(key);
    const read = value && around.config.expand(value, names);
    return read?.kind === "text" ? { value, text: read.text } : undefined;
  };
  if (/[ :/]/.test(program)) refuse("name", `the name "${program}" holds a blank, a colon or a slash`);
  if (!values.has("command")) refuse("command", `[${name}] has no command`);
  const processName = values.get("process_name")?.raw ?? "";
  const numprocs = text("numprocs");
  if (Number(numprocs?.text) > 1 && !processName.includes("%(process_num)"))
    refuse(
      "numprocs",
      `numprocs=${numprocs?.text} needs %(process_num)s in process_name`,
      numprocs?.value?.at,
    );
  const whole = text("stopasgroup");
  const killed = text("killasgroup");
  if (whole && booleanOf(whole.text) === true && killed && booleanOf(killed.text) === false)
    refuse("killasgroup", "stopasgroup=true does not go with killasgroup=false", killed.value?.at);
  if (kind === "fcgi-program" && !values.has("socket")) refuse("socket", `[${name}] has no socket`);
  if (kind === "eventlistener") listenerProblems(section, { text, refuse, config: around.config });
  return problems;
}

function groupProblems({ sections, programs, expand }: SupervisorConfig): readonly SupervisorProblem[] {
  const names = new Set(
    programs.filter(({ kind }) => kind !== "eventlistener").map(({ name }) => name.replace(/^[^:]*:/, "")),
  );
  return [...sections.values()].flatMap(({ name, values }) => {
    const list = name.startsWith("group:") ? values.get("programs") : undefined;
    const text = list && expand(list);
    if (list === undefined || text?.kind !== "text" || text.text === "") return [];
    const missing = text.text
      .split(",")
      .map((one) => one.trim())
      .find((one) => !names.has(one));
    if (missing === undefined) return [];
    const message = `[${name}] names "${missing}", which is no program`;
    return [stop({ key: `${name} ${missing}`, at: list.at, message })];
  });
}

function serverProblems({ sections }: SupervisorConfig): readonly SupervisorProblem[] {
  return [...sections.values()].flatMap(({ name, at, values }) => {
    const [, kind] = /^(inet_http_server|unix_http_server)(:|$)/.exec(name) ?? [];
    const key = kind === "inet_http_server" ? "port" : "file";
    if (kind === undefined) return [];
    if (!values.has(key)) return [stop({ key: `${name} ${key}`, at, message: `[${name}] has no ${key}` })];
    if (values.has("username") === values.has("password")) return [];
    return [stop({ key: `${name} password`, at, message: `[${name}] has a username or a password alone` })];
  });
}
