import type { HclExpression } from "../../parsers/hcl/tree.ts";
import type { SourceFile } from "../../source.ts";
import type { HclData } from "./data.ts";

/** What names mean where an expression stands. */
export interface Scope {
  readonly file: SourceFile;
  readonly locals: ReadonlyMap<string, HclData>;
  readonly world: World;
}

/** What names mean everywhere. */
export interface World {
  readonly variable: (name: string) => HclData | undefined;
  /** An attribute of a target or group. */
  readonly attribute: (type: string, name: string, attribute: string) => HclData | undefined;
  readonly userFunction: (name: string) => UserFunction | undefined;
  /** Counts down: what would never end is given up. */
  readonly budget: { left: number; depth: number };
}

export interface UserFunction {
  readonly file: SourceFile;
  readonly parameters: readonly string[];
  readonly variadic?: string;
  readonly result: HclExpression;
}
