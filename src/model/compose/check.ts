/** What compose refuses a file for, of the attributes that are read here (compose-go 2.16: schema and consistency). */
import { shortMount } from "../../parsers/builds/compose-short.ts";
import type { Place } from "../../source.ts";
import type { FileProblem } from "../repo/problem.ts";
import {
  type ComposeMap,
  type ComposeValue,
  composeEntries,
  composeItems,
  isNothing,
  valueAt,
} from "./value.ts";
import { isTold } from "./variables.ts";

type Kind = "text" | "number" | "boolean" | "map" | "list";

// Of each attribute of a service the kinds that the schema takes; null is taken by all but those of MUST_SAY.
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  build: ["text", "map"],
  "build.context": ["text"],
  "build.dockerfile": ["text"],
  "build.dockerfile_inline": ["text"],
  "build.target": ["text"],
  "build.args": ["map", "list"],
  "build.additional_contexts": ["map", "list"],
  command: ["text", "list"],
  configs: ["list"],
  entrypoint: ["text", "list"],
  env_file: ["text", "list"],
  environment: ["map", "list"],
  healthcheck: ["map"],
  "healthcheck.test": ["text", "list"],
  image: ["text"],
  network_mode: ["text"],
  ports: ["list"],
  read_only: ["boolean", "text"],
  secrets: ["list"],
  tmpfs: ["text", "list"],
  user: ["text"],
  volumes: ["list"],
  volumes_from: ["list"],
  working_dir: ["text"],
};

/** The refusals of one service. */
export function serviceProblems(name: string, service: ComposeValue): readonly FileProblem[] {
  if (service.kind !== "map") {
    return isNothing(service) ? [] : [refusal(service.at, `service "${name}" must be a map`)];
  }
  return [...kindProblems(name, service), ...healthProblems(service), ...mountProblems(service)];
}

function kindProblems(name: string, service: ComposeMap): readonly FileProblem[] {
  return Object.entries(KINDS).flatMap(([path, kinds]) => {
    const value = valueAt(service, ...path.split("."));
    if (value === undefined || value.tag === "reset" || isNothing(value)) return [];
    const kind: Kind = value.kind === "scalar" ? scalarKind(value.type) : value.kind;
    if (kinds.includes(kind)) return [];
    const text = kinds.includes("text") && value.kind === "scalar";
    const wanted = kinds.map((one) => WORDED_KINDS[one]).join(" or ");
    const hint = text ? `: write "${value.raw}" in quotes` : "";
    return [refusal(value.at, `"${path}" of service "${name}" must be ${wanted}${hint}`)];
  });
}

function scalarKind(type: Extract<ComposeValue, { kind: "scalar" }>["type"]): Kind {
  return type === "null" ? "text" : type;
}

const WORDED_KINDS: Readonly<Record<Kind, string>> = {
  text: "a text",
  number: "a number",
  boolean: "true or false",
  map: "a map",
  list: "a list",
};

function healthProblems(service: ComposeMap): readonly FileProblem[] {
  const test = valueAt(service, "healthcheck", "test");
  const [first] = composeItems(test);
  if (first?.kind !== "scalar" || /^(?:CMD|CMD-SHELL|NONE)$/.test(first.text) || !isTold(first.text))
    return [];
  return [refusal(first.at, `the list of "healthcheck.test" must begin with CMD, CMD-SHELL or NONE`)];
}

function mountProblems(service: ComposeMap): readonly FileProblem[] {
  return composeItems(valueAt(service, "volumes")).flatMap((item) => {
    if (item.kind !== "scalar" || !isTold(item.text) || shortMount(item.text) !== undefined) return [];
    return [
      refusal(item.at, `"${item.raw}" is not a mount: write "source:target" or "source:target:options"`),
    ];
  });
}

/** References of services to configs and secrets that the project does not define, the first of each name. */
export function referenceProblems(model: ComposeMap): readonly FileProblem[] {
  const told = new Set<string>();
  return composeEntries(valueAt(model, "services")).flatMap(([name, { value }]) =>
    (["config", "secret"] as const).flatMap((kind) =>
      composeItems(valueAt(value, `${kind}s`)).flatMap((item) => {
        const source = item.kind === "map" ? valueAt(item, "source") : item;
        if (source?.kind !== "scalar" || !isTold(source.text)) return [];
        if (valueAt(model, `${kind}s`, source.text) !== undefined) return [];
        const key = `${kind} ${source.text}`;
        if (told.has(key)) return [];
        told.add(key);
        return [
          refusal(source.at, `service "${name}" uses the ${kind} "${source.text}", which is not defined`),
        ];
      }),
    ),
  );
}

function refusal(at: Place, message: string): FileProblem {
  return { at, message: `compose refuses this file: ${message}` };
}
