/** The inputs of actions that build an image, by the names that each action gives them. */

/** Which input says what; `tags` joins those of `image` and of `tag` where both are named. */
export interface BuildAction {
  readonly uses: RegExp;
  readonly context?: string;
  /** What the context is where none is given; absent: the repo at the commit. */
  readonly contextElse?: string;
  readonly file: readonly string[];
  readonly target?: string;
  readonly args?: string;
  /** Arguments stand between commas. */
  readonly commas?: true;
  readonly contexts?: string;
  readonly tags?: string;
  /** The name that the tags are of. */
  readonly image?: string;
  /** Options as they stand on the builder's command line. */
  readonly options?: string;
  readonly buildah?: true;
  /** The Dockerfile counts from the context too. */
  readonly fileInContext?: true;
  /** Without the input for its Dockerfile it builds none. */
  readonly needsFile?: true;
}

// As the action.yml of each has them.
const actions: readonly BuildAction[] = [
  {
    uses: /^(?:docker|depot|useblacksmith)\/build-push-action@/,
    context: "context",
    file: ["file"],
    target: "target",
    args: "build-args",
    contexts: "build-contexts",
    tags: "tags",
  },
  {
    uses: /^redhat-actions\/buildah-build@/,
    context: "context",
    contextElse: ".",
    file: ["containerfiles", "dockerfiles"],
    args: "build-args",
    image: "image",
    tags: "tags",
    options: "extra-args",
    buildah: true,
    needsFile: true,
  },
  {
    uses: /^aevea\/action-kaniko@/,
    context: "path",
    contextElse: ".",
    file: ["build_file"],
    target: "target",
    image: "image",
    tags: "tag",
    options: "extra_args",
    fileInContext: true,
  },
  {
    uses: /^int128\/kaniko-action@/,
    context: "context",
    contextElse: ".",
    file: ["file"],
    target: "target",
    args: "build-args",
    tags: "tags",
    options: "kaniko-args",
    fileInContext: true,
  },
  {
    uses: /^mr-smithers-excellent\/docker-build-push@/,
    context: "directory",
    contextElse: ".",
    file: ["dockerfile"],
    target: "target",
    args: "buildArgs",
    commas: true,
    image: "image",
    tags: "tags",
  },
  {
    uses: /^elgohr\/Publish-Docker-Github-Action@/i,
    context: "workdir",
    contextElse: ".",
    file: ["dockerfile"],
    args: "buildargs",
    options: "buildoptions",
    commas: true,
    image: "name",
    tags: "tags",
    fileInContext: true,
  },
  {
    uses: /^whoan\/docker-build-with-cache-action@/,
    context: "context",
    contextElse: ".",
    file: ["dockerfile"],
    image: "image_name",
    tags: "image_tag",
    options: "build_extra_args",
    fileInContext: true,
  },
];

/** The action that a step uses, where it is one that builds. */
export function buildAction(uses: string): BuildAction | undefined {
  return actions.find((action) => action.uses.test(uses));
}
