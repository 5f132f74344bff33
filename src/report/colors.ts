import picocolors from "picocolors";
import type { Severity } from "../finding.ts";

type Paint = (text: string) => string;

/** How the parts of a report are painted; without colour each of them hands its text back. */
export interface Colors extends Readonly<Record<Severity, Paint>> {
  readonly title: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
}

/** The colours of the terminal, or none. */
export function colors(enabled: boolean): Colors {
  const paint = picocolors.createColors(enabled);
  return {
    error: (text) => paint.bold(paint.red(text)),
    warning: (text) => paint.bold(paint.yellow(text)),
    notice: (text) => paint.bold(paint.cyan(text)),
    title: (text) => paint.bold(paint.underline(text)),
    strong: paint.bold,
    faint: paint.dim,
    good: paint.green,
  };
}
