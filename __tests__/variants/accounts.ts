import { line, run, type Step } from "./dockerfile-steps.ts";
import type { Random } from "./random.ts";
import type { Account, System } from "./variant.ts";

const NAMES = ["web", "www", "shop", "svc", "appuser", "runner", "deploy", "node-app", "edge_1", "portal"];

/** An account with a name that no base has, and a number that no base takes. */
export function someAccount(random: Random): Account {
  return { name: random.pick(NAMES), uid: random.between(1500, 1999) };
}

/** Steps that make an account: written out, by variables with a default, or only where it is not there yet. */
export function accountSteps(random: Random, system: System, account: Account): readonly Step[] {
  const make = system === "alpine" ? makeOnAlpine : makeOnDebian;
  const { name, uid } = account;
  const plain = () => [run(...make(random, account))];
  const declared = (keyword: string, separator: string) => [
    line(keyword, `SERVICE_USER${separator}${name}`),
    line(keyword, `SERVICE_UID${separator}${uid}`),
    run(...make(random, account).map((command) => byVariables(random, command, account))),
  ];
  const guard = random.pick([`getent passwd ${name} >/dev/null ||`, `id -u ${name} >/dev/null 2>&1 ||`]);
  return random.pick([
    plain,
    plain,
    plain,
    () => declared("ARG", "="),
    () => declared("ENV", "="),
    () => declared("ENV", " "),
    () => [
      run(
        `${guard} ${system === "alpine" ? `adduser -D -H -u ${uid} ${name}` : `useradd -r -u ${uid} ${name}`}`,
      ),
    ],
  ])();
}

function byVariables(random: Random, command: string, { name, uid }: Account): string {
  const [user, id] = [
    random.pick(["$SERVICE_USER", "${SERVICE_USER}", '"$SERVICE_USER"']),
    random.pick(["$SERVICE_UID", "${SERVICE_UID}", "${SERVICE_UID:-1234}"]),
  ];
  return command
    .split(/([ =])/)
    .map((word) => (word === name ? user : word === String(uid) ? id : word))
    .join("");
}

/** Commands that make an account with a group of its own name, by shadow's tools or Debian's. */
function makeOnDebian(random: Random, account: Account): readonly string[] {
  return random.pick([withUseradd, withGroupAndUseradd, withGroupAndUseradd, withAdduser, withAddgroup])(
    random,
    account,
  );
}

/** Commands that make an account with a group of its own name, by BusyBox. */
function makeOnAlpine(random: Random, { name, uid }: Account): readonly string[] {
  const idle = random.chance(0.5) ? ["-S"] : [];
  const group = spelled(random, "addgroup", name, [`-g ${uid}`, ...idle]);
  const rest = [
    `-u ${uid}`,
    random.pick(["-D", "-S", "-S -D"]),
    ...(random.chance(0.5) ? ["-H"] : []),
    ...(random.chance(0.4) ? [random.pick(["-s /sbin/nologin", "-s /bin/false"])] : []),
    ...(random.chance(0.3) ? ["-h /srv"] : []),
    ...(random.chance(0.3) ? [`-g "${name} account"`] : []),
  ];
  if (random.chance(0.2)) return [spelled(random, "adduser", name, [`-u ${uid}`, "-D"])];
  return [group, spelled(random, "adduser", name, [...rest, `-G ${name}`])];
}

type Way = (random: Random, account: Account) => readonly string[];

const withUseradd: Way = (random, { name, uid }) => [
  spelled(random, "useradd", name, [
    id(random, uid),
    ...habits(random),
    ...(random.chance(0.5) ? [random.pick(["-U", "--user-group"])] : []),
  ]),
];

const withGroupAndUseradd: Way = (random, { name, uid }) => {
  const gid = random.pick([`--gid ${uid}`, `-g ${uid}`, `--gid=${uid}`]);
  const system = random.chance(0.4) ? [random.pick(["-r", "--system"])] : [];
  const group = random.pick([`-g ${name}`, `--gid ${name}`, `--gid=${name}`, `-g ${uid}`]);
  return [
    spelled(random, "groupadd", name, [gid, ...system]),
    spelled(random, "useradd", name, [id(random, uid), group, ...habits(random)]),
  ];
};

const withAdduser: Way = (random, { name, uid }) => [
  spelled(
    random,
    "adduser",
    name,
    random.pick([
      ["--system", "--group", `--uid ${uid}`, "--no-create-home"],
      ["--system", "--group", `--uid ${uid}`, "--home /srv", "--disabled-login"],
      ["--disabled-password", '--gecos ""', `--uid ${uid}`],
      ["--disabled-password", "--gecos ''", `--uid ${uid}`, "--shell /usr/sbin/nologin"],
    ]),
  ),
];

const withAddgroup: Way = (random, { name, uid }) => [
  spelled(random, "addgroup", name, ["--system", `--gid ${uid}`]),
  spelled(random, "adduser", name, [
    "--system",
    `--uid ${uid}`,
    random.pick([`--ingroup ${name}`, `--gid ${uid}`]),
    ...(random.chance(0.5) ? ["--no-create-home"] : []),
    ...(random.chance(0.3) ? ["--quiet"] : []),
  ]),
];

function id(random: Random, uid: number): string {
  return random.pick([`--uid ${uid}`, `-u ${uid}`, `--uid=${uid}`, `-u${uid}`]);
}

function habits(random: Random): readonly string[] {
  return [
    ["-r", "--system", "-l"],
    ["-M", "--no-create-home", "-m", "--create-home"],
    ["-s /usr/sbin/nologin", "--shell /bin/false", "--shell=/sbin/nologin"],
    ["-d /srv", "--home-dir /srv", "--home /srv"],
    ['-c "runs the service"', "--comment service"],
  ].flatMap((ways) => (random.chance(0.35) ? [random.pick(ways)] : []));
}

/** GNU and BusyBox both take the name before, between and behind the options; behind is usual. */
function spelled(random: Random, program: string, name: string, options: readonly string[]): string {
  const words = random.shuffled(options);
  const all = random.chance(0.1) ? [name, ...words] : [...words, name];
  return [program, ...all].join(" ");
}
