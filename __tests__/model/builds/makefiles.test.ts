import { expect, test } from "vitest";
import { findBuilds } from "../../../src/model/builds/survey.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

type Tree = Readonly<Record<string, string>>;

const { policy } = loadPolicy(undefined, []);
const dockerfiles: Tree = {
  "web/Dockerfile": "FROM a\n",
  "api/Dockerfile": "FROM a\n",
  "api/base": "FROM a\n",
};

/** `dockerfile in context NAME=value tag` of what Makefiles build. */
function builds(tree: Tree): readonly string[] {
  const found = findBuilds({ workspace: memoryWorkspace({ ...dockerfiles, ...tree }), policy }).builds;
  return found.flatMap(({ from, dockerfile, context, args, tags, unread }) => {
    if (from === "default") return [];
    const given = Object.entries(args).map(([name, value]) => `${name}=${value}`);
    const folder = context.known ? context.value || "." : "?";
    return [`${dockerfile} in ${folder}${unread ? " ?" : ""}`, ...given, ...tags].join(" ");
  });
}

test.each<[what: string, makefile: string, expected: readonly string[]]>([
  [
    "programs that the shell looks for, the folder that make runs in, and what is known of a value in part",
    "DOCKER = $(shell which docker)\nBUILD = $(DOCKER) build --platform=$(PLATFORM) --network=$(NET)\nHERE := $(CURDIR)\nimage:\n\t@$(BUILD) -f $(HERE)/web/Dockerfile -t shop/web:$(TAG) $(HERE)/web\n",
    ["web/Dockerfile in web shop/web:*"],
  ],
  [
    "the first program that is there, with Docker among them",
    "DOCKER := $(shell command -v podman 2>/dev/null || command -v docker)\nimage:\n\t$(DOCKER) build web\n",
    ["web/Dockerfile in web"],
  ],
  [
    "the folder that make runs in, from another one",
    "image:\n\tcd api && docker build -f $(CURDIR)/api/base $(CURDIR)/web\n",
    ["api/base in web"],
  ],
  [
    "back in the folder that make runs in",
    "image:\n\tcd api && cd $(CURDIR) && docker build web\n",
    ["web/Dockerfile in web"],
  ],
  [
    "a template with arguments, behind a test",
    'define build\n\tif [ "$(BASES)" = "true" ]; then \\\n\t\tdocker build -f $(1)/$(2) $(3) -t shop/$(1)-base . ; \\\n\tfi\nendef\nimages:\n\t@$(call build,api,base,--build-arg V=1)\n\t@$(call build,web,Dockerfile)\n',
    ["api/base in . V=1 shop/api-base", "web/Dockerfile in . shop/web-base"],
  ],
  [
    "a template that is several lines",
    "define build\ndocker build $(1)\ndocker tag x $(1)\nendef\nweb:\n\t$(call build,$@)\n",
    ["web/Dockerfile in web"],
  ],
  [
    "a template that nothing understood uses",
    "define build\n\tdocker build --build-arg V=$(V) -t shop/$(1) api\nendef\n$(foreach one,$(wildcard *),$(eval $(call build,$(one))))\nV = 2\n",
    ["api/Dockerfile in api V=2 shop/*"],
  ],
  [
    "rules that a template makes",
    "define image\nimage-$(1):\n\tdocker build -t shop/$(1):$$(TAG) $(1)\nendef\n$(foreach one,web api,$(eval $(call image,$(one))))\nTAG = 3\n",
    ["api/Dockerfile in api shop/api:3", "web/Dockerfile in web shop/web:3"],
  ],
  [
    "one rule for several targets",
    "IMAGES = web api\n$(IMAGES):\n\tdocker build -t shop/$@ $@\n",
    ["api/Dockerfile in api shop/api", "web/Dockerfile in web shop/web"],
  ],
  [
    "a pattern with its targets",
    "IMAGES = web api\n$(IMAGES:%=image-%): image-%: %/Dockerfile\n\tdocker build -f $< -t shop/$* $*\n",
    ["api/Dockerfile in api shop/api", "web/Dockerfile in web shop/web"],
  ],
  [
    "a pattern, and what the rules ask of it",
    "all: image-web\nimage-%:\n\tdocker build -t shop/$* $*\n",
    ["web/Dockerfile in web shop/web"],
  ],
  [
    "what is added, and what is set on a condition that can be told",
    'ARGS = --build-arg A=1\nARGS += --build-arg B=2\nMODE ?= release\nifeq ($(MODE), release)\n  ARGS += --build-arg C=3\nelse ifeq "$(MODE)" "debug"\nARGS = --target debug\nelse\n  ARGS =\nendif\nimage:\n\tdocker build $(ARGS) web\n',
    ["web/Dockerfile in web A=1 B=2 C=3"],
  ],
  [
    "what is set on a condition that nobody can tell",
    "V = 1\nifdef RELEASE\nV = 2\nendif\nimage:\n\tdocker build --build-arg V=$(V) web\n",
    ["web/Dockerfile in web V=null"],
  ],
  [
    "a variable of one target alone",
    "V = 1\nimage: V = 2\nimage:\n\tdocker build --build-arg V=$(V) web\n",
    ["web/Dockerfile in web V=null"],
  ],
  [
    "functions of words",
    "DIRS = api/x.d web/y.d\nNAMES := $(sort $(patsubst %/,%,$(dir $(DIRS))))\nimage:\n\tdocker build $(lastword $(filter-out api,$(NAMES)))\n",
    ["web/Dockerfile in web"],
  ],
  [
    "a line that is continued over line ends of another system",
    "image:\r\n\tdocker build \\\r\n\t  --build-arg V=1 \\\r\n\t  web\r\n",
    ["web/Dockerfile in web V=1"],
  ],
  ["variables of the shell", "image:\n\tname=web; docker build $$name\n", ["web/Dockerfile in web"]],
  ["a variable in single quotes", "D = web\nimage:\n\tdocker build '$(D)'\n", ["web/Dockerfile in web"]],
  [
    "one that is not known, in single quotes",
    "image:\n\tdocker build -f 'api/base' '$(D)'\n",
    ["api/base in ?"],
  ],
  [
    "what never ends",
    "A = $(A)$(A)\nB = $(B) x\nC := $(foreach a,1 2 3 4 5 6 7 8 9,$(A))\nimage:\n\tdocker build --build-arg V=$(A)$(B)$(C) web\n",
    ["web/Dockerfile in web V=null"],
  ],
])("%s", (_, makefile, expected) => {
  expect(builds({ Makefile: makefile })).toEqual(expected);
});

const CHILD =
  "SET = 1\nall: image\nimage:\n\tdocker build -f $(CURDIR)/web/Dockerfile --build-arg V=$(V) --build-arg S=$(SET) web\nother:\n\tdocker build -f api/base --build-arg V=$(V) api\n";

test.each<[what: string, tree: Tree, expected: readonly string[]]>([
  [
    "from another folder, with variables",
    { Makefile: "V = 2\nimages:\n\tmake -f $(CURDIR)/ops/Makefile all -e V=$(V)\n", "ops/Makefile": CHILD },
    ["web/Dockerfile in web V=2 S=1"],
  ],
  [
    "what a call sets anew, and what it leaves out",
    {
      Makefile: "images:\n\t$(MAKE) -C . -f ops/Makefile V=3 SET=$(UNTOLD) other image\n",
      "ops/Makefile": CHILD,
    },
    ["api/base in api V=3", "web/Dockerfile in web V=3 S=null"],
  ],
  [
    "what its caller exports",
    { Makefile: "export V = 4\nimages:\n\t+$(MAKE) -f ops/Makefile\n", "ops/Makefile": CHILD },
    ["web/Dockerfile in web V=4 S=1"],
  ],
  [
    "in its own folder, once for each of several",
    {
      Makefile: "images:\n\t$(MAKE) -C web V=5\n\t$(MAKE) --directory=api V=6\n",
      "web/Makefile": "image:\n\tdocker build --build-arg V=$(V) .\n",
      "api/Makefile": "image:\n\tdocker build --build-arg V=$(V) .\n",
    },
    ["api/Dockerfile in api V=6", "web/Dockerfile in web V=5"],
  ],
  [
    "itself, with what it does not set",
    {
      Makefile:
        "images:\n\t$(MAKE) image NAME=web\n\t$(MAKE) image NAME=api\nimage:\n\tdocker build $(NAME)\n",
    },
    ["api/Dockerfile in api", "web/Dockerfile in web"],
  ],
  [
    "each other, for ever",
    {
      Makefile: "image:\n\tdocker build web\n\t$(MAKE) -C api V=$(V)x\n",
      "api/Makefile": "image:\n\tdocker build .\n\t$(MAKE) -C .. V=$(V)y\n",
    },
    ["api/Dockerfile in api", "web/Dockerfile in web"],
  ],
])("a Makefile is called %s", (_, tree, expected) => {
  expect(builds(tree)).toEqual(expected);
});

test("a build whose Dockerfile a variable names leaves those alone that are called otherwise", () => {
  const twoStages = "FROM a AS dev\nFROM dev\n";
  const tree = {
    ".github/workflows/x.yml": "jobs: {a: {steps: [{run: make images}]}}",
    Makefile: "%:\n\tdocker build -f api/$@ --target dev $(MORE) api\n",
    "api/Dockerfile": twoStages,
    "web/Dockerfile": twoStages,
  };
  const { builds: all } = findBuilds({ workspace: memoryWorkspace(tree), policy });
  expect(all.flatMap(({ dockerfile, unread }) => (unread === undefined ? [] : [dockerfile]))).toEqual([
    "api/Dockerfile",
  ]);
});
