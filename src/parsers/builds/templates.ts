/** Scripts in which another language stands: expressions of a workflow, `{{.NAME}}` of a Taskfile. */

/** What another language puts into a script. */
export interface Templates {
  /** Its groups are what is asked for: the first that matched. */
  readonly pattern: RegExp;
  readonly meaning: (inner: string) => string | null | undefined;
  /** Takes what the placeholders come to, by their new names: null cannot be told. */
  readonly variables: Map<string, string | null>;
}

// What comes to the commit that a workflow runs for, or to a name of it: a command that checks it out changes nothing.
const OWN_COMMIT = /^\s*github\.(?:sha|ref|ref_name|head_ref|base_ref|event\.(?:pull_request|after)\b)/;

/** Each match as a variable of the same length, so that every place stays. */
export function withoutTemplates(text: string, { pattern, meaning, variables }: Templates): string {
  return text.replace(pattern, (whole: string, ...groups: unknown[]) => {
    const inner = groups.find((group): group is string => typeof group === "string") ?? "";
    const mark = OWN_COMMIT.test(inner) ? "_github" : "";
    const variable = `_${variables.size.toString(36)}${mark}`.padEnd(whole.length - 3, "_");
    variables.set(variable, meaning(inner) ?? null);
    return `\${${variable}}`;
  });
}
