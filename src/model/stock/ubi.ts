import { apacheRhel } from "./apache.ts";
import type { ServerInstall } from "./install.ts";
import { nginxRhel } from "./nginx.ts";

// github.com/sclorg/nginx-container, 1.20, and httpd-container, 2.4: they edit the package's configuration for uid 1001
// on 8080. What their build does with the main files is told here as its result.

/** UBI's nginx images: no user line, port 8080, includes and web root under /opt/app-root. */
export const nginxUbi: ServerInstall = {
  ...nginxRhel,
  title: "UBI's nginx image",
  files: {
    ...nginxRhel.files,
    "/etc/nginx/nginx.conf": (nginxRhel.files["/etc/nginx/nginx.conf"] ?? "")
      .replace("user nginx;\n", "")
      .replace("listen 80;", "listen 8080 default_server;")
      .replace("listen [::]:80;", "listen [::]:8080 default_server;")
      .replace("/etc/nginx/conf.d/", "/opt/app-root/etc/nginx.d/")
      .replace("/etc/nginx/default.d/", "/opt/app-root/etc/nginx.default.d/")
      .replace("/usr/share/nginx/html", "/opt/app-root/src"),
  },
  folders: [
    ...nginxRhel.folders,
    "/opt/app-root/etc/nginx.d",
    "/opt/app-root/etc/nginx.default.d",
    "/opt/app-root/src",
  ],
  owners: {
    "/etc/nginx/nginx.conf": "default",
    "/opt/app-root": "default",
    "/var/lib/nginx": "default",
    "/var/log/nginx": "default",
  },
};

/** UBI's httpd images: IPv4 on 8080 and 8443, as whoever the container is. */
export const apacheUbi: ServerInstall = {
  ...apacheRhel,
  title: "UBI's httpd image",
  files: {
    ...apacheRhel.files,
    "/etc/httpd/conf/httpd.conf": `${(apacheRhel.files["/etc/httpd/conf/httpd.conf"] ?? "")
      .replace("Listen 80\n", "Listen 0.0.0.0:8080\n")
      .replace("User apache", "User default")
      .replace("Group apache", "Group root")
      .replace("/var/www/html", "/opt/app-root/src")}IncludeOptional /opt/app-root/etc/httpd.d/*.conf\n`,
    "/etc/httpd/conf.d/ssl.conf": "Listen 0.0.0.0:8443 https\n",
  },
  folders: [...apacheRhel.folders, "/opt/app-root/etc/httpd.d", "/opt/app-root/src"],
  owners: { "/opt/app-root": "default" },
};
