import { parse } from "yaml";
import { readRepo } from "./repo.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The table of the Action's inputs, from `action.yml`. */
export function actionInputs(): string {
  return table("input", readAction().inputs);
}

/** The table of the Action's outputs, from `action.yml`. */
export function actionOutputs(): string {
  return table("output", readAction().outputs);
}

function readAction(): Action {
  // Our own file, whose shape action.yml's test holds.
  return parse(readRepo("action.yml")) as Action;
}

function table(head: string, entries: Action["inputs"]): string {
  const rows = Object.entries(entries).map(([name, { description }]) => {
    return `| \`${name}\` | ${description.trim().replaceAll("|", "\\|").replace(/\s+/g, " ")} |`;
  });
  return [`| ${head} | |`, "|---|---|", ...rows].join("\n");
}
