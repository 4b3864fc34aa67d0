// Takes the donation addresses out of package-lock.json, so that the lock holds
// names, versions and digests and no host at all. Run by "npm run lock".
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
for (const entry of Object.values(lock.packages)) {
  delete entry.funding;
}
const text = `${JSON.stringify(lock, null, 2)}\n`;
if (text.includes("://") || text.includes('"resolved"')) {
  throw new Error("package-lock.json still names a host");
}
writeFileSync(file, text);
