/** How it went to say something in one channel of GitHub. */
export type Delivery =
  | {
      readonly ok: true;
      /** Lines for the log: what was posted, what is listed elsewhere. */
      readonly said: readonly string[];
    }
  | {
      readonly ok: false;
      /** What was lost and why, one sentence without a full stop (`no check run was made: ...`). */
      readonly lost: string;
      /** What to do to get it (`give the job checks: write`), where there is something to do. */
      readonly grant?: string;
    };
