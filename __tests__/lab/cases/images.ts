/** Beginnings of Dockerfiles that many cases share: the builder makes each of their layers once. */
export const NGINX = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx\n";
export const APACHE = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y apache2\n";
export const BOTH = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx apache2\n";

/** Starts nginx so that the container stays. */
export const START_NGINX = 'CMD ["nginx", "-g", "daemon off;"]\n';
/** Starts Apache so that the container stays. */
export const START_APACHE = 'CMD ["apachectl", "-D", "FOREGROUND"]\n';
/** A site on 8080 over IPv4. */
export const SITE = "server { listen 8080; }\n";
