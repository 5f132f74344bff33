/** Commands on files and accounts, composed by chance in the ways that people write them. */
import { type Random, randomFrom } from "../../variants/random.ts";
import { busyboxAccounts, debianAccounts, subset } from "./account-forms.ts";

export type ToolSystem = "debian" | "busybox";

/** One text of a RUN line, as it is run on a system. */
export interface ToolForm {
  readonly name: string;
  readonly system: ToolSystem;
  /** What is there before it. */
  readonly before: string;
  readonly text: string;
}

const TREE = [
  "mkdir -p /w/src/d /w/dst /w/full/src && cd /w && echo a > src/a && echo b > src/d/b && echo n > new.txt",
  "echo f > full/a && chown 33:34 src/a full && chmod 640 src/a && chmod 2755 full && ln -s a src/l && ln -s src sl",
  "ln -s nowhere broken && ln -s src/a la && ln -s /w/full abs",
  "printf 'user www-data;\\n# comment\\nlisten 80;\\n  listen [::]:80;\\nserver_name x;\\n' > conf",
].join(" && ");

const SOURCES =
  "src src/ src/. src/a src/d src/l sl sl/ sl/. la new.txt conf abs abs/. full full/a src/*".split(" ");
const TARGETS = "dst dst/ dst/x new new/ full full/ sl la broken conf /w/dst . full/src dst/. abs abs/".split(
  " ",
);

const MODES =
  "600 0755 u+x a=rX g+s +t o= u=g a+X 2770 go-rwx +x -w u=rwx,go=rx g=u 4755 =r a-x,u+X o+w,+t".split(" ");
// This BusyBox gives the group 0 where none is named.
const BUSYBOX_OWNERS = ["7:8", "root:www-data", "33:34"];
const OWNERS = "7 7:8 :8 www-data www-data: 7: www-data:7 root:www-data 33.34".split(" ");

const FILE_COMMANDS: Readonly<Record<string, (random: Random, system: ToolSystem) => string>> = {
  cp: (random, system) => {
    const flags = subset(
      random,
      system === "debian"
        ? [
            "-r",
            "-R",
            "-a",
            "-p",
            "-f",
            "-L",
            "-P",
            "-H",
            "-d",
            "-T",
            "-n",
            "-u",
            "-l",
            "-s",
            "--parents",
            "-v",
            "-rp",
            "--preserve=mode",
            "--remove-destination",
            "-aT",
          ]
        : ["-r", "-R", "-a", "-p", "-f", "-L", "-P", "-H", "-d", "-T", "-l", "-s", "-u", "-rp"],
      3,
    );
    if (random.chance(0.12))
      return `cp ${flags.join(" ")} -t ${random.pick(TARGETS)} ${random.pick(SOURCES)}`;
    const two = random.chance(0.15) ? ` ${random.pick(SOURCES)}` : "";
    return `cp ${random.chance(0.5) ? "-r " : ""}${flags.join(" ")} ${random.pick(SOURCES)}${two} ${random.pick(TARGETS)}`;
  },
  mv: (random) =>
    `mv ${subset(random, ["-f", "-n", "-T"], 1).join(" ")} ${random.pick(SOURCES)} ${random.pick(TARGETS)}`,
  install: (random, system) => {
    // BusyBox takes the letters of a mode from 755 on, which is not read, and an owner with a group of its own.
    const own = system === "debian" ? ["-o 7", "-g 8", "-m u=rwx", "-p"] : ["-o 7 -g 8"];
    const flags = subset(random, ["-m 600", "-D", ...own], 3).join(" ");
    const folder = system === "debian" ? random.pick(TARGETS) : "dst";
    if (random.chance(0.35))
      return `install -d ${flags.replace("-D", "").replace("-p", "")} ${folder} dst/y/z`;
    return `install ${flags} ${random.pick(["src/a", "new.txt", "la", "conf"])} ${random.pick(TARGETS)}`;
  },
  ln: (random) =>
    `ln ${subset(random, ["-s", "-s", "-f", "-n", "-T", "-sf", "-sfn"], 3).join(" ")} ${random.pick(["src/a", "/w/src", "../x", "new.txt", "src/", "."])} ${random.pick(TARGETS)}`,
  chown: (random, system) =>
    `chown ${subset(random, ["-R", "-R", "-h", "-H", "-L", "-P"], 2).join(" ")} ${random.pick(system === "debian" ? OWNERS : BUSYBOX_OWNERS)} ${random.pick([...SOURCES, "dst", "."])}`,
  chgrp: (random, system) =>
    system === "busybox"
      ? "chown 33:8 src/a"
      : `chgrp ${subset(random, ["-R", "-h", "-RH", "-RL"], 1).join(" ")} ${random.pick(["8", "www-data"])} ${random.pick(SOURCES)}`,
  chmod: (random) =>
    `chmod ${subset(random, ["-R"], 1).join(" ")} ${random.pick(MODES)} ${random.pick([...SOURCES, "dst", "."])}`,
  mkdir: (random) =>
    `${random.chance(0.3) ? `umask ${random.pick(["077", "002", "g=rwx", "u=rwx,g=rx,o="])} && ` : ""}mkdir ${subset(random, ["-p", "-p", "-m 700", "-m 2775", "-m a=rwx"], 2).join(" ")} ${random.pick(["new", "new/x/y", "dst/y", "full/y", "sl/y", "abs/n/m", "dst"])}`,
  touch: (random) =>
    `${random.chance(0.3) ? "umask 077 && " : ""}touch ${random.pick(["x", "dst/x", "sl/x", "broken", "la", "src/a", "full/t", "-c gone"])}`,
  write: (random) =>
    `echo ${random.pick(["z", "-n z", "'z z'"])} ${random.pick([">", ">>"])} ${random.pick(["x", "la", "broken", "conf", "full/t", "sl/a", "new.txt"])}`,
  tee: (random) =>
    `echo t | tee ${random.pick(["", "-a "])}${random.pick(["x", "conf", "la full/q"])} >/dev/null`,
  rm: (random) =>
    `rm ${random.pick(["-f", "-rf", "-r", "-rf"])} ${random.pick([...SOURCES, "broken", "src/d/", "sl", "sl/*", "dst", "full"])}`,
  rmdir: (random) => `rmdir ${random.pick(["dst", "src/d", "full/src", "-p full/src"])}`,
  find: (random, system) => {
    const tests = subset(
      random,
      [
        "-type f",
        "-type d",
        "-type l",
        "-name 'a'",
        "-name '*'",
        "! -name b",
        "-path '*d*'",
        "-mindepth 1",
        "-maxdepth 1",
        "-name '*.txt'",
        "-not -type d",
      ],
      2,
    );
    const action = random.pick([
      `-exec chmod ${random.pick(MODES)} {} +`,
      `-exec chmod ${random.pick(MODES)} {} \\;`,
      `-exec chown ${random.pick(system === "debian" ? OWNERS : BUSYBOX_OWNERS)} {} \\;`,
      "-exec chown -h 7:8 {} +",
      "-delete",
      "-exec rm -f {} +",
      "-exec sed -i s/a/q/ {} +",
      `| xargs chmod ${random.pick(MODES)}`,
      "-print0 | xargs -0 chown 7:8",
    ]);
    const depths = tests.filter((one) => one.includes("depth"));
    const order = [...depths, ...tests.filter((one) => !depths.includes(one))];
    return `find ${random.pick(["src", ".", "sl", "sl/", "/w/full", "src full", "new.txt"])} ${order.join(" ")} ${action}`;
  },
  sed: (random) =>
    `sed ${sedOptions(random)} ${random.pick(["conf", "conf", "conf", "src/a", "la", "src/* conf"])}`,
};

function sedOptions(random: Random): string {
  const count = random.chance(0.25) ? 2 : 1;
  const scripts = Array.from({ length: count }, () => `-e '${sedScript(random)}'`);
  const first = count === 1 && random.chance(0.6) ? [scripts[0]?.slice(3) ?? ""] : scripts;
  return `${random.pick(["-i", "-i", "-i.bak", "-i -n", "-ni", "-i -E", "-Ei", "-ri", "-i -s", "--in-place", "--in-place=.orig"])} ${first.join(" ")}`;
}

function sedScript(random: Random): string {
  const address = random.pick([
    "",
    "",
    "",
    "",
    "1",
    "$",
    "2,3",
    "/listen/",
    "/^#/",
    "/user/,/listen/",
    "2,$",
    "/x/!",
    "1!",
    "/nope/",
    "3,+1",
    "\\,listen,",
    "/listen/,$",
    "2,/x/",
    "/user/,+1",
    "0,/listen/",
    "/LISTEN/I",
    "1~2",
  ]);
  const command = random.pick([
    "s/80/8080/",
    "s/80/8080/g",
    "s/[0-9]\\+/81/",
    "s|listen|Listen|",
    "s/listen/&s/",
    "s/\\(li\\)\\(sten\\)/\\2\\1/",
    "s/e/E/2",
    "s/^/  /",
    "s/;$//",
    "s/.*/x/",
    "d",
    "p",
    "a new line",
    "i\\before",
    "c\\changed",
    "a\\\n  two",
    "s/user .*/user web;/",
    "s/^ *//",
    "s/[[:space:]]\\+/ /g",
    "s/#\\s*comment/&!/",
    "s/WWW/x/I",
    "y/abc/xyz/",
    "q",
    "s/(li|us)/X/",
    "s/x|y/Z/g",
    "s/\\//-/",
    "s/a*/-/g",
    "n;d",
    "s/www-data/nginx/w /dev/stdout",
    "$!N;s/\\n/ /",
    "=",
    "{s/80/81/;s/81/82/}",
    "s/u\\?s/U/",
    "s/l\\{1,2\\}/L/",
    "s/\\bx\\b/y/",
    "s/\\<li/LI/",
    "s/[^a-z]/_/g",
    "s/a\\|b/c/g",
    "s/$/\\n#end/",
    "s/listen/\\U&/",
    "r /w/new.txt",
    "D",
    "G",
  ]);
  return `${address}${command}`;
}

/** Command lines, the same for the same seed. */
export function toolForms(count: number, seed: string): readonly ToolForm[] {
  return Array.from({ length: count }, (_, index): ToolForm => {
    const random = randomFrom(`${seed}tools ${index}`);
    const system = random.pick(["debian", "busybox"] as const);
    const onFiles = random.chance(0.6);
    const number = random.pick([1, 1, 2, 2, 3]);
    if (onFiles) {
      const names = Object.keys(FILE_COMMANDS);
      const parts = Array.from(
        { length: number },
        () => FILE_COMMANDS[random.pick(names)]?.(random, system) ?? "",
      );
      return { name: `${index}`, system, before: TREE, text: `cd /w && ${parts.join(" && ")}` };
    }
    const table = system === "debian" ? debianAccounts : busyboxAccounts;
    const parts = Array.from(
      { length: number },
      () => table[random.pick(Object.keys(table))]?.(random) ?? "",
    );
    const before = system === "debian" ? "groupadd -g 1600 crew" : "addgroup -g 1600 crew";
    return { name: `${index}`, system, before, text: parts.join(" && ") };
  });
}
