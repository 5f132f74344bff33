import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../../.github/scripts/repo.ts";
import {
  isServer,
  onlyAsks,
  runsOfficialScripts,
  type ServerProgram,
  serverNamedIn,
  serverProgram,
} from "../../../src/model/stock/programs/servers.ts";
import { isPrompt, isShell, isShellScript, scriptReader } from "../../../src/model/stock/programs/shells.ts";
import {
  isAccountMaker,
  isAccountTool,
  isInit,
  isStepDownTool,
  listensOnNothing,
  namesStepDownTool,
  wrapperOptions,
} from "../../../src/model/stock/programs/tools.ts";
import { isOpaqueStarter, stepsDownByItself } from "../../../src/model/stock/programs/users.ts";

describe("a server", () => {
  const nginx = (product: string) => ({ kind: "nginx", product });
  const apache = { kind: "apache", product: "apache" };
  test.each<[string, unknown]>([
    ["nginx", nginx("nginx")],
    ["/usr/sbin/nginx", nginx("nginx")],
    ["nginx-debug", nginx("nginx")],
    ["/usr/local/openresty/bin/openresty", nginx("openresty")],
    ["angie", nginx("angie")],
    ["angie-debug", nginx("angie")],
    ["tengine", nginx("tengine")],
    ["freenginx", nginx("freenginx")],
    ["apache2", apache],
    ["/usr/local/apache2/bin/httpd", apache],
    ["httpd.worker", apache],
    ["apachectl", { ...apache, readsEnvvars: true, isControl: true }],
    ["/usr/sbin/apache2ctl", { ...apache, readsEnvvars: true, isControl: true }],
    ["httpd-foreground", { ...apache, inFront: true }],
    ["apache2-foreground", { ...apache, inFront: true, readsEnvvars: true }],
    ["nginx-prometheus-exporter", undefined],
    ["nginx.sh", undefined],
    ["lighttpd", undefined],
    ["", undefined],
  ])("%s", (program, expected) => {
    expect(serverProgram(program)).toEqual(expected);
  });

  test.each<[string, string, boolean]>([
    ["nginx", "-t", true],
    ["nginx-debug", "-t", true],
    ["nginx", "-tq", true],
    ["nginx", "-qt -c /etc/n.conf", true],
    ["openresty", "-T", true],
    ["nginx", "-s reload", true],
    ["nginx", "-?", true],
    ["nginx", "-g -t", false],
    ["nginx", "-c/etc/t.conf", false],
    ["nginx", "-q", false],
    ["nginx", "", false],
    ["apachectl", "configtest", true],
    ["apache2-foreground", "-t", true],
    ["httpd", "-DFOREGROUND", false],
  ])("%s %s", (program, args, expected) => {
    const words = args === "" ? [] : args.split(" ");
    expect(onlyAsks(serverProgram(program) as ServerProgram, words)).toBe(expected);
  });

  test("is of a kind", () => {
    expect(isServer("angie", "nginx")).toBe(true);
    expect(isServer("angie", "apache")).toBe(false);
  });

  test.each<[string | null | undefined, boolean]>([
    ["nginx", true],
    ["nginx-debug", true],
    ["/usr/sbin/nginx", false],
    ["openresty", false],
    [null, false],
  ])("the official scripts run for %s", (word, expected) => {
    expect(runsOfficialScripts(word)).toBe(expected);
  });

  test.each<[string, string | undefined]>([
    ["exec nginx-debug", "nginx"],
    ["write_nginx_conf", "nginx"],
    ["/etc/apache2", "apache2"],
    ["engine=x", undefined],
  ])("is named in %s", (text, expected) => {
    expect(serverNamedIn(text)).toBe(expected);
  });
});

describe("a shell", () => {
  test.each(["sh", "/bin/sh", "bash", "dash", "ash", "zsh", "ksh", "mksh"])("%s", (program) => {
    expect(isShell(program)).toBe(true);
    expect(isPrompt(program)).toBe(true);
  });
  test.each(["fish", "csh", "push", "bash.sh", "ssh"])("is not %s", (program) => {
    expect(isShell(program)).toBe(false);
  });

  test.each<[string, string | undefined, boolean]>([
    ["#!/bin/sh\n", "sh", true],
    ["#! /bin/bash -e\n", "bash", true],
    ["#!/usr/bin/env bash\n", "bash", true],
    ["#!/usr/bin/env -S A=b bash -e\n", "bash", true],
    ["#!/usr/bin/dumb-init /bin/sh\n", "sh", true],
    ["#!/command/with-contenv bash\n", "bash", true],
    ["#!/usr/bin/env python3\n", "python3", false],
    ["#!/command/execlineb -P\n", "execlineb", false],
    ["#!\n", undefined, false],
    ["echo\n", undefined, true],
  ])("reads %j", (text, reader, shell) => {
    expect(scriptReader(text)).toBe(reader);
    expect(isShellScript(text)).toBe(shell);
  });
});

describe("other programs", () => {
  test.each<[string, boolean | undefined]>([
    ["nginx-debug", true],
    ["angie", true],
    ["httpd-foreground", true],
    ["php-fpm", true],
    ["php-fpm8.2", true],
    ["/usr/sbin/php-fpm82", true],
    ["php8.2-fpm", true],
    ["php8.2", false],
    ["python3.12", false],
    ["mksh", false],
    ["gunicorn", undefined],
  ])("%s gives up root: %s", (program, expected) => {
    expect(stepsDownByItself({ program, args: [], config: () => undefined, packages: new Set() })).toBe(
      expected,
    );
  });

  test.each<[(program: string) => boolean, string, boolean]>([
    [isInit, "/usr/bin/tini", true],
    [isInit, "dumb-init", true],
    [isInit, "constructor", false],
    [isStepDownTool, "/sbin/su-exec", true],
    [isStepDownTool, "sub", false],
    [isAccountTool, "/usr/sbin/useradd", true],
    [isAccountTool, "delgroup", true],
    [isAccountTool, "adduserx", false],
    [listensOnNothing, "gosu", true],
    [listensOnNothing, "crond", true],
    [listensOnNothing, "node", false],
    [isOpaqueStarter, "docker-entrypoint", true],
    [isOpaqueStarter, "tini", true],
    [isOpaqueStarter, "node", false],
    [isAccountMaker, "/usr/sbin/usermod", true],
    [isAccountMaker, "newusers", true],
    [isAccountMaker, "userdel", false],
    [namesStepDownTool, "exec gosu web x", true],
    [namesStepDownTool, "exec gosux web x", false],
  ])("%o %s", (asked, program, expected) => {
    expect(asked(program)).toBe(expected);
  });

  test("wrappers have options with values", () => {
    expect(wrapperOptions("tini")).toEqual({ letters: "pe" });
    expect(wrapperOptions("nginx")).toBeUndefined();
    expect(wrapperOptions("toString")).toBeUndefined();
  });
});

// A second list is one that somebody forgets.
test("what a program is, is told here alone", () => {
  const lists = /nginx-debug|apachectl\||\(ba\|da|su-exec\|s(6|etpriv)|useradd\|adduser/;
  const elsewhere = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !file.startsWith("model/stock/programs/"))
    .filter((file) => lists.test(readFileSync(join(ROOT, "src", file), "utf8")));
  expect(elsewhere).toEqual([]);
});
