import { always, type BaseImage, type BaseSystem, base, byTag, own, SOME_ON_UBUNTU } from "./base.ts";

// Sources: github.com/docker-library/{redis,postgres,mysql,mongo,memcached,cassandra,rabbitmq}, github.com/MariaDB/
// mariadb-docker, github.com/valkey-io/valkey-container, github.com/apache/{couchdb-docker,solr-docker},
// github.com/neo4j/docker-neo4j, github.com/influxdata/influxdata-docker, github.com/elastic/dockerfiles,
// github.com/percona/percona-docker, github.com/opensearch-project/opensearch-build: each image's Dockerfile and entrypoint.

const ENTRYPOINT = ["docker-entrypoint.sh"];

/** Elastic's images: Ubuntu in 8, UBI in 9; in 7 CentOS, and Ubuntu from some release on. */
const elasticSystem =
  (ubuntuFrom: number) =>
  (tag: string): BaseSystem | undefined => {
    if (/^8/.test(tag)) return "debian";
    if (/^9/.test(tag)) return "rhel";
    const [, minor] = /^7\.(\d+)/.exec(tag) ?? [];
    return minor === undefined ? undefined : Number(minor) < ubuntuFrom ? "rhel" : "debian";
  };

const elastic = (product: string): readonly string[] => [
  product,
  `elastic/${product}`,
  `docker.elastic.co/${product}/${product}`,
];

const POSTGRES = {
  exposes: [5432],
  entrypoint: ENTRYPOINT,
  beforeOptions: ["postgres"],
  cmd: ["postgres"],
  stepsDown: { postgres: "postgres" },
};

export const databaseBases: readonly BaseImage[] = [
  base("redis", byTag("debian"), {
    users: [{ name: "redis", uid: 999 }],
    exposes: [6379],
    workdir: "/data",
    entrypoint: ENTRYPOINT,
    beforeOptions: ["redis-server"],
    cmd: ["redis-server"],
    stepsDown: { "redis-server": "redis" },
  }),
  base("valkey/valkey", byTag("debian"), {
    users: [{ name: "valkey", uid: 999 }],
    exposes: [6379],
    workdir: "/data",
    entrypoint: ENTRYPOINT,
    cmd: ["valkey-server"],
    stepsDown: { "valkey-server": "valkey" },
  }),
  base("memcached", byTag("debian"), {
    users: own("memcache", 11211),
    user: { name: "memcache", uid: 11211 },
    exposes: [11211],
    entrypoint: ENTRYPOINT,
    cmd: ["memcached"],
  }),
  base(["postgres", "postgis/postgis"], always("alpine"), {
    ...POSTGRES,
    tags: /alpine/,
    users: own("postgres", 70),
  }),
  base(["postgres", "postgis/postgis", "pgvector/pgvector"], always("debian"), {
    ...POSTGRES,
    users: own("postgres", 999),
  }),
  base("mysql", byTag("rhel"), {
    users: own("mysql", 999),
    exposes: [3306, 33060],
    volumes: ["/var/lib/mysql"],
    entrypoint: ENTRYPOINT,
    beforeOptions: ["mysqld"],
    cmd: ["mysqld"],
    stepsDown: { mysqld: "mysql" },
  }),
  base("mariadb", byTag("debian"), {
    users: own("mysql", 999),
    exposes: [3306],
    volumes: ["/var/lib/mysql"],
    entrypoint: ENTRYPOINT,
    cmd: ["mariadbd"],
    stepsDown: { mariadbd: "mysql", mysqld: "mysql" },
  }),
  base("mongo", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    users: own("mongodb", 999),
    exposes: [27017],
    volumes: ["/data/db", "/data/configdb"],
    entrypoint: ENTRYPOINT,
    cmd: ["mongod"],
    stepsDown: { mongod: "mongodb", mongos: "mongodb" },
  }),
  base("cassandra", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    users: own("cassandra", 999),
    exposes: [7000, 7001, 7199, 9042, 9160],
    volumes: ["/var/lib/cassandra"],
    entrypoint: ENTRYPOINT,
    cmd: ["cassandra", "-f"],
    stepsDown: { cassandra: "cassandra" },
  }),
  base("rabbitmq", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    users: [{ name: "rabbitmq" }],
    exposes: [4369, 5671, 5672, 15691, 15692, 25672],
    volumes: ["/var/lib/rabbitmq"],
    entrypoint: ENTRYPOINT,
    cmd: ["rabbitmq-server"],
    stepsDown: { "rabbitmq-server": "rabbitmq" },
  }),
  base("couchdb", always("debian"), {
    users: own("couchdb", 5984),
    exposes: [4369, 5984, 9100],
    volumes: ["/opt/couchdb/data"],
    entrypoint: ["tini", "--", "/docker-entrypoint.sh"],
    cmd: ["/opt/couchdb/bin/couchdb"],
    stepsDown: { couchdb: "couchdb" },
  }),
  base("neo4j", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    users: own("neo4j", 7474),
    exposes: [7473, 7474, 7687],
    volumes: ["/data", "/logs"],
    entrypoint: ["tini", "-g", "--", "/startup/docker-entrypoint.sh"],
    cmd: ["neo4j"],
    stepsDown: { neo4j: "neo4j" },
  }),
  base("solr", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    users: own("solr", 8983),
    user: { uid: 8983 },
    exposes: [8983],
    volumes: ["/var/solr"],
    entrypoint: ENTRYPOINT,
    cmd: ["solr-foreground"],
  }),
  // The entrypoint of 2.x gives root up by itself; that of 1.x differs.
  base("influxdb", byTag("debian"), {
    tags: /^2/,
    users: own("influxdb", 1000),
    exposes: [8086],
    volumes: ["/var/lib/influxdb2", "/etc/influxdb2"],
    entrypoint: ["/entrypoint.sh"],
    cmd: ["influxd"],
    stepsDown: { influxd: "influxdb" },
  }),

  base(elastic("elasticsearch"), elasticSystem(16), {
    tags: /^[89]/,
    users: [{ name: "elasticsearch", uid: 1000 }],
    user: { uid: 1000 },
    exposes: [9200, 9300],
    workdir: "/usr/share/elasticsearch",
    entrypoint: ["/bin/tini", "--", "/usr/local/bin/docker-entrypoint.sh"],
    cmd: ["eswrapper"],
  }),
  // In 7 the container stays root, and the entrypoint goes to user 1000.
  base(elastic("elasticsearch"), elasticSystem(16), {
    tags: /^7\.(?!15)/,
    users: [{ name: "elasticsearch", uid: 1000 }],
    exposes: [9200, 9300],
    workdir: "/usr/share/elasticsearch",
    entrypoint: ["/usr/local/bin/docker-entrypoint.sh"],
    cmd: ["eswrapper"],
    stepsDown: { eswrapper: "elasticsearch", elasticsearch: "elasticsearch" },
  }),
  base(elastic("kibana"), elasticSystem(17), {
    tags: /^([89]|7\.1[1-7])/,
    users: own("kibana", 1000),
    user: { uid: 1000 },
    exposes: [5601],
    workdir: "/usr/share/kibana",
    entrypoint: ["/bin/tini", "--"],
    cmd: ["/usr/local/bin/kibana-docker"],
  }),
  base(elastic("logstash"), elasticSystem(17), {
    tags: /^([89]|7\.([2-9]|1\d))/,
    users: own("logstash", 1000),
    user: { uid: 1000 },
    exposes: [5044, 9600],
    entrypoint: ["/usr/local/bin/docker-entrypoint"],
  }),
  base("opensearchproject/opensearch", always("rhel"), {
    users: own("opensearch", 1000),
    user: { uid: 1000 },
    exposes: [9200, 9300, 9600, 9650],
    workdir: "/usr/share/opensearch",
    entrypoint: ["./opensearch-docker-entrypoint.sh"],
    cmd: ["opensearch"],
  }),
  ...[
    { tags: /^(ps-)?5\.[67]/, exposes: [3306] },
    { tags: /^(ps-)?(8|latest)/, exposes: [3306, 33060] },
  ].map((release) =>
    base("percona", always("rhel"), {
      ...release,
      users: [{ name: "mysql" }],
      user: { name: "mysql" },
      volumes: ["/var/lib/mysql", "/var/log/mysql"],
      entrypoint: ["/docker-entrypoint.sh"],
      cmd: ["mysqld"],
    }),
  ),
  // mcr.microsoft.com/mssql: Microsoft's documentation of the non-root containers since 2019.
  base("mcr.microsoft.com/mssql/server", always("debian"), {
    tags: /^20(19|22|25)/,
    users: [{ name: "mssql", uid: 10001 }],
    user: { name: "mssql" },
    exposes: [1433],
    cmd: ["/opt/mssql/bin/sqlservr"],
  }),
];
