/** What a program makes of the user that it is started as, by the name of its file. */
import { baseName } from "../../container-path.ts";
import { type DaemonStart, daemonStepsDown, isDaemon } from "./daemons.ts";
import { isServer } from "./servers.ts";
import { isInterpreter, isShell } from "./shells.ts";
import { isIdle, isInit, isSupervisor } from "./tools.ts";

// php-fpm with its version behind it (Alpine, RHEL) or within (the name of Debian's service).
const PHP_FPM = /^php-fpm[\d.]*$|^php[\d.]+-fpm$/;

// These keep the user that they are started as. A program in neither list may step down: it cannot be told.
const KEEPS_USER =
  /^(npm|npx|yarn|pnpm|bun|deno|pip3?|flask|django-admin|uvicorn|hypercorn|daphne|celery|java|irb|rails|puma|bundle|rake|dotnet|go|air|cargo|caddy|traefik|serve|http-server|next|nuxt|vite|webpack|tsx|ts-node|nodemon|pm2|pm2-runtime|forever|jupyter|streamlit|fastapi|watchmedo|make|php-server|prometheus|nats-server|vault|minio|etcd|kubectl|terraform|mkdocs|hugo|jekyll|redis-server|valkey-server)$/;

// Scripts of Tomcat, ZooKeeper and Kafka: they start the virtual machine, and nothing besides.
const STARTS_JAVA = /^(catalina|zkServer|kafka-server-start|kafka-run-class)\.sh$/;

/** Whether a script is a product's own, of which it is known what it starts. */
export function isProductScript(program: string): boolean {
  return STARTS_JAVA.test(baseName(program));
}

/** Whether a program is php-fpm. */
export function isPhpFpm(program: string): boolean {
  return PHP_FPM.test(baseName(program));
}

/** Whether a program that is started as root does its work as another user: `undefined` when it cannot be told. */
export function stepsDownByItself(start: DaemonStart): boolean | undefined {
  const name = baseName(start.program);
  if (isServer(name)) return true;
  // With -R its pools may be root's.
  if (PHP_FPM.test(name))
    return start.args.some((arg) => /^(-[DFO]*R|--allow-to-run-as-root)/.test(arg ?? "")) ? undefined : true;
  return keepsUser(name) ? false : daemonStepsDown(start);
}

function keepsUser(name: string): boolean {
  return (
    KEEPS_USER.test(name) || isProductScript(name) || isShell(name) || isInterpreter(name) || isIdle(name)
  );
}

/** Whether a program is one of those whose work is known: it is no wrapper of another. */
export function doesOwnWork(program: string): boolean {
  const name = baseName(program);
  return isServer(name) || PHP_FPM.test(name) || keepsUser(name) || isDaemon(name);
}

/** Whether a server goes into the background by itself. */
export function goesToBackground(program: string): boolean {
  const name = baseName(program);
  return isServer(name) || PHP_FPM.test(name) || /^(sshd|vsftpd|named|dnsmasq|dovecot|unbound)$/.test(name);
}

/** Whether a program must be root, to become the users that it works for. */
export function becomesAnybody(program: string): boolean {
  return isSupervisor(program) || /^(crond?|atd|login|smbd|systemd)$/.test(baseName(program));
}

const FOR_ALL_USERS =
  /^(sshd|dropbear|login|vsftpd|proftpd|pure-ftpd|smbd|dovecot|xrdp|crond?|systemd|init|s6-svscan|runsvdir)$/;

/** Whether a program starts work as any user that the system has: the login, the share, the mailbox, a crontab. */
export function worksForAllUsers(program: string): boolean {
  return FOR_ALL_USERS.test(baseName(program));
}

// They do their work as other users, or cannot do it but as root.
const NEEDS_ROOT =
  /^(cron|crond|anacron|busybox|rsyslogd|syslogd|syslog-ng|dockerd|containerd|keepalived|postfix|master|saslauthd|named|chronyd|ntpd|inetd|xinetd|fail2ban-server|strongswan|charon|openvpn|slapd|mysqld|mysqld_safe|mariadbd|mariadbd-safe|haproxy|squid|exim4?|dbus-daemon|auditd|supervisord|s6-svscan|runsvdir)$/;

/** Whether a daemon is started as root rightly. */
export function needsRoot(program: string): boolean {
  return NEEDS_ROOT.test(baseName(program));
}

/** Whether a program most likely is one that starts others, as whom it likes: a script that is not in the repo, an init. */
export function isOpaqueStarter(program: string): boolean {
  return /\.(sh|bash)$|entry-?point|^(init|s6-svscan|systemd)$/.test(baseName(program)) || isInit(program);
}
