/** What is used of zod, name by name: taken as a whole, it comes with its messages in sixty languages. */
export type { core, infer, input, ZodOptional, ZodType } from "zod";
export {
  array,
  boolean,
  enum,
  int,
  looseObject,
  null,
  number,
  record,
  strictObject,
  string,
  toJSONSchema,
  union,
  unknown,
} from "zod";
