import type { Image, Stage } from "./image.ts";

/** A stage, and the image of the repo that it belongs to where that is another than the one it was asked for. */
export interface StageBelow {
  readonly stage: Stage;
  readonly image?: Image;
}

/** A stage and those that it starts from, the nearest first, through other images of the repo. A row of them has no depth. */
export function* stagesDown(top: Stage): Generator<StageBelow> {
  let at: StageBelow = { stage: top };
  for (;;) {
    yield at;
    const { base } = at.stage;
    if (base.kind === "stage") at = { ...at, stage: base.stage };
    else if (base.kind === "image") at = { stage: base.image.final, image: base.image };
    else return;
  }
}

/** The stage at the bottom, which starts from a registry, from scratch or from what is not known. */
export function bottomStage(top: Stage): Stage {
  let bottom = top;
  for (const { stage } of stagesDown(top)) bottom = stage;
  return bottom;
}

/** The images of the repo that a stage is built on, the nearest first. */
export function imagesBelow(top: Stage): readonly Image[] {
  return Array.from(stagesDown(top)).flatMap(({ stage }) =>
    stage.base.kind === "image" ? [stage.base.image] : [],
  );
}

/** A stage and those of its own Dockerfile that it starts from. */
export function ownStagesDown(top: Stage): readonly Stage[] {
  const own: Stage[] = [];
  for (const { stage, image } of stagesDown(top)) {
    if (image !== undefined) break;
    own.push(stage);
  }
  return own;
}
