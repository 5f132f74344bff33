/** The values of templates while they are rendered. */

/** A value that cannot be told: that of an environment variable, or what a call gives. */
export interface OpenValue {
  readonly open: string;
}

/** All environment variables, as `.Env` has them. */
export interface EveryVariable {
  readonly every: "variable";
}

export type Value = string | number | boolean | null | OpenValue | EveryVariable | readonly Value[];

/** `""` is set to nothing, `null` unset, `undefined` cannot be told. */
export type RenderEnvironment = (name: string) => string | null | undefined;

/** Whether a value cannot be told. */
export function isOpenValue(value: Value | undefined): value is OpenValue {
  return typeof value === "object" && value !== null && "open" in value;
}

/** Whether a value is all of the environment. */
export function isEvery(value: Value): value is EveryVariable {
  return typeof value === "object" && value !== null && "every" in value;
}

/** The value of an environment variable; what is not set is what `unset` says. */
export function environmentValue(environment: RenderEnvironment, name: string, unset: Value): Value {
  const value = environment(name);
  if (value === undefined) return { open: name };
  return value ?? unset;
}

/** Whether `if` takes a value for true: empty ones are not (text/template, "if"). */
export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== false && value !== 0 && value !== "";
}
