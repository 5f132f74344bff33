/** Commands on users and groups. */
import type { Random } from "../../variants/random.ts";

/** Some of a list, in any order. */
export function subset(random: Random, all: readonly string[], most: number): readonly string[] {
  return random.shuffled(all).slice(0, random.between(0, most));
}

const ACCOUNT_NAMES = ["web", "app", "nginx"];

/** Debian's own tools and those of shadow. */
export const debianAccounts: Readonly<Record<string, (random: Random) => string>> = {
  useradd: (random) =>
    `useradd ${subset(random, ["-u 1500", "-u 101", "-u 33", "-r", "-m", "-M", "-N", "-U", "-g crew", "-g 1600", "-g users", "-g www-data", "-G crew,audio", "-G crew", "-s /bin/bash", "-s /usr/sbin/nologin", "-s /bin/false", "-d /srv/x", "-o", "-c 'a b'", "-l", "--system", "--uid 999", "--gid 50", "--no-create-home", "--create-home", "--home-dir /w/h", "-rMs /bin/false", "-mU", "-b /srv", "-K UID_MIN=5000"], 4).join(" ")} ${random.pick(ACCOUNT_NAMES)}`,
  adduser: (random) =>
    random.chance(0.2)
      ? `adduser ${random.pick(["www-data", "web", "--quiet www-data"])} ${random.pick(["crew", "audio"])}`
      : `adduser ${random.pick(["", "--disabled-password --gecos '' ", "--system ", "--system --group ", "--disabled-login --gecos x "])}${subset(random, ["--no-create-home", "--uid 1500", "--uid 101", "--gid 1600", "--ingroup crew", "--home /srv/x", "--shell /bin/bash", "--quiet", "--group", "--shell /usr/sbin/nologin", "--firstuid 2000", "--disabled-password", "--gecos ''", "--force-badname"], 3).join(" ")} ${random.pick(ACCOUNT_NAMES)}`,
  groupadd: (random) =>
    `groupadd ${subset(random, ["-g 1700", "-g 33", "-g 101", "-r", "-f", "-o", "--system", "--gid 1500", "-U www-data"], 2).join(" ")} ${random.pick(["web", "app", "crew", "www-data", "team"])}`,
  addgroup: (random) =>
    `addgroup ${subset(random, ["--system", "--gid 1700", "--gid 101", "--quiet"], 2).join(" ")} ${random.pick(["web", "team", "www-data crew", "web crew"])}`,
  usermod: (random) =>
    `usermod ${subset(random, ["-u 1501", "-g crew", "-g 33", "-G crew", "-aG crew,audio", "-a -G audio", "-l other", "-s /bin/bash", "-s /usr/sbin/nologin", "-L", "-d /srv/y", "-m", "-o", "-u 0", "-c x", "--groups crew", "--append --groups crew", "-rG audio"], 2).join(" ") || "-c x"} ${random.pick(["www-data", "web", "irc"])}`,
  groupmod: (random) =>
    `groupmod ${random.pick(["-g 1701", "-n team", "-g 1702 -n team", "-o -g 33", "--gid 1703", "--new-name gang"])} ${random.pick(["crew", "www-data", "web"])}`,
  userdel: (random) =>
    `userdel ${random.pick(["", "-r ", "-f ", "-rf "])}${random.pick(["www-data", "web", "irc"])}`,
  deluser: (random) =>
    random.pick([
      "deluser irc",
      "deluser --remove-home web",
      "deluser --quiet www-data",
      "deluser www-data crew",
      "deluser --system irc",
      "deluser --group crew",
    ]),
  groupdel: (random) => `groupdel ${random.pick(["crew", "audio", "-f www-data"])}`,
  delgroup: (random) =>
    random.pick([
      "delgroup crew",
      "delgroup --system audio",
      "delgroup www-data crew",
      "delgroup --only-if-empty crew",
    ]),
  gpasswd: (random) =>
    random.pick([
      "gpasswd -a www-data crew",
      "gpasswd -d www-data crew",
      "gpasswd -M irc,www-data crew",
      "gpasswd --add irc audio",
      "gpasswd -A irc crew",
    ]),
  others: (random) =>
    random.pick([
      "passwd -l www-data",
      "chsh -s /bin/bash www-data",
      "usermod -aG crew www-data && groupdel audio",
      "echo 'extra:x:1800:1800::/:/bin/sh' >> /etc/passwd",
      "sed -i 's/^irc:/chat:/' /etc/passwd",
      "sed -i /^irc:/d /etc/passwd",
      "groupadd -g 1800 x && useradd -u 1800 -g x y",
      "id web || useradd web",
      "getent group web || groupadd web",
      "useradd web && usermod -l site web && groupmod -n site web",
      "chage -M -1 www-data",
      "usermod -p x www-data",
      "echo 'www-data:x' | chpasswd",
    ]),
};

/** BusyBox's tools. */
export const busyboxAccounts: Readonly<Record<string, (random: Random) => string>> = {
  adduser: (random) =>
    random.chance(0.2)
      ? `adduser ${random.pick(["guest", "nobody", "web"])} ${random.pick(["crew", "audio"])}`
      : `adduser ${random.pick(["-D", "-S", "-SD", "-D -S"])} ${subset(random, ["-H", "-h /srv/x", "-u 1500", "-u 101", "-G crew", "-G www-data", "-g 'a b'", "-s /bin/sh", "-s /sbin/nologin", "-s /bin/false", "-u 1600", "-H"], 3).join(" ")} ${random.pick(ACCOUNT_NAMES)}`,
  addgroup: (random) =>
    `addgroup ${subset(random, ["-g 1700", "-S", "-g 82", "-g 101"], 2).join(" ")} ${random.pick(["web", "team", "crew", "www-data", "guest crew", "web crew"])}`,
  deluser: (random) =>
    random.pick([
      "deluser guest",
      "deluser --remove-home guest",
      "deluser guest crew",
      "deluser nobody",
      "deluser web",
    ]),
  delgroup: (random) =>
    random.pick(["delgroup crew", "delgroup guest crew", "delgroup audio", "delgroup web"]),
  others: (random) =>
    random.pick([
      "echo 'extra:x:1800:1800::/:/bin/sh' >> /etc/passwd",
      "sed -i 's/^guest:/chat:/' /etc/passwd",
      "addgroup -g 1800 x && adduser -D -u 1800 -G x y",
      "id web || adduser -D web",
      "getent group web || addgroup web",
      "passwd -l guest",
      "addgroup -S www && adduser -S -G www www",
      "echo 'guest:x' | chpasswd",
    ]),
};
