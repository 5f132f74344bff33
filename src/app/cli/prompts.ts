/** Questions at a terminal. The only user of clack, which is loaded when something is asked. */
import type { Readable, Writable } from "node:stream";

/** One of several answers. */
export interface Offer<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** A terminal that asks; each answer is `undefined` where the person gives up. */
export interface Prompts {
  readonly several: <Value extends string>(
    question: string,
    choices: readonly Offer<Value>[],
  ) => Promise<readonly Value[] | undefined>;
  readonly one: <Value extends string>(
    question: string,
    choices: readonly Offer<Value>[],
  ) => Promise<Value | undefined>;
  readonly confirm: (question: string) => Promise<boolean | undefined>;
}

/** Asks by arrow keys, with everything chosen that is offered. */
export function terminalPrompts(input: Readable, output: Writable): Prompts {
  const streams = { input, output };
  const load = () => import("@clack/prompts");
  return {
    async several(message, choices) {
      const { multiselect, isCancel } = await load();
      const initialValues = choices.map(({ value }) => value as string);
      const options = choices.map((choice) => ({ ...choice, value: choice.value as string }));
      const answer = await multiselect({ message, options, initialValues, required: false, ...streams });
      return isCancel(answer)
        ? undefined
        : choices.map(({ value }) => value).filter((one) => answer.includes(one));
    },
    async one(message, choices) {
      const { select, isCancel } = await load();
      const options = choices.map((choice) => ({ ...choice, value: choice.value as string }));
      const answer = await select({ message, options, ...streams });
      return isCancel(answer) ? undefined : choices.find(({ value }) => value === answer)?.value;
    },
    async confirm(message) {
      const { confirm, isCancel } = await load();
      const answer = await confirm({ message, ...streams });
      return isCancel(answer) ? undefined : answer;
    },
  };
}
