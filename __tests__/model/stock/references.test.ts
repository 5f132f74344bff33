import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bases } from "../../../src/model/stock/bases.ts";
import type { ServerInstall } from "../../../src/model/stock/install.ts";
import { findBase, ownImageName, parseReference, unmirrored } from "../../../src/model/stock/references.ts";

test.each<readonly [string, ReturnType<typeof parseReference>]>([
  ["nginx", { registry: "docker.io", repository: "library/nginx" }],
  ["nginx:1.27-alpine", { registry: "docker.io", repository: "library/nginx", tag: "1.27-alpine" }],
  ["docker.io/nginx", { registry: "docker.io", repository: "library/nginx" }],
  ["index.docker.io/library/nginx", { registry: "docker.io", repository: "library/nginx" }],
  ["grafana/grafana:11.1.0", { registry: "docker.io", repository: "grafana/grafana", tag: "11.1.0" }],
  ["localhost/web", { registry: "localhost", repository: "web" }],
  ["localhost:5000/web", { registry: "localhost:5000", repository: "web" }],
  ["harbor.corp:8443/a/b:1", { registry: "harbor.corp:8443", repository: "a/b", tag: "1" }],
  [
    "debian:12@sha256:ab",
    { registry: "docker.io", repository: "library/debian", tag: "12", digest: "sha256:ab" },
  ],
])("the reference %s", (ref, expected) => {
  expect(parseReference(ref)).toEqual(expected);
});

test.each([
  ["harbor.corp/hub/nginx:1", "docker.io/nginx:1"],
  ["harbor.corp/hub/grafana/grafana", "docker.io/grafana/grafana"],
  ["harbor.corp/hub/nginx:1@sha256:ab", "docker.io/nginx:1@sha256:ab"],
  // An image of this repo, never the official one of its name.
  ["harbor.corp/own/nginx", "harbor.corp/own/nginx"],
  ["harbor.corp/other/web", "harbor.corp/other/web"],
  // The name must end where the prefix does.
  ["harbor.corp/hubble/web", "harbor.corp/hubble/web"],
])("%s mirrors %s", (ref, expected) => {
  expect(unmirrored(ref, { "harbor.corp/hub": "docker.io", "harbor.corp/own": "." })).toBe(expected);
});

test.each([
  ["corp", "corp/web:1", "web"],
  ["corp", "docker.io/corp/web", "web"],
  ["docker.io/corp", "corp/web:1", "web"],
  ["index.docker.io/corp/", "corp/web", "web"],
  ["docker.io/corp", "corporate/web", undefined],
  ["docker.io", "nginx:1", "nginx"],
  ["docker.io/corp", "harbor.corp/corp/web", undefined],
  ["localhost:5000", "localhost:5000/team/web:1", "team/web"],
])("the registry %s holds %s as %s", (registry, ref, expected) => {
  expect(ownImageName(ref, { [registry]: "." })).toBe(expected);
});

test.each([
  ["nginx", "debian"],
  ["arm32v7/nginx:1.27", "debian"],
  ["docker.io/arm64v8/nginx:1.27-alpine", "alpine"],
  ["amd64/debian:12", "debian"],
  ["nginx:1.27-alpine-slim", "alpine"],
  ["docker.io/library/nginx:1.27", "debian"],
  ["public.ecr.aws/docker/library/nginx:1.27", "debian"],
  ["public.ecr.aws/nginx/nginx:1.27", undefined],
  ["mirror.gcr.io/library/python:3.12-alpine", "alpine"],
  ["mirror.gcr.io/grafana/grafana", "alpine"],
  ["node:22-slim", "debian"],
  ["node:22-alpine3.20", "alpine"],
  ["openjdk:8-jre", "debian"],
  ["openjdk:11", "debian"],
  ["openjdk:17", "rhel"],
  ["openjdk:17-slim", "debian"],
  ["maven:3.9-eclipse-temurin-21", "debian"],
  ["maven:3.9-amazoncorretto-21", "rhel"],
  ["maven:3.8-openjdk-17", undefined],
  ["maven:3.8-openjdk-17-slim", "debian"],
  ["mysql:8.4", "rhel"],
  ["mysql:8.0-debian", "debian"],
  ["gcr.io/distroless/static-debian12:nonroot", "none"],
  ["registry.access.redhat.com/ubi9/ubi-minimal:9.4", "rhel"],
  ["golang:1.22-nanoserver", undefined],
  // Somebody's image, not the official one.
  ["corp/nginx", undefined],
  ["ghcr.io/corp/nginx", undefined],
  ["haproxy:1.8", undefined],
  ["varnish:6.0", "debian"],
  ["elasticsearch:7.17.9", "debian"],
  ["elasticsearch:7.9.3", "rhel"],
  ["elasticsearch:7.15.0", undefined],
  ["percona:8.0", "rhel"],
  ["dunglas/frankenphp:1-php8.3-alpine", "alpine"],
])("the system of %s is %s", (ref, expected) => {
  expect(findBase(ref)?.system).toBe(expected);
});

test.each([
  ["nginx", "root", "/docker-entrypoint.sh nginx -g daemon off;"],
  ["nginxinc/nginx-unprivileged:1.27", "nginx", "/docker-entrypoint.sh nginx -g daemon off;"],
  ["gcr.io/distroless/static-debian12", "root", ""],
  ["gcr.io/distroless/static-debian12:nonroot", "nonroot", ""],
  ["gcr.io/distroless/nodejs22-debian12:debug-nonroot", "nonroot", "/nodejs/bin/node"],
  ["php:8.3-apache", "root", "docker-php-entrypoint apache2-foreground"],
  ["php:8.3-apache-bookworm", "root", "docker-php-entrypoint apache2-foreground"],
  ["php:8.3-fpm-alpine", "root", "docker-php-entrypoint php-fpm"],
  ["php:8.3-fpm", "root", "docker-php-entrypoint php-fpm"],
  ["php:8.3-cli", "root", "docker-php-entrypoint php -a"],
  ["wordpress:6.5-php8.3-apache", "root", "docker-entrypoint.sh apache2-foreground"],
  ["wordpress", "root", "docker-entrypoint.sh apache2-foreground"],
  ["wordpress:cli-2.10", "www-data", "docker-entrypoint.sh wp shell"],
  ["wordpress:6-fpm-alpine", "root", "docker-entrypoint.sh php-fpm"],
  ["haproxy:2.3", undefined, undefined],
  ["varnish:7.4", "varnish", "/usr/local/bin/docker-varnish-entrypoint"],
  ["varnish:stable", "root", "/usr/local/bin/docker-varnish-entrypoint"],
  ["varnish:6.0.18", "root", "/usr/local/bin/docker-varnish-entrypoint"],
  ["varnish:7.0.2", "root", "/usr/local/bin/docker-varnish-entrypoint"],
  ["elasticsearch:7.17.9", "root", "/usr/local/bin/docker-entrypoint.sh eswrapper"],
  [
    "docker.elastic.co/elasticsearch/elasticsearch:8.1.0",
    "1000",
    "/bin/tini -- /usr/local/bin/docker-entrypoint.sh eswrapper",
  ],
  ["docker.elastic.co/kibana/kibana:7.17.9", "1000", "/bin/tini -- /usr/local/bin/kibana-docker"],
  ["percona:ps-8.0", "mysql", "/docker-entrypoint.sh mysqld"],
  ["percona:psmdb-7.0", undefined, undefined],
  ["sonarqube:25.1.0.102122-community", "sonarqube", "/opt/sonarqube/docker/entrypoint.sh"],
  ["sonarqube:8.9-community", undefined, undefined],
  ["selenium/standalone-chrome:4.10.0-20230607", "1200", "/opt/bin/entry_point.sh"],
  [
    "dunglas/frankenphp",
    "root",
    "docker-php-entrypoint --config /etc/frankenphp/Caddyfile --adapter caddyfile",
  ],
  ["dunglas/frankenphp:builder", undefined, undefined],
  ["haproxy:2.30", "haproxy", "docker-entrypoint.sh haproxy -f /usr/local/etc/haproxy/haproxy.cfg"],
  ["haproxy:3.0-alpine", "haproxy", "docker-entrypoint.sh haproxy -f /usr/local/etc/haproxy/haproxy.cfg"],
  ["prom/prometheus:v2.53.0", "nobody", "/bin/prometheus"],
  ["grafana/grafana", "472", "/run.sh"],
  ["mcr.microsoft.com/dotnet/aspnet:8.0", "root", ""],
  ["mcr.microsoft.com/dotnet/aspnet:8.0-noble-chiseled", "1654", ""],
  ["docker:27-dind", "root", "dockerd-entrypoint.sh"],
  ["docker:27-dind-rootless", "rootless", "dockerd-entrypoint.sh"],
  ["memcached:1.6", "memcache", "docker-entrypoint.sh memcached"],
])("%s starts as %s: %s", (ref, user, command) => {
  const image = findBase(ref)?.image;
  const words = [...(image?.entrypoint ?? []), ...(image?.cmd ?? [])].join(" ");
  const name = image?.user?.name ?? image?.user?.uid?.toString() ?? "root";
  expect(image && [name, words]).toEqual(user === undefined ? undefined : [user, command]);
});

test.each([
  ["redis:7", "redis-server", "redis"],
  ["postgres:16", "postgres", "postgres"],
  ["mariadb:11", "mariadbd", "mysql"],
  ["mongo:7", "mongod", "mongodb"],
  ["hashicorp/vault:1.17", "server", "vault"],
  ["php:8.3-fpm", "php-fpm", "www-data"],
  ["redis:7", "sh", undefined],
  ["node:22", "node", undefined],
])("%s runs %s as %s", (ref, program, user) => {
  expect(findBase(ref)?.image.stepsDown?.[program]).toBe(user);
});

test.each([
  ["httpd:2.4", undefined],
  ["httpd:2.4-alpine", 82],
  ["php:8.3-fpm-alpine", 82],
  ["php:8.3-fpm", undefined],
  ["nginx:alpine", undefined],
])("%s makes www-data as %s, where the distribution has none", (ref, uid) => {
  expect(findBase(ref)?.image.users.find(({ name }) => name === "www-data")?.uid).toBe(uid);
});

describe("the table", () => {
  const names = [...new Set(bases.flatMap((image) => image.names))];
  const named = (name: string) => bases.filter((image) => image.names.includes(name));

  test("holds the images that most builds start from", () => {
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name) => !name.includes("/")).length).toBeGreaterThan(60);
  });

  test("has at most one entry for all tags of a name, behind those for some", () => {
    const wrong = names.filter((name) =>
      named(name)
        .slice(0, -1)
        .some(({ tags, releases }) => tags === undefined && releases === undefined),
    );
    expect(wrong).toEqual([]);
  });

  test("writes names as references are taken apart", () => {
    const asFound = (name: string): string => {
      const { registry, repository } = parseReference(name);
      return (registry === "docker.io" ? repository : `${registry}/${repository}`).replace(/^library\//, "");
    };
    expect(names.filter((name) => asFound(name) !== name)).toEqual([]);
  });

  test("names only users that the image or its distribution has", () => {
    const wrong = bases.filter(
      ({ user, users }) => user?.name && !users.some(({ name }) => name === user.name),
    );
    const fromDistribution = wrong.filter(({ user }) => user?.name !== "www-data");
    expect(fromDistribution.map((image) => image.names[0])).toEqual([]);
  });

  test("answers any tag with an entry of the name, or with nothing", () => {
    const tag = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,30}$/);
    fc.assert(
      fc.property(fc.constantFrom(...names), tag, (name, version) => {
        const found = findBase(`${name}:${version}`);
        if (found === undefined) return;
        expect(found.image.names).toContain(name);
        expect(found.image.tags?.test(version) ?? true).toBe(true);
        expect(findBase(`${name}:${version}@sha256:00`)).toEqual(found);
      }),
    );
  });

  test("holds ports, absolute folders and ids that can be", () => {
    const ports = bases.flatMap(({ exposes }) => exposes);
    expect(ports.filter((port) => !Number.isInteger(port) || port < 1 || port > 65535)).toEqual([]);
    const folders = bases.flatMap(({ volumes = [], workdir = "/" }) => [...volumes, workdir]);
    expect(
      folders.filter((path) => !/^\/(?!.*\/\/)/.test(path) || (path !== "/" && path.endsWith("/"))),
    ).toEqual([]);
    const ids = bases.flatMap(({ users }) => users).map(({ uid }) => uid ?? 0);
    expect(ids.filter((id) => !Number.isInteger(id) || id < 0 || id > 65535)).toEqual([]);
  });
});

describe.each(installs())("$title", (install) => {
  test("has its main configuration, and its default sites, among its files and links", () => {
    const there = [...Object.keys(install.files), ...Object.keys(install.links)];
    expect([install.mainConfig, ...install.defaultSites].filter((path) => !there.includes(path))).toEqual([]);
  });

  test("has owners only for what it installs", () => {
    const there = [...Object.keys(install.files), ...install.folders];
    const owned = Object.keys(install.owners ?? {});
    expect(owned.filter((path) => !there.some((other) => `${other}/`.startsWith(`${path}/`)))).toEqual([]);
  });
});

function installs(): readonly ServerInstall[] {
  return [...new Set(bases.flatMap(({ servers }) => servers))];
}
