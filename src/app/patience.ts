/**
 * How many times longer than usual every limit of time is, by KEELCHECK_PATIENCE: for a machine that does much else at
 * the same time, and for tests, of which no answer may depend on the clock.
 */
export function patienceOf({
  KEELCHECK_PATIENCE: given,
}: Readonly<Record<string, string | undefined>>): number {
  const times = Number(given);
  return times >= 1 && times <= MOST ? times : 1;
}

const MOST = 100;
